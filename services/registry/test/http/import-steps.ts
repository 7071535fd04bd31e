// Steps that tests of imports of persons have in common.
import { createHash } from 'node:crypto';
import { type Answered, type Caller, type Client, until } from '@tributary/testkit';
import { registrar } from './person-steps.ts';

export const csv = 'text/csv';
export const ndjson = 'application/x-ndjson';

/** A file of persons by the names of columns. */
export const fileOf = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const names = Object.keys(rows[0] ?? {});
  const quoted = (cell = '') => `"${cell.replaceAll('"', '""')}"`;
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n');
};

/** A row of somebody whom no other row has. */
export const rowOf = (unique: string, changed: Readonly<Record<string, string>> = {}) => ({
  key: unique,
  'given name': 'Amina',
  'family name': `Torvald-${unique}`,
  'birth date': '29/02/1988',
  email: `amina.${unique}@example.org`,
  country: 'France',
  sex: 'F',
  channel: 'event',
  contactable: 'yes',
  ...changed,
});

/** A line of what became of a row. */
export interface Line {
  readonly row: number;
  readonly key?: string;
  readonly outcome: string;
  readonly personId?: string;
  readonly person?: string;
  readonly likelyDuplicate?: true;
  readonly problems?: readonly { column: string; code: string; detail: string; read: string; accepted: string }[];
}

export const importsOn = (registry: Client) => {
  const path = '/v1/person-imports';
  const open = (content: string, asked: { query?: string; as?: Caller; body?: object } = {}): Promise<Answered> => {
    const bytes = Buffer.byteLength(content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const { query = '', as = registrar, body = {} } = asked;
    return registry.post(`${path}${query}`, { as, body: { mediaType: csv, bytes, sha256, ...body } });
  };
  const send = (id: string, offset: number, raw: string, as: Caller = registrar): Promise<Answered> =>
    registry.post(`${path}/${id}/file?offset=${offset}`, {
      as,
      raw,
      headers: { 'content-type': 'application/octet-stream' },
    });
  const read = (id: string, as: Caller = registrar): Promise<Answered> => registry.get(`${path}/${id}`, { as });
  const ended = (id: string) =>
    until(
      `the import ${id}`,
      async () => {
        const answer = await read(id);
        return ['running', 'receiving'].includes(String(answer.body['status'])) ? undefined : answer.body;
      },
      60_000,
    );
  const lines = async (id: string, query = ''): Promise<readonly Line[]> => {
    const answer = await registry.get(`${path}/${id}/results?${query}`, { as: registrar });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  };
  const start = (id: string, as: Caller = registrar): Promise<Answered> =>
    registry.post(`${path}/${id}/start`, { as, body: {} });
  const begin = async (content: string, asked: Parameters<typeof open>[1] = {}): Promise<string> => {
    const opened = await open(content, asked);
    if (opened.status !== 201) throw new Error(opened.text);
    const { id } = opened.body;
    const sent = await send(id, 0, content);
    if (sent.status !== 200) throw new Error(sent.text);
    return id;
  };
  return {
    open,
    begin,
    send,
    read,
    ended,
    lines,
    start,
    /** Opens an import, sends its file, and waits until it has gone through it. */
    run: async (content: string, asked?: Parameters<typeof open>[1]) => ended(await begin(content, asked)),
  };
};
