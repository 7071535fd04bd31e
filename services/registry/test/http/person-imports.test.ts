// Imports of persons over HTTP: sent in pieces, checked, gone through by a job, and told row by row.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, importsOn, ndjson, rowOf } from './import-steps.ts';
import { ofAnother, privacy, registrar, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;
let imports: ReturnType<typeof importsOn>;
let persons: ReturnType<typeof stepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  imports = importsOn(registry);
  persons = stepsOn(registry);
});
afterAll(() => installation.close());

const unique = () => randomUUID().slice(0, 8);
const rowsOf = (count: number, changed: Readonly<Record<string, string>> = {}) => {
  const of = unique();
  // nobody is like somebody else: comparing those who are takes its time
  const word = () =>
    randomUUID()
      .replace(/[^a-f]/g, '')
      .replaceAll('a', 'o');
  return Array.from({ length: count }, (_row, at) => {
    const birth = { 'birth date': `${1 + (at % 28)}/0${1 + (at % 9)}/${1920 + Math.floor(Math.random() * 90)}` };
    return rowOf(`${of}-${at}`, { 'given name': word(), 'family name': word(), ...birth, ...changed });
  });
};

describe('a file', () => {
  it('is sent in pieces, goes on where a connection was cut, and is destroyed when its import has ended', async () => {
    const content = fileOf(rowsOf(3));
    const { id } = (await imports.open(content)).body;
    const half = Math.floor(content.length / 2);
    expect((await imports.send(id, 0, content.slice(0, half))).body).toEqual({
      offset: half,
      bytes: content.length,
      complete: false,
    });
    const again = await imports.send(id, 0, content.slice(0, half));
    expect([again.status, again.body['code']]).toEqual([409, 'UPLOAD_OFFSET']);
    const { body } = await registry.get(`/v1/person-imports/${id}/file`, { as: registrar });
    expect(body).toEqual({ offset: half, bytes: content.length, complete: false });
    expect((await imports.send(id, half, content.slice(half))).body['complete']).toBe(true);
    expect(await imports.ended(id)).toMatchObject({ status: 'finished', progress: { rows: 3, made: 3, refused: 0 } });
    expect((await imports.send(id, content.length, 'x')).body['code']).toBe('WRONG_STATE');
    const left = () =>
      inDatabase(installation.configOf('registry').mongoUrl, async (database) => ({
        pieces: await database.collection('person_import_pieces').countDocuments(),
        file: await database.collection('person_import_files').findOne({ _id: id } as never),
      }));
    const { file } = await until('the end of the file', async () => {
      const now = await left();
      return now.pieces === 0 ? now : undefined;
    });
    expect(file?.['content']).not.toHaveProperty('key');
  });

  it('of another digest, or longer than it was said to be, is not taken', async () => {
    const content = fileOf(rowsOf(1));
    const { id } = (await imports.open(content)).body;
    const changed = content.replace('France', 'Franke');
    expect((await imports.send(id, 0, changed)).body['code']).toBe('EVIDENCE_OF_OTHER_DIGEST');
    expect((await registry.get(`/v1/person-imports/${id}/file`, { as: registrar })).body['offset']).toBe(0);
    expect((await imports.send(id, 0, `${content}x`)).status).toBe(413);
    expect((await imports.send(id, 0, content)).status).toBe(200);
    expect(await imports.ended(id)).toMatchObject({ status: 'finished' });
  });

  it('that cannot be gone through says why, in the language of the reader, and what may be meant', async () => {
    const run = await imports.run('prénom;nom;date de naissence\nA;B;1988\n');
    expect(run).toMatchObject({ status: 'failed', failure: { code: 'UNKNOWN_COLUMNS' } });
    const answer = await registry.get(`/v1/person-imports/${run.id}?lang=fr`, { as: registrar });
    expect(String((answer.body['failure'] as { detail?: string } | undefined)?.detail)).toContain(
      'Peut-être : date de naissence → birthDate.',
    );
    expect(await imports.run('Amina;Torvald\nIvan;Petrov\n')).toMatchObject({ failure: { code: 'NO_HEADER' } });
  });
});

