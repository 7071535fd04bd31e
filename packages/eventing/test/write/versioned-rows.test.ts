import { expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { mongoVersionedRows } from '../../src/mongo/versioned-rows.ts';
import { erase, see, subjects } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

interface Detail {
  readonly birthplace: string;
}

const opened = storeOfFile(subjects);
const details = mongoVersionedRows<Detail>(() => opened.connection, 'details');

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
  const version = await details.add(id, { birthplace }, request());
  const made = await opened.store.create(request(), () => see(undefined, 'Lisbon', version), { naturalKey });
  expect(made.kind).toBe('acknowledged');
  return id;
}

test('rule 12: a new version leaves the one before as it was, and the aggregate says which one holds', async () => {
  const id = await known('Lisbon');
  const first = await pointsAt(id);
  const second = await details.add(id, { birthplace: 'Porto' }, request());
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
      const version = await details.add(id, { birthplace: `city ${n}` }, request());
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
