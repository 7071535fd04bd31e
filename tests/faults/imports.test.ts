// kill -9 in the middle of an import, after each of its writes: it goes on from the rows that are counted, each person is made
// once, and what is told adds up.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { eventually } from '../platform/wait.ts';
import { type Fleet, prepareFleet } from './fleet.ts';

const ROWS = 600;
const path = '/v1/person-imports';
const octets = { 'content-type': 'application/octet-stream' };
const aMinute = { timeoutMs: 90_000 };

interface Told {
  readonly status: string;
  readonly progress: { readonly rows: number; readonly made: number; readonly there: number };
}

let fleet: Fleet;
const registrar = () => fleet.api('registry', 'registrar', 'MFOR');

beforeAll(async () => {
  fleet = await prepareFleet();
  await fleet.start('embedded');
  await fleet.start('registry');
});
afterAll(() => fleet?.remove());

/** Nobody is like somebody else: no pair is found that would hold the job up. */
const word = () =>
  randomUUID()
    .replace(/[^a-f]/g, '')
    .replaceAll('a', 'o');
const fileOf = (of: string) =>
  [
    'key,given name,family name,birth date,email,country,sex,channel,contactable',
    ...Array.from({ length: ROWS }, (_row, at) =>
      [`${of}-${at}`, word(), word(), 1920 + (at % 90), `${of}-${at}@example.org`, 'FR', 'f', 'event', 'yes'].join(','),
    ),
  ].join('\n');

describe('a process that ends by signal 9', () => {
  // opened, started, two of the first batch side by side, one of the second, ended
  it.each([3, 4, 6])('after write %i of an import doubles and loses nobody', async (passage) => {
    const content = fileOf(randomUUID().slice(0, 8));
    const body = {
      mediaType: 'text/csv',
      bytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    await fleet.stop('registry');
    await fleet.start('registry', { TRIBUTARY_TEST_CUT: `after-write-before-reply:${passage}` });
    const opened = expectStatus(await (await registrar()).post(path, body), 201).json<{ id: string }>();
    await (await registrar())
      .send('POST', `${path}/${opened.id}/file?offset=0`, { body: content, headers: octets })
      .catch(() => undefined);
    expect(await fleet.ended('registry')).toMatch(/SIGKILL|not running/);
    await fleet.start('registry');

    const told = await eventually(
      'the end of the import',
      async () => {
        const read = (await (await registrar()).get(`${path}/${opened.id}`)).json<Told>();
        return read.status === 'finished' ? read : undefined;
      },
      aMinute,
    );
    expect(told.progress).toMatchObject({ rows: ROWS, made: ROWS, there: 0 });
    const results = await (await registrar()).get(`${path}/${opened.id}/results`);
    const lines = expectStatus(results, 200)
      .text.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { row: number; personId: string });
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_row, at) => at + 2));
    expect(new Set(lines.map(({ personId }) => personId)).size).toBe(ROWS);
  });
});
