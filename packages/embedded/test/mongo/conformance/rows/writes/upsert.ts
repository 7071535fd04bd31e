// update with upsert: the document that it makes, and the keys that it meets.
import { ObjectId } from 'bson';
import type { Row } from '../../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;
const update = (q: object, u: object, more: object = {}) => ({ update: 'c', updates: [{ q, u, ...more }] });
const id = new ObjectId('65a000000000000000000001');

export const upserts: readonly Row[] = [
  {
    title: 'an upsert that matches updates',
    proves: ['update.upsert'],
    source: manual('update'),
    given: [{ _id: 1, a: 1 }],
    steps: [
      {
        run: update({ _id: 1 }, { $set: { a: 2 }, $setOnInsert: { b: 1 } }, { upsert: true }),
        reply: { n: 1, nModified: 1 },
      },
    ],
    left: [{ _id: 1, a: 2 }],
  },
  {
    title: 'an upsert builds the document from the equalities of the filter and the update',
    proves: ['update.upsert', 'update $setOnInsert'],
    source: 'MongoDB manual, db.collection.updateOne(): "Upsert with Operator Expressions"',
    steps: [
      {
        run: update(
          { _id: 7, a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 } },
          { $set: { e: 4 }, $setOnInsert: { f: 5 } },
          { upsert: true },
        ),
        reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 7 }] },
      },
    ],
    left: [{ _id: 7, a: 1, b: { c: 2 }, e: 4, f: 5 }],
  },
  {
    title: 'an upsert takes equalities out of $and',
    proves: ['update.upsert'],
    source: 'MongoDB manual, db.collection.updateOne(): "Upsert with Operator Expressions"',
    steps: [{ run: update({ $and: [{ _id: 1 }, { a: 2 }] }, { $set: { b: 3 } }, { upsert: true }), reply: { n: 1 } }],
    left: [{ _id: 1, a: 2, b: 3 }],
  },
  {
    title: 'an upsert with a replacement takes the _id of the filter',
    proves: ['update.upsert', 'update replacement'],
    source: 'MongoDB manual, db.collection.replaceOne(): "Upsert"',
    steps: [
      { run: update({ _id: 3, a: 1 }, { b: 1 }, { upsert: true }), reply: { n: 1, upserted: [{ index: 0, _id: 3 }] } },
    ],
    left: [{ _id: 3, b: 1 }],
  },
  {
    title: 'an upsert takes the _id of $setOnInsert',
    proves: ['update.upsert', 'update $setOnInsert'],
    source: 'MongoDB manual, Update Operators, "$setOnInsert"',
    steps: [
      {
        run: update({ a: 1 }, { $setOnInsert: { _id: id, b: 1 } }, { upsert: true }),
        reply: { n: 1, upserted: [{ index: 0, _id: id }] },
      },
    ],
    left: [{ _id: id, a: 1, b: 1 }],
  },
  {
    title: 'an upsert whose guard misses a document that is there meets its _id',
    proves: ['edge _id unique on upsert'],
    source: 'MongoDB manual, db.collection.updateOne(): "Upsert with Unique Index"',
    given: [{ _id: 1, seq: 2 }],
    steps: [
      {
        run: update({ _id: 1, seq: 1 }, { $set: { seq: 2 } }, { upsert: true }),
        reply: { n: 0 },
        error: { code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } },
      },
    ],
    left: [{ _id: 1, seq: 2 }],
  },
  {
    title: 'an upsert meets a unique index',
    proves: ['edge _id unique on upsert'],
    source: 'MongoDB manual, db.collection.updateOne(): "Upsert with Unique Index"',
    indexes: [{ key: { code: 1 }, name: 'code_1', unique: true }],
    given: [{ _id: 1, code: 'x' }],
    steps: [
      {
        run: update({ _id: 2 }, { $set: { code: 'x' } }, { upsert: true }),
        reply: { n: 0 },
        error: { code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'x' } },
      },
    ],
    left: [{ _id: 1, code: 'x' }],
  },
];
