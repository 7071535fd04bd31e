// insert, update, delete and findAndModify: counts, order, upserts, and the edges that correctness leans on.
import { Long, ObjectId } from 'bson';
import { find, type Row } from '../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;
const update = (q: object, u: object, more: object = {}) => ({ update: 'c', updates: [{ q, u, ...more }] });
const id = new ObjectId('65a000000000000000000001');

export const writes: readonly Row[] = [
  {
    title: 'insert answers how many it took',
    proves: ['command insert', 'insert.documents'],
    source: manual('insert'),
    steps: [{ run: { insert: 'c', documents: [{ _id: 1 }, { _id: 2, a: 'x' }] }, reply: { n: 2 } }],
    left: [{ _id: 1 }, { _id: 2, a: 'x' }],
  },
  {
    title: 'insert makes an ObjectId where _id is missing',
    proves: ['command insert'],
    source: manual('insert'),
    steps: [
      { run: { insert: 'c', documents: [{ a: 1 }] }, reply: { n: 1 } },
      {
        run: find({ _id: { $gt: new ObjectId('000000000000000000000000') } }, { projection: { _id: 0 } }),
        docs: [{ a: 1 }],
      },
    ],
  },
  {
    title: 'insert puts _id first',
    proves: ['command insert'],
    source: 'MongoDB manual, Documents: "The _id Field"',
    steps: [{ run: { insert: 'c', documents: [{ a: 1, _id: 1 }] }, reply: { n: 1 } }],
    left: [{ _id: 1, a: 1 }],
  },
  {
    title: 'an ordered insert stops at the first duplicate and keeps what came before',
    proves: ['insert.ordered'],
    source: manual('insert'),
    given: [{ _id: 2 }],
    steps: [
      {
        run: { insert: 'c', documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] },
        reply: { n: 1 },
        error: { code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 2 }, names: 'E11000' },
      },
    ],
    left: [{ _id: 1 }, { _id: 2 }],
  },
  {
    title: 'an unordered insert goes on after a duplicate',
    proves: ['insert.ordered'],
    source: manual('insert'),
    given: [{ _id: 2 }],
    steps: [
      {
        run: { insert: 'c', documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }], ordered: false },
        reply: { n: 2 },
        error: { code: 11000, keyValue: { _id: 2 } },
      },
    ],
    left: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
  },
  {
    title: 'a failing statement is named by its position',
    proves: ['insert.ordered'],
    source: manual('insert'),
    given: [{ _id: 2 }],
    steps: [
      {
        run: { insert: 'c', documents: [{ _id: 1 }, { _id: 2 }] },
        reply: { writeErrors: [{ index: 1, code: 11000 }] },
        error: { code: 11000 },
      },
    ],
  },
  {
    title: '_id is unique across the types of numbers',
    proves: ['edge _id unique on insert'],
    source: 'MongoDB manual, Documents: "The _id Field"',
    given: [{ _id: 1 }],
    steps: [
      { run: { insert: 'c', documents: [{ _id: Long.fromNumber(1) }] }, reply: { n: 0 }, error: { code: 11000 } },
    ],
    left: [{ _id: 1 }],
  },
  {
    title: '_id null is a value like others',
    proves: ['edge _id unique on insert'],
    source: 'MongoDB manual, Documents: "The _id Field"',
    given: [{ _id: null }],
    steps: [{ run: { insert: 'c', documents: [{ _id: null }] }, reply: { n: 0 }, error: { code: 11000 } }],
    left: [{ _id: null }],
  },
  {
    title: '_id cannot be an array',
    proves: ['command insert'],
    source: 'MongoDB manual, Documents: "The _id Field"',
    given: [],
    steps: [{ run: { insert: 'c', documents: [{ _id: [1] }] }, reply: { n: 0 }, error: { code: 53 } }],
    left: [],
  },
  {
    title: '_id of a document holds no fields with a dollar',
    proves: ['command insert'],
    source: 'MongoDB manual, Field Names with Periods and Dollar Signs: "Restrictions on Field Names"',
    steps: [{ run: { insert: 'c', documents: [{ _id: { $a: 1 } }] }, reply: { n: 0 }, error: { code: 52 } }],
    left: [],
  },
  {
    title: 'update counts a match that it does not modify',
    proves: ['command update', 'edge matched against modified'],
    source: manual('update'),
    given: [{ _id: 1, a: 1 }],
    steps: [{ run: update({ _id: 1 }, { $set: { a: 1 } }), reply: { n: 1, nModified: 0 } }],
  },
  {
    title: 'update without a match changes nothing',
    proves: ['command update', 'update.updates', 'update.q', 'update.u'],
    source: manual('update'),
    given: [{ _id: 1, seq: 2 }],
    steps: [{ run: update({ _id: 1, seq: 1 }, { $set: { seq: 9 } }), reply: { n: 0, nModified: 0 } }],
    left: [{ _id: 1, seq: 2 }],
  },
  {
    title: 'update changes one document unless multi is asked',
    proves: ['update.multi'],
    source: manual('update'),
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    steps: [{ run: update({ a: 1 }, { $set: { b: 1 } }), reply: { n: 1, nModified: 1 } }],
  },
  {
    title: 'multi changes all that match',
    proves: ['update.multi'],
    source: manual('update'),
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1, b: 1 },
      { _id: 3, a: 2 },
    ],
    steps: [{ run: update({ a: 1 }, { $set: { b: 1 } }, { multi: true }), reply: { n: 2, nModified: 1 } }],
    left: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 1 },
      { _id: 3, a: 2 },
    ],
  },
  {
    title: 'multi meets each document once, also when the change moves it in an index',
    proves: ['update.multi'],
    source: manual('update'),
    indexes: [{ key: { a: 1 }, name: 'a_1' }],
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 3 },
    ],
    steps: [{ run: update({ a: { $gte: 1 } }, { $inc: { a: 10 } }, { multi: true }), reply: { n: 3, nModified: 3 } }],
    left: [
      { _id: 1, a: 11 },
      { _id: 2, a: 12 },
      { _id: 3, a: 13 },
    ],
  },
  {
    title: 'multi does not take a replacement',
    proves: ['update.multi', 'update replacement'],
    source: manual('update'),
    given: [{ _id: 1, a: 1 }],
    steps: [{ run: update({ a: 1 }, { b: 1 }, { multi: true }), error: { code: 9 } }],
    left: [{ _id: 1, a: 1 }],
  },
  {
    title: 'an ordered update stops at the first error',
    proves: ['update.ordered'],
    source: manual('update'),
    given: [{ _id: 1, a: 1 }, { _id: 2 }],
    steps: [
      {
        run: {
          update: 'c',
          updates: [
            { q: { _id: 1 }, u: { $inc: { a: 'x' } } },
            { q: { _id: 2 }, u: { $set: { b: 1 } } },
          ],
        },
        reply: { n: 0 },
        error: { code: 14 },
      },
    ],
    left: [{ _id: 1, a: 1 }, { _id: 2 }],
  },
  {
    title: 'an unordered update goes on after an error',
    proves: ['update.ordered'],
    source: manual('update'),
    given: [{ _id: 1, a: 1 }, { _id: 2 }],
    steps: [
      {
        run: {
          update: 'c',
          updates: [
            { q: { _id: 1 }, u: { $inc: { a: 'x' } } },
            { q: { _id: 2 }, u: { $set: { b: 1 } } },
          ],
          ordered: false,
        },
        reply: { n: 1, nModified: 1 },
        error: { code: 14 },
      },
    ],
    left: [
      { _id: 1, a: 1 },
      { _id: 2, b: 1 },
    ],
  },
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
  {
    title: '_id is checked before other indexes',
    proves: ['edge _id checked first'],
    source: 'MongoDB manual, Unique Indexes; the server checks _id first',
    indexes: [{ key: { code: 1 }, name: 'code_1', unique: true }],
    given: [{ _id: 1, code: 'x' }],
    steps: [
      {
        run: { insert: 'c', documents: [{ _id: 1, code: 'x' }] },
        reply: { n: 0 },
        error: { code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } },
      },
    ],
    left: [{ _id: 1, code: 'x' }],
  },
  {
    title: 'a refused insert leaves no trace in any index',
    proves: ['edge unique check and insert in one section'],
    source: 'MongoDB manual, Unique Indexes',
    indexes: [
      { key: { a: 1 }, name: 'a_1', unique: true },
      { key: { b: 1 }, name: 'b_1', unique: true },
    ],
    given: [{ _id: 1, a: 1, b: 1 }],
    steps: [
      {
        run: { insert: 'c', documents: [{ _id: 2, a: 2, b: 1 }] },
        reply: { n: 0 },
        error: { code: 11000, keyValue: { b: 1 } },
      },
      { run: { insert: 'c', documents: [{ _id: 3, a: 2, b: 2 }] }, reply: { n: 1 } },
    ],
    left: [
      { _id: 1, a: 1, b: 1 },
      { _id: 3, a: 2, b: 2 },
    ],
  },
  {
    title: 'a refused update leaves the document and its indexes as they were',
    proves: ['edge unique check and insert in one section'],
    source: 'MongoDB manual, Unique Indexes',
    indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }],
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
    steps: [
      {
        run: update({ _id: 2 }, { $set: { a: 1, z: 1 } }),
        error: { code: 11000, keyPattern: { a: 1 }, keyValue: { a: 1 } },
      },
      { run: find({ a: 2 }), docs: [{ _id: 2, a: 2 }] },
    ],
  },
  {
    title: '$push and $pull on one path conflict',
    proves: ['edge conflicting operators'],
    source: 'MongoDB error codes: ConflictingUpdateOperators (40)',
    given: [{ _id: 1, a: [1] }],
    steps: [{ run: update({ _id: 1 }, { $push: { a: 2 }, $pull: { a: 1 } }), error: { code: 40, names: 'a' } }],
    left: [{ _id: 1, a: [1] }],
  },
  {
    title: 'a path and one below it conflict',
    proves: ['edge conflicting operators'],
    source: 'MongoDB error codes: ConflictingUpdateOperators (40)',
    given: [{ _id: 1, a: { b: 1 } }],
    steps: [{ run: update({ _id: 1 }, { $set: { a: {} }, $inc: { 'a.b': 1 } }), error: { code: 40 } }],
    left: [{ _id: 1, a: { b: 1 } }],
  },
  {
    title: 'names that only begin alike do not conflict',
    proves: ['edge conflicting operators'],
    source: 'MongoDB error codes: ConflictingUpdateOperators (40)',
    given: [{ _id: 1 }],
    steps: [
      { run: update({ _id: 1 }, { $set: { a: 1, 'a-b': 2, ab: 3 }, $inc: { 'a-b.c': 0 } }), error: { code: 40 } },
      { run: update({ _id: 1 }, { $set: { a: 1, 'a-b': 2 }, $inc: { ab: 3 } }), reply: { n: 1 } },
    ],
    left: [{ _id: 1, a: 1, 'a-b': 2, ab: 3 }],
  },
  {
    title: '_id cannot be changed by $set',
    proves: ['edge immutable _id'],
    source: 'MongoDB error codes: ImmutableField (66)',
    given: [{ _id: 1 }],
    steps: [{ run: update({ _id: 1 }, { $set: { _id: 2 } }), error: { code: 66, names: '_id' } }],
    left: [{ _id: 1 }],
  },
  {
    title: '_id cannot be removed',
    proves: ['edge immutable _id'],
    source: 'MongoDB error codes: ImmutableField (66)',
    given: [{ _id: 1 }],
    steps: [{ run: update({ _id: 1 }, { $unset: { _id: '' } }), error: { code: 66 } }],
    left: [{ _id: 1 }],
  },
  {
    title: 'a field inside _id cannot be changed',
    proves: ['edge immutable _id'],
    source: 'MongoDB error codes: ImmutableField (66)',
    given: [{ _id: { a: 1 } }],
    steps: [{ run: update({ _id: { a: 1 } }, { $set: { '_id.a': 2 } }), error: { code: 66 } }],
    left: [{ _id: { a: 1 } }],
  },
  {
    title: 'a replacement cannot bring another _id',
    proves: ['edge immutable _id'],
    source: 'MongoDB error codes: ImmutableField (66)',
    given: [{ _id: 1, a: 1 }],
    steps: [{ run: update({ a: 1 }, { _id: 2, a: 1 }), error: { code: 66 } }],
    left: [{ _id: 1, a: 1 }],
  },
  {
    title: 'a path through a number cannot be made',
    proves: ['update $set'],
    source: 'MongoDB error codes: PathNotViable (28)',
    given: [{ _id: 1, a: 1 }],
    steps: [{ run: update({ _id: 1 }, { $set: { 'a.b': 1 } }), error: { code: 28 } }],
    left: [{ _id: 1, a: 1 }],
  },
  {
    title: 'an update that fails half-way changes nothing',
    proves: ['update operators together'],
    source: 'MongoDB manual, Atomicity and Transactions',
    given: [{ _id: 1, n: 'text' }],
    steps: [{ run: update({ _id: 1 }, { $set: { a: 1 }, $inc: { n: 1 } }), error: { code: 14 } }],
    left: [{ _id: 1, n: 'text' }],
  },
  {
    title: '$push to what is no array is refused',
    proves: ['update $push'],
    source: 'MongoDB manual, Update Operators, "$push"',
    given: [{ _id: 1, a: 'x' }],
    steps: [{ run: update({ _id: 1 }, { $push: { a: 1 } }), error: { code: 2, names: 'a' } }],
    left: [{ _id: 1, a: 'x' }],
  },
  {
    title: '$inc of null is refused',
    proves: ['update $inc'],
    source: 'MongoDB manual, Update Operators, "$inc"',
    given: [{ _id: 1, a: null }],
    steps: [{ run: update({ _id: 1 }, { $inc: { a: 1 } }), error: { code: 14 } }],
    left: [{ _id: 1, a: null }],
  },
  {
    title: '$inc beyond 64 bits is refused',
    proves: ['update $inc'],
    source: 'MongoDB manual, Update Operators, "$inc"',
    given: [{ _id: 1, a: Long.MAX_VALUE }],
    steps: [{ run: update({ _id: 1 }, { $inc: { a: 1 } }), error: { code: 2 } }],
    left: [{ _id: 1, a: Long.MAX_VALUE }],
  },
  {
    title: 'delete takes one, or all',
    proves: ['command delete', 'delete.deletes', 'delete.q', 'delete.limit'],
    source: manual('delete'),
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
      { _id: 4, a: 2 },
    ],
    steps: [
      { run: { delete: 'c', deletes: [{ q: { a: 1 }, limit: 0 }] }, reply: { n: 2 } },
      { run: { delete: 'c', deletes: [{ q: { a: 2 }, limit: 1 }] }, reply: { n: 1 } },
      { run: { delete: 'c', deletes: [{ q: { a: 9 }, limit: 0 }] }, reply: { n: 0 } },
      { run: { count: 'c', query: {} }, reply: { n: 1 } },
    ],
  },
  {
    title: 'an ordered delete stops at the first error, an unordered one goes on',
    proves: ['delete.ordered'],
    source: manual('delete'),
    given: [{ _id: 1 }, { _id: 2 }],
    steps: [
      {
        run: {
          delete: 'c',
          deletes: [
            { q: { $where: 1 }, limit: 1 },
            { q: { _id: 1 }, limit: 1 },
          ],
        },
        reply: { n: 0 },
        error: { code: 2 },
      },
      {
        run: {
          delete: 'c',
          deletes: [
            { q: { $where: 1 }, limit: 1 },
            { q: { _id: 1 }, limit: 1 },
          ],
          ordered: false,
        },
        reply: { n: 1 },
        error: { code: 2 },
      },
    ],
    left: [{ _id: 2 }],
  },
  {
    title: 'what finds nothing makes no collection',
    proves: ['command update', 'command delete', 'command findAndModify'],
    source: 'MongoDB manual, Databases and Collections: "Create a Collection"',
    steps: [
      { run: update({ a: 1 }, { $set: { b: 1 } }), reply: { n: 0, nModified: 0 } },
      { run: { delete: 'c', deletes: [{ q: {}, limit: 0 }] }, reply: { n: 0 } },
      { run: { findAndModify: 'c', query: {}, update: { $set: { b: 1 } } }, reply: { value: null } },
      { run: { listCollections: 1 }, docs: [] },
    ],
  },
  {
    title: 'what is deleted frees its keys',
    proves: ['command delete'],
    source: 'MongoDB manual, Unique Indexes',
    indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }],
    given: [{ _id: 1, a: 1 }],
    steps: [
      { run: { delete: 'c', deletes: [{ q: { _id: 1 }, limit: 1 }] }, reply: { n: 1 } },
      { run: { insert: 'c', documents: [{ _id: 2, a: 1 }] }, reply: { n: 1 } },
    ],
    left: [{ _id: 2, a: 1 }],
  },
  {
    title: 'findAndModify gives the document as it was',
    proves: ['command findAndModify', 'findAndModify.query', 'findAndModify.update', 'findAndModify.remove'],
    source: manual('findAndModify'),
    given: [{ _id: 1, a: 1 }],
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 1 }, update: { $inc: { a: 1 } } },
        reply: { value: { _id: 1, a: 1 }, lastErrorObject: { n: 1, updatedExisting: true } },
      },
    ],
    left: [{ _id: 1, a: 2 }],
  },
  {
    title: 'findAndModify gives the new document where it is asked to',
    proves: ['findAndModify.new'],
    source: manual('findAndModify'),
    given: [{ _id: 1, a: 1 }],
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 1 }, update: { $inc: { a: 1 } }, new: true },
        reply: { value: { _id: 1, a: 2 } },
      },
    ],
  },
  {
    title: 'findAndModify without a match gives null',
    proves: ['command findAndModify'],
    source: manual('findAndModify'),
    given: [{ _id: 1, a: 1 }],
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 1, a: 9 }, update: { $inc: { a: 1 } }, new: true },
        reply: { value: null, lastErrorObject: { n: 0, updatedExisting: false } },
      },
    ],
    left: [{ _id: 1, a: 1 }],
  },
  {
    title: 'findAndModify takes the first by the sort',
    proves: ['findAndModify.sort'],
    source: manual('findAndModify'),
    given: [
      { _id: 1, a: 3 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ],
    steps: [
      {
        run: { findAndModify: 'c', query: {}, sort: { a: 1 }, update: { $set: { taken: true } }, new: true },
        reply: { value: { _id: 2, a: 1, taken: true } },
      },
    ],
  },
  {
    title: 'findAndModify shows the fields that are asked for',
    proves: ['findAndModify.fields'],
    source: manual('findAndModify'),
    given: [{ _id: 1, a: 1, b: 2 }],
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 1 }, update: { $set: { b: 3 } }, new: true, fields: { b: 1, _id: 0 } },
        reply: { value: { b: 3 } },
      },
      { run: find({}), docs: [{ _id: 1, a: 1, b: 3 }] },
    ],
  },
  {
    title: 'findAndModify inserts where it is asked to',
    proves: ['findAndModify.upsert'],
    source: manual('findAndModify'),
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 1 }, update: { $inc: { a: 1 } }, upsert: true },
        reply: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 1 } },
      },
      {
        run: { findAndModify: 'c', query: { _id: 2 }, update: { $inc: { a: 1 } }, upsert: true, new: true },
        reply: { value: { _id: 2, a: 1 } },
      },
    ],
    left: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
  },
  {
    title: 'findAndModify whose guard misses meets the _id on its upsert',
    proves: ['findAndModify.upsert', 'edge _id unique on upsert'],
    source: manual('findAndModify'),
    given: [{ _id: 'lease', epoch: 2 }],
    steps: [
      {
        run: { findAndModify: 'c', query: { _id: 'lease', epoch: 1 }, update: { $inc: { epoch: 1 } }, upsert: true },
        error: { code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 'lease' } },
      },
    ],
    left: [{ _id: 'lease', epoch: 2 }],
  },
  {
    title: 'findAndModify answers with the server’s clock in the new document',
    proves: ['command findAndModify', 'update $currentDate'],
    source: manual('findAndModify'),
    given: [{ _id: 1, beat: 1 }],
    steps: [
      {
        run: {
          findAndModify: 'c',
          query: { _id: 1, beat: 1 },
          update: { $inc: { beat: 1 }, $currentDate: { at: true } },
          new: true,
          fields: { beat: 1 },
        },
        reply: { value: { _id: 1, beat: 2 } },
      },
      { run: find({ at: { $gt: new Date(1_500_000_000_000) } }, { projection: { _id: 1 } }), docs: [{ _id: 1 }] },
    ],
  },
];
