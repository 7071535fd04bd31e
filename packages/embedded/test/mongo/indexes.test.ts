import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Databases } from '../../src/mongo/databases.ts';
import { Entries } from '../../src/mongo/entries.ts';
import { readFilter } from '../../src/mongo/filter.ts';
import { readIndexSpec } from '../../src/mongo/index-spec.ts';
import type { Kept } from '../../src/mongo/kept.ts';
import { readSort } from '../../src/mongo/sort.ts';
import { type Doc, decode, encode } from '../../src/mongo/values.ts';
import { databasesOfFile } from './support/databases.ts';

/** As the server gets it from the wire: every number in its wrapper. */
const wire = (doc: object): Doc => decode(encode(doc as Doc));

const databases = databasesOfFile('indexes');

describe('a read looks at no more documents than it must', () => {
  beforeAll(() => {
    const journal = databases().create('db.journal');
    const index = (key: object, name: string, more: object = {}) => readIndexSpec(wire({ key, name, ...more }));
    databases().createIndex(journal, index({ slot: 1, pos: 1 }, 'slot_pos', { unique: true }));
    databases().createIndex(journal, index({ agg: 1, seq: 1 }, 'agg_seq', { unique: true }));
    databases().createIndex(journal, index({ pendingSince: 1 }, 'pending', { sparse: true }));
    databases().createIndex(journal, index({ kind: 1 }, 'kind', { partialFilterExpression: { kind: 'rare' } }));
    const few = { partialFilterExpression: { held: { $exists: true } } };
    databases().createIndex(journal, index({ held: 1, _id: 1 }, 'held', few));
    for (let n = 0; n < 6000; n += 1) {
      const pending = n % 1000 === 7 ? { pendingSince: new Date(10_000 - n), kind: 'rare', held: `held-${n}` } : {};
      journal.insert(
        wire({
          _id: `id-${n}`,
          slot: n % 12,
          pos: Math.floor(n / 12),
          agg: `agg-${n % 500}`,
          seq: Math.floor(n / 500),
          ...pending,
        }),
      );
    }
  });

  const cases: readonly [string, object, object, number][] = [
    ['an _id', { _id: 'id-77' }, {}, 1],
    ['an _id with a guard', { _id: 'id-77', seq: 0 }, {}, 1],
    ['several _ids', { _id: { $in: ['id-1', 'id-2', 'nobody'] } }, {}, 2],
    ['a range of _ids in their order', { _id: { $gt: 'id-5990', $lt: 'id-5995' } }, { _id: 1 }, 4],
    ['a slot and position', { slot: 3, pos: 100 }, {}, 1],
    ['a slot from a position on, in order', { slot: 3, pos: { $gt: 490 } }, { pos: 1 }, 9],
    ['a slot’s positions between two', { slot: 3, pos: { $gte: 10, $lte: 12 } }, { slot: 1, pos: 1 }, 3],
    ['an aggregate from a seq on', { agg: 'agg-7', seq: { $gt: 5 } }, { seq: 1 }, 6],
    ['one of several events', { agg: { $in: ['agg-1', 'agg-2'] }, seq: 3 }, {}, 2],
    ['what waits, the oldest first', { pendingSince: { $exists: true } }, { pendingSince: 1 }, 6],
    ['what waits, counted', { pendingSince: { $exists: true } }, {}, 6],
    ['what a partial index holds', { kind: 'rare' }, {}, 6],
    ['a field that few have', { held: 'held-1007', seq: { $exists: true } }, { _id: 1 }, 1],
    ['one of several values of it', { held: { $in: ['held-1007', 'held-2007', 'none'] } }, {}, 2],
    ['a range of it', { held: { $gte: 'held-2', $lte: 'held-4' } }, {}, 2],
    ['whatever has it', { held: { $gte: '' } }, {}, 6],
    [
      'either of several places',
      {
        $or: [
          { slot: 3, pos: { $gt: 497 } },
          { slot: 4, pos: { $gte: 498 } },
        ],
      },
      {},
      4,
    ],
    ['either of two that overlap', { $or: [{ agg: 'agg-7', seq: 3 }, { _id: 'id-1507' }] }, {}, 1],
    ['conditions within $and', { $and: [{ slot: 3 }, { pos: { $lt: 2 } }] }, {}, 2],
  ];
  for (const [name, filter, sort, looked] of cases) {
    test(name, () => {
      const collection = databases().find('db.journal');
      const { docs } = collection?.candidates(readFilter(wire(filter)), readSort(wire(sort))) ?? { docs: [] };
      expect([...docs]).toHaveLength(looked);
      expect([...(collection?.find(readFilter(wire(filter)), readSort(wire(sort))) ?? [])]).toHaveLength(looked);
    });
  }

  test('the first of a sorted range, without reading the others', () => {
    const collection = databases().find('db.journal');
    const found = collection?.find(readFilter(wire({ slot: 3 })), readSort(wire({ pos: -1 })));
    const first = found?.next().value;
    expect(first === undefined ? undefined : collection?.read(first)).toMatchObject({ pos: { value: 499 } });
  });
});