describe('rows', () => {
  it('become persons as one by one, and are told row by row', async () => {
    const rows = rowsOf(2);
    const bad = rowOf(unique(), { 'birth date': '31/02/1988', country: 'Atlantis', email: 'nobody' });
    const { id, ...told } = await imports.run(fileOf([...rows, bad]));
    expect(told).toMatchObject({ status: 'finished', progress: { rows: 3, made: 2, refused: 1 } });
    const [first, , third] = await imports.lines(id);
    expect(first).toMatchObject({ row: 2, key: rows[0]?.key, outcome: 'made' });
    const read = await persons.read(first?.personId ?? '');
    expect(read.body).toMatchObject({
      residence: { country: 'FR' },
      sex: 'female',
      assurance: 'assisted',
      ministry: 'MFOR',
    });
    expect(read.text).toContain(rows[0]?.['given name']);
    expect(third).toMatchObject({ row: 4, outcome: 'refused' });
    expect(third?.problems?.map(({ column, read: form, accepted }) => [column, form, accepted])).toEqual(
      expect.arrayContaining([
        ['birth date', '99/99/9999', '1988-02-29'],
        ['country', 'aaaaaaaa', 'FR'],
        ['email', 'aaaaaa', 'amina@example.org'],
      ]),
    );
    expect(JSON.stringify(third)).not.toMatch(/Atlantis|31\/02|1988-02-31|nobody/);
    const file = await registry.get(`/v1/person-imports/${id}/results?format=csv&outcome=refused&lang=ru`, {
      as: registrar,
    });
    expect(file.text.split('\r\n').filter(Boolean)).toHaveLength(4);
    expect(file.text).toMatch(/[а-я]/);
  });

  it('are checked without a trace, duplicates inside of the file and with the registry included, and imported by a start', async () => {
    const email = `there.${unique()}@example.org`;
    const holder = await persons.enter({ emails: [email] });
    const [one, two, three] = rowsOf(3) as [
      ReturnType<typeof rowOf>,
      ReturnType<typeof rowOf>,
      ReturnType<typeof rowOf>,
    ];
    const content = fileOf([
      one,
      { ...two, email: one.email.toUpperCase() },
      { ...three, email },
      { ...one, email: '' },
    ]);
    const { id, ...checked } = await imports.run(content, { query: '?dryRun=true' });
    const counts = { rows: 4, made: 1, there: 3, refused: 0 };
    expect(checked).toMatchObject({ status: 'checked', dryRun: true, progress: counts });
    expect((await persons.search({ email: one.email })).body.items).toEqual([]);
    expect(await imports.lines(id)).toMatchObject([
      { outcome: 'made' },
      { outcome: 'there' },
      { outcome: 'there', personId: holder },
      {},
    ]);

    expect((await imports.start(id)).status).toBe(200);
    expect(await imports.ended(id)).toMatchObject({ status: 'finished', dryRun: false, progress: counts });
    const lines = await imports.lines(id);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['made', 'there', 'there', 'there']);
    expect(lines[1]?.personId).toBe(lines[0]?.personId);
    expect((await persons.search({ email: one.email })).body.items).toHaveLength(1);
    const { items } = (await registry.get(`/v1/persons/${holder}/reads`, { as: privacy })).body;
    expect(items.map((look) => look['what'])).toContain('duplicate');
    expect((await imports.start(id)).body['code']).toBe('WRONG_STATE');
  });

  it('of several batches are told in their order, and know of those of the batches before', async () => {
    const rows = rowsOf(1_100);
    const [third, tenth] = [rows[3], rows[10]];
    const changed = new Map([
      [510, { ...rows[510], key: third?.key }],
      [700, { ...rows[700], email: 'nobody' }],
      [900, { ...rows[900], email: tenth?.email }],
    ]);
    const content = fileOf(rows.map((row, at) => ({ ...row, ...changed.get(at) }) as typeof row));
    const { id, ...told } = await imports.run(content);
    expect(told).toMatchObject({ progress: { rows: 1_100, made: 1_097, there: 2, refused: 1 } });
    const lines = await imports.lines(id);
    expect(lines.map(({ row }) => row)).toEqual(rows.map((_row, at) => at + 2));
    expect(lines[510]).toMatchObject({ outcome: 'there', personId: lines[3]?.personId });
    expect(lines[700]).toMatchObject({ outcome: 'refused' });
    expect(lines[900]).toMatchObject({ outcome: 'there', personId: lines[10]?.personId });
  }, 120_000);

  it('of one file imported 50 times at once make each person once', async () => {
    const rows = rowsOf(20);
    const content = fileOf(rows);
    const begun = await Promise.all(Array.from({ length: 50 }, () => imports.begin(content)));
    const runs: Awaited<ReturnType<typeof imports.ended>>[] = [];
    for (const id of begun) runs.push(await imports.ended(id));
    expect(runs.every(({ status }) => status === 'finished')).toBe(true);
    const made = runs.reduce((sum, { progress }) => sum + (progress as { made: number }).made, 0);
    expect(made).toBe(20);
    for (const { email } of rows.slice(0, 3)) expect((await persons.search({ email })).body.items).toHaveLength(1);
    const ids = new Set(
      (await Promise.all(runs.map(({ id }) => imports.lines(id)))).flat().map(({ personId }) => personId),
    );
    expect(ids.size).toBe(20);
  }, 120_000);

  it('I16: of a person who was erased stay erased, and what they were told as names nobody', async () => {
    const content = fileOf(rowsOf(2));
    const first = await imports.run(content);
    const [{ personId = '', key } = { personId: '', key: '' }] = await imports.lines(first.id);
    expect((await persons.erase(personId)).status).toBe(200);
    const again = await imports.run(content);
    expect(again).toMatchObject({ progress: { made: 0, there: 1, erased: 1 } });
    expect((await persons.read(personId)).status).toBe(410);
    const told = JSON.stringify([await imports.lines(first.id), await imports.lines(again.id)]);
    expect(told).not.toContain(personId);
    expect(told).not.toContain(`"${key}"`);
  });

  it('of NDJSON are taken as the API takes a person, and who is likely there is told', async () => {
    const of = unique();
    const name = { given: 'Ольга', family: `О’Нил-${of}` };
    const body = {
      ...{ key: `${of}-1`, names: [name], birthDate: '1899-12', residence: { country: 'DE' }, sex: 'female' },
      ...{ channel: 'web', contactable: true, phones: ['0171 2345678'] },
    };
    const content = [body, { ...body, key: `${of}-2`, names: [{ ...name, given: 'ОЛЬГА' }] }]
      .map((line) => JSON.stringify(line))
      .join('\n');
    const { id, ...told } = await imports.run(content, { body: { mediaType: ndjson } });
    expect(told).toMatchObject({ progress: { made: 2, likelyDuplicates: 1 } });
    expect((await imports.lines(id))[1]).toMatchObject({ outcome: 'made', likelyDuplicate: true });
  });
});

