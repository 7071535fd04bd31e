// Records beside aggregates: of many writers one wins, and nobody overwrites what they have not seen.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeRecordsIndexes, mongoRecords } from '../../src/mongo/records.ts';
import { withChanges } from '../../src/store/record-changes.ts';
import { subjects } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

interface Line {
  readonly text: string;
  readonly about?: { readonly whom: readonly string[] };
}

const opened = storeOfFile(subjects);
const lines = mongoRecords<Line>(() => opened.connection, 'lines');

test('of fifty who insert under one id one does, and the others are told', async () => {
  const id = randomUUID();
  const inserted = await Promise.all(Array.from({ length: 50 }, (_, n) => lines.insert(id, { text: `${n}` })));
  expect(inserted.filter(Boolean)).toHaveLength(1);
  expect(await lines.read(id)).toMatchObject({ version: 1, content: { text: String(inserted.indexOf(true)) } });
});

test('a record is replaced in the version that was read, and in no other', async () => {
  const id = randomUUID();
  await lines.insert(id, { text: 'one' });
  expect(await lines.replace(id, 1, { text: 'two' })).toBe(true);
  expect(await lines.replace(id, 1, { text: 'three' })).toBe(false);
  expect(await lines.read(id)).toEqual({ id, version: 2, content: { text: 'two' } });
  await lines.remove(id);
  expect(await lines.read(id)).toBeUndefined();
});

test('many are inserted at once beside those that are there, read, and removed', async () => {
  const ids = Array.from({ length: 4 }, () => randomUUID());
  await lines.insert(ids[1] ?? '', { text: 'before' });
  const inserted = await lines.insertAll(ids.map((id) => ({ id, content: { text: 'after' } })));
  expect([...inserted]).toEqual(ids.filter((_id, at) => at !== 1));
  const found = await lines.readAll([...ids, randomUUID()]);
  expect(new Map(found.map(({ id, content }) => [id, content.text]))).toEqual(
    new Map(ids.map((id, at) => [id, at === 1 ? 'before' : 'after'])),
  );
  await lines.removeAll(ids.slice(1));
  expect((await lines.readAll(ids)).map(({ id }) => id)).toEqual(ids.slice(0, 1));
  expect([await lines.insertAll([]), await lines.readAll([])]).toEqual([new Set(), []]);
});

test('pages go on where the one before ended, also of those alone that have a value in a list', async () => {
  await makeRecordsIndexes(opened.connection, { name: 'lines', sought: ['about.whom'] });
  const whom = randomUUID();
  const ids = Array.from({ length: 5 }, (_, n) => `${whom}-${n}`);
  for (const [n, id] of ids.entries()) {
    await lines.insert(id, { text: `${n}`, about: { whom: n === 2 ? ['x'] : ['x', whom] } });
  }
  const where = { field: 'about.whom', value: whom };
  const first = await lines.page({ limit: 3, where });
  const rest = await lines.page({ limit: 3, where, after: first.next });
  expect([first.next, rest.next]).toEqual([ids[3], undefined]);
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.filter((_, n) => n !== 2));
  expect([await lines.count(where), await lines.count({ ...where, value: 'none' })]).toEqual([4, 0]);
  await lines.insert('~~~', { text: 'last' });
  expect((await lines.last())?.id).toBe('~~~');
});

test('rule 6: what lies beside a new aggregate can be written first, under the id that it is going to have', async () => {
  const keyed = { ...request(), key: randomUUID(), keyGiven: true };
  expect(opened.store.idFor(keyed)).toBe(opened.store.idFor(keyed));
  expect(opened.store.idFor({ ...keyed, key: randomUUID() })).not.toBe(opened.store.idFor(keyed));
  const plain = { ...request(), keyGiven: false };
  expect(opened.store.idFor(plain)).not.toBe(opened.store.idFor(plain));
});

test('fifty who change one record at once each see what the one before left', async () => {
  const id = randomUUID();
  const processes = Array.from({ length: 5 }, () => withChanges(mongoRecords<Line>(() => opened.connection, 'lines')));
  const seen = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      processes[n % 5]?.change(id, (line) => ({
        content: { text: `${line?.text ?? ''}.` },
        answer: line?.text.length,
      })),
    ),
  );
  expect(seen.map((length) => length ?? 0).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 50 }, (_, n) => n),
  );
  expect(await lines.read(id)).toMatchObject({ version: 50 });
});

test('a change that leaves what there is writes nothing, and one that fails neither', async () => {
  const id = randomUUID();
  const { change } = withChanges(lines);
  expect(await change(id, (content) => ({ content, answer: 'none' }))).toBe('none');
  expect(await lines.read(id)).toBeUndefined();
  await change(id, () => ({ content: { text: 'one' }, answer: undefined }));
  expect(await change(id, (content) => ({ content, answer: content?.text }))).toBe('one');
  await expect(change(id, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lines.read(id)).toEqual({ id, version: 1, content: { text: 'one' } });
});
