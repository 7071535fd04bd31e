import { expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { makeVersionedRowsIndexes, mongoVersionedRows } from '../../src/mongo/versioned-rows.ts';
import { erase, see, subjects } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

interface Detail {
  readonly birthplace: string;
}

const opened = storeOfFile(subjects);
const details = mongoVersionedRows<Detail>(() => opened.connection, 'details');

/** A new version of an owner who is there. */
async function versionOf(owner: string, content: Detail): Promise<string> {
  const version = await details.add(owner, content, request());
  if (typeof version !== 'string') throw new Error(`${owner} is forgotten`);
  return version;
}

const now = request().now;
const inAnHour = new Date(now.getTime() + 3_600_001);
const rows = (owner: string) => opened.connection.collection('details').countDocuments({ owner });
const pointsAt = async (id: string) => (await opened.store.load(id))?.state.detail;

let subjectsMade = 0;

/** A subject with a detail: the row first, then the aggregate that points at it. */
async function known(birthplace: string): Promise<string> {
  subjectsMade += 1;
  const naturalKey = `subject:${subjectsMade}`;
  const id = naturalId(naturalKey);
  const version = await versionOf(id, { birthplace });
  const made = await opened.store.create(request(), () => see(undefined, 'Lisbon', version), { naturalKey });
  expect(made.kind).toBe('acknowledged');
  return id;
}

test('rule 12: a new version leaves the one before as it was, and the aggregate says which one holds', async () => {
  const id = await known('Lisbon');
  const first = await pointsAt(id);
  const second = await versionOf(id, { birthplace: 'Porto' });
  expect(await pointsAt(id)).toBe(first);
  await opened.store.change(id, request(), ({ state }) => see(state, 'Porto', second));
  expect(await pointsAt(id)).toBe(second);
  expect(await details.read(id, first ?? '')).toEqual({ birthplace: 'Lisbon' });
  expect(await details.read(id, second)).toEqual({ birthplace: 'Porto' });
  expect(await details.read(id, uuidv7())).toBeUndefined();
});

test('rule 12: of commands that overtake each other one row is pointed at, and the others are swept after an hour', async () => {
  const id = await known('Lisbon');
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, async (_, n) => {
      const version = await versionOf(id, { birthplace: `city ${n}` });
      return opened.store.change(id, request({ ifMatch: 1 }), ({ state }) => see(state, 'Faro', version));
    }),
  );
  expect(outcomes.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  expect(await rows(id)).toBe(6);
  await details.sweep(now, pointsAt);
  expect(await rows(id)).toBe(6);
  await details.sweep(inAnHour, pointsAt);
  expect(await rows(id)).toBe(1);
  expect(await details.read(id, (await pointsAt(id)) ?? '')).toMatchObject({
    birthplace: expect.stringContaining('city'),
  });
});

test('rule 12: an erasure leaves no row, and neither does one that was cut before it had removed them', async () => {
  const [id, cut] = [await known('Lisbon'), await known('Porto')];
  for (const subject of [id, cut]) await opened.store.change(subject, request(), () => erase());
  await details.forget(id);
  expect([await rows(id), await rows(cut)]).toEqual([0, 1]);
  await details.sweep(inAnHour, pointsAt);
  expect(await rows(cut)).toBe(0);
});

test('rule 12: whoever writes after the forgetting leaves nothing and is told so, however late', async () => {
  const id = await known('Lisbon');
  await opened.store.change(id, request(), () => erase());
  await details.forget(id);
  expect(await details.add(id, { birthplace: 'Faro' }, request())).toMatchObject({ rejected: 'GONE' });
  expect(await rows(id)).toBe(0);
  const other = await known('Porto');
  const writing = Array.from({ length: 10 }, (_, n) => details.add(other, { birthplace: `city ${n}` }, request()));
  await Promise.all([...writing, details.forget(other)]);
  expect(await rows(other)).toBe(0);
  await details.forget(other);
});

test('rule 12: rows are found by their owner and by their age through an index', async () => {
  await makeVersionedRowsIndexes(opened.connection, 'details');
  const keys = (await opened.connection.collection('details').indexes()).map(({ key }) => Object.keys(key).join());
  expect(keys).toEqual(expect.arrayContaining(['owner', 'at']));
});

test('rule 12: versions of many are added at once; nothing is kept of an owner who was forgotten', async () => {
  const [gone, there] = [uuidv7(), uuidv7()];
  await details.forget(gone);
  const all = [gone, there].map((owner) => ({ owner, version: uuidv7(), content: { birthplace: 'Faro' } }));
  expect([...(await details.addAll(all, request()))]).toEqual([gone]);
  expect([await rows(gone), await rows(there)]).toEqual([0, 1]);
  expect(await details.read(there, all[1]?.version ?? '')).toEqual({ birthplace: 'Faro' });
});