describe('a mapping', () => {
  const reading = {
    columns: [
      { name: 'Wer', field: 'givenName' },
      { name: 'Geboren', field: 'birthDate' },
    ],
    constants: [
      { field: 'country', value: 'Deutschland' },
      { field: 'sex', value: 'unknown' },
      { field: 'channel', value: 'event' },
      { field: 'contactable', value: 'no' },
    ],
    dateOrder: 'month-first',
  };

  it('is kept by the ministry under a name, and read by it alone', async () => {
    const path = '/v1/person-import-mappings/MFOR/club-list';
    const headers = { 'if-none-match': '*' };
    expect((await registry.put(path, { as: registrar, body: reading, headers })).status).toBe(201);
    expect((await registry.get(path, { as: registrar })).body).toMatchObject(reading);
    expect((await registry.get(path, { as: ofAnother })).status).toBe(404);
    const { id, ...told } = await imports.run(`Wer;Geboren\nZoé-${unique()};03/29/1988\n`, {
      query: '?mapping=club-list',
    });
    expect(told).toMatchObject({ progress: { made: 1 }, readAs: reading.columns });
    const [line] = await imports.lines(id);
    expect((await persons.read(line?.personId ?? '')).text).toContain('1988-03-29');
    const unknown = await imports.open('x', { query: '?mapping=club-list', as: ofAnother });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'IMPORT_MAPPING_UNKNOWN']);
  });
});

describe('an import', () => {
  it('I13: is not there for another ministry, in whatever way it is asked for', async () => {
    const { id } = await imports.run(fileOf(rowsOf(1)), { query: '?dryRun=true' });
    const path = `/v1/person-imports/${id}`;
    const asked = [
      registry.get(path, { as: ofAnother }),
      registry.get(`${path}/file`, { as: ofAnother }),
      registry.get(`${path}/results`, { as: ofAnother }),
      imports.send(id, 0, 'x', ofAnother),
    ];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect([403, 404]).toContain((await imports.start(id, ofAnother)).status);
    const list = await registry.get('/v1/person-imports?limit=200', { as: ofAnother });
    expect(list.body.items.filter((one) => one['id'] === id)).toEqual([]);
    expect((await registry.get('/v1/person-imports', { as: privacy })).status).toBe(403);
  });

  it('I11: who sent a file and who took its results is in the audit', async () => {
    const { id } = await imports.run(fileOf(rowsOf(1)));
    await imports.lines(id);
    const found = await inDatabase(installation.configOf('registry').mongoUrl, (database) =>
      database
        .collection('audit')
        .find({ 'content.entry.what': { $in: [`import-file ${id}`, `import-results ${id}`] } } as never)
        .toArray(),
    );
    expect(found).toHaveLength(2);
  });

  it('that is cancelled has no file any more, and cannot be started', async () => {
    const content = fileOf(rowsOf(1));
    const { id } = await imports.run(content, { query: '?dryRun=true' });
    const cancelled = await registry.post(`/v1/person-imports/${id}/cancellation`, { as: registrar, body: {} });
    expect(cancelled.status).toBe(200);
    expect((await imports.start(id)).body['code']).toBe('WRONG_STATE');
    expect((await registry.get(`/v1/person-imports/${id}/file`, { as: registrar })).body['code']).toBe('WRONG_STATE');
  });
});