describe('an answer through an index is the answer without one', () => {
  const scalar = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y', null, true, 1.5));
  const field = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.constant(undefined),
    fc.record({ c: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })) }),
    fc.array(fc.record({ c: scalar }), { maxLength: 2 }),
  );
  const documents = fc.array(fc.record({ a: field, b: field }), { maxLength: 12 });
  const operand = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }));
  const condition = fc.oneof(
    operand,
    fc.record({ $eq: operand }),
    fc
      .record({ $gt: operand, $lte: operand }, { requiredKeys: [] })
      .filter((operators) => Object.keys(operators).length > 0),
    fc.record({ $gte: operand }),
    fc.record({ $lt: operand }),
    fc.record({ $in: fc.array(operand, { maxLength: 3 }) }),
    fc.record({ $ne: operand }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $not: fc.record({ $gte: operand }) }),
  );
  const paths = fc.constantFrom('a', 'b', 'a.c', 'b.0');
  const filter = fc.oneof(
    fc.dictionary(paths, condition, { maxKeys: 2, noNullPrototype: true }),
    fc.record({
      $and: fc.array(fc.dictionary(paths, condition, { minKeys: 1, maxKeys: 1, noNullPrototype: true }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  );
  const either = fc.record({ $or: fc.array(filter, { minLength: 1, maxLength: 3 }) });
  const where = fc.oneof(
    filter,
    either,
    fc.tuple(filter, either).map(([one, other]) => ({ ...one, ...other })),
  );
  const sort = fc.constantFrom<Record<string, number>[]>(
    {},
    { a: 1 },
    { a: -1 },
    { b: 1, a: 1 },
    { a: 1, b: 1 },
    { a: -1, b: 1 },
    { 'a.c': 1 },
  );
  const indexes = [{ a: 1 }, { b: 1, a: 1 }, { a: 1, b: -1 }, { 'a.c': 1 }, { 'b.0': 1 }].flatMap((key, at) => [
    { key, name: `plain${at}` },
    { key, name: `sparse${at}`, sparse: true },
    { key, name: `partial${at}`, partialFilterExpression: { a: { $exists: true } } },
    { key, name: `equal${at}`, partialFilterExpression: { b: 'x' } },
  ]);

  test('whatever documents, filter, sort and index', () => {
    let number = 0;
    fc.assert(
      fc.property(
        documents,
        where,
        sort,
        fc.subarray(indexes, { minLength: 1, maxLength: 3 }),
        (docs, asked, by, specs) => {
          number += 1;
          const plain = databases().create(`db.plain${number}`);
          const indexed = databases().create(`db.indexed${number}`);
          for (const spec of specs) databases().createIndex(indexed, readIndexSpec(wire(spec)));
          for (const [n, doc] of docs.entries()) {
            const given = Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined));
            plain.insert(wire({ _id: n, ...given }));
            indexed.insert(wire({ _id: n, ...given }));
          }
          const keysOf = (collection: typeof plain, order: object) =>
            [...collection.find(readFilter(wire(asked)), readSort(wire(order)))].map((kept) => kept.id);
          // Documents that are equal by the sort may come in any order: the _id settles it.
          const settled = { ...by, _id: 1 };
          expect(keysOf(indexed, settled)).toEqual(keysOf(plain, settled));
          expect(keysOf(indexed, by).sort()).toEqual(keysOf(plain, by).sort());
          for (const [n, doc] of docs.entries())
            if (n % 2 === 0) change(indexed, plain, n, { ...doc, _id: n, a: n % 4 });
          expect(keysOf(indexed, settled)).toEqual(keysOf(plain, settled));
          databases().drop(plain);
          databases().drop(indexed);
        },
      ),
      { numRuns: 400 },
    );
  });

  function change(
    one: ReturnType<Databases['create']>,
    other: ReturnType<Databases['create']>,
    id: number,
    doc: object,
  ): void {
    const after = Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== undefined));
    for (const collection of [one, other]) {
      for (const kept of [...collection.find(readFilter(wire({ _id: id })), readSort({}))])
        collection.change(kept, () => wire(after));
    }
  }
});

describe('entries', () => {
  test('are a sorted list, whatever is added and deleted', () => {
    const docs: Kept[] = Array.from({ length: 40 }, (_, n) => ({
      id: `${n}`,
      serial: n + 1,
      segment: 1,
      offset: 0,
      length: 1,
    }));
    const step = fc.record({
      key: fc.integer({ min: 0, max: 200 }).map((n) => String(n).padStart(3, '0')),
      doc: fc.constantFrom(...docs),
      add: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(step, { size: 'max', maxLength: 3000 }),
        fc.tuple(fc.nat(210), fc.nat(210)),
        (steps, [a, b]) => {
          const entries = new Entries();
          const model = new Map<string, { key: string; doc: Kept }>();
          for (const { key, doc, add } of steps) {
            const name = `${key}/${doc.serial}`;
            if (add && !model.has(name)) {
              entries.add(key, doc);
              model.set(name, { key, doc });
            } else if (!add) {
              entries.delete(key, doc);
              model.delete(name);
            }
          }
          const [low, high] = [String(Math.min(a, b)).padStart(3, '0'), String(Math.max(a, b)).padStart(3, '0')];
          const expected = [...model.values()]
            .filter(({ key }) => key >= low && key < high)
            .sort((x, y) => (x.key === y.key ? x.doc.serial - y.doc.serial : x.key < y.key ? -1 : 1))
            .map(({ doc }) => doc);
          expect([...entries.ascending(low, high)]).toEqual(expected);
          expect([...entries.descending(low, high)]).toEqual(expected.reverse());
        },
      ),
      { numRuns: 60 },
    );
  });
});
