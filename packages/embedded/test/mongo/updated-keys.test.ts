// What is found by an index after updates is what is found without one: keys that an update need not look at are right.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Collection } from '../../src/mongo/collection.ts';
import { readFilter } from '../../src/mongo/filter.ts';
import { readIndexSpec } from '../../src/mongo/index-spec.ts';
import { unsorted } from '../../src/mongo/sort.ts';
import { readUpdate } from '../../src/mongo/update.ts';
import { type Doc, decode, encode } from '../../src/mongo/values.ts';
import { databasesOfFile } from './support/databases.ts';

const wire = (doc: object): Doc => decode(encode(doc as Doc));

const databases = databasesOfFile('updated-keys');

const indexes: readonly (readonly [object, object?])[] = [
  [{ code: 1 }],
  [{ 'place.town': 1, code: 1 }],
  [{ tags: 1 }],
  [{ due: 1 }, { sparse: true }],
  [{ code: 1, due: 1 }, { partialFilterExpression: { open: true } }],
];
const small = fc.integer({ min: 0, max: 3 });
const updates = fc.oneof(
  small.map((code) => ({ $set: { code } })),
  small.map((town) => ({ $set: { 'place.town': town } })),
  small.map((town) => ({ $set: { place: { town } } })),
  small.map((tag) => ({ $push: { tags: { $each: [tag] } } })),
  small.map((tag) => ({ $pull: { tags: tag } })),
  small.map((due) => ({ $min: { due } })),
  fc.constant({ $unset: { due: '' }, $set: { note: 'done' } }),
  fc.boolean().map((open) => ({ $set: { open } })),
  small.map((code) => ({ code, tags: [code], open: true })),
);
const filters = [0, 1, 2, 3].flatMap((n) => [
  { code: n },
  { 'place.town': n, code: 1 },
  { tags: n },
  { due: n },
  { code: n, due: { $gte: 1 }, open: true },
]);

const idsIn = (collection: Collection, filter: object) =>
  [...collection.find(readFilter(wire(filter)), unsorted)].map((kept) => String(collection.read(kept)['_id'])).sort();

function update(collection: Collection, _id: number, change: object): void {
  const { apply, roots } = readUpdate(wire(change));
  for (const kept of [...collection.find(readFilter(wire({ _id })), unsorted)])
    collection.change(kept, (doc) => apply(doc, false), roots);
}

test('after any updates an index finds what is found without it', () => {
  let run = 0;
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), updates), { maxLength: 25 });
  fc.assert(
    fc.property(steps, (made) => {
      run += 1;
      const indexed = databases().create(`db.indexed${run}`);
      const plain = databases().create(`db.plain${run}`);
      for (const [at, [key, more = {}]] of indexes.entries())
        databases().createIndex(indexed, readIndexSpec(wire({ key, name: `index${at}`, ...more })));
      for (const collection of [indexed, plain]) {
        for (let _id = 0; _id < 6; _id += 1) collection.insert(wire({ _id, code: _id % 3, tags: [_id % 2], due: 2 }));
        for (const [_id, change] of made) update(collection, _id, change);
      }
      for (const filter of filters) expect(idsIn(indexed, filter)).toEqual(idsIn(plain, filter));
    }),
    { numRuns: 60 },
  );
});

test('a unique index refuses what an update makes of its fields, whatever else the update leaves alone', () => {
  const collection = databases().create('db.unique');
  databases().createIndex(collection, readIndexSpec(wire({ key: { code: 1 }, name: 'code', unique: true })));
  collection.insert(wire({ _id: 0, code: 'a' }));
  collection.insert(wire({ _id: 1, code: 'b' }));
  update(collection, 1, { $set: { note: 'x' } });
  expect(() => update(collection, 1, { $set: { note: 'y', code: 'a' } })).toThrow('duplicate');
  expect(idsIn(collection, { code: 'b', note: 'x' })).toEqual(['1']);
});
