// Collections and indexes: what is made, listed, enforced and dropped.
import { find, type Row } from '../row.ts';

const manual = (title: string) => `MongoDB manual, "${title}"`;
const index = (key: object, name: string, more: object = {}) => ({ key, name, ...more });
const insert = (...documents: object[]) => ({ insert: 'c', documents });

export const definitions: readonly Row[] = [
  {
    title: 'createIndexes says how many there were and are',
    proves: ['command createIndexes', 'createIndexes.indexes', 'command listIndexes', 'listIndexes.cursor'],
    source: manual('createIndexes'),
    given: [{ _id: 1 }],
    steps: [
      {
        run: { createIndexes: 'c', indexes: [index({ a: 1 }, 'a_1')] },
        reply: { numIndexesBefore: 1, numIndexesAfter: 2 },
      },
      {
        run: { createIndexes: 'c', indexes: [index({ a: 1 }, 'a_1')] },
        reply: { numIndexesBefore: 2, numIndexesAfter: 2 },
      },
      {
        run: { listIndexes: 'c', cursor: {} },
        docs: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a_1' },
        ],
      },
    ],
  },
  {
    title: 'createIndexes makes the collection',
    proves: ['command createIndexes'],
    source: manual('createIndexes'),
    steps: [
      { run: { createIndexes: 'c', indexes: [index({ a: -1, b: 1 }, 'x')] }, reply: { numIndexesAfter: 2 } },
      {
        run: { listIndexes: 'c' },
        docs: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: -1, b: 1 }, name: 'x' },
        ],
      },
    ],
  },
  {
    title: 'the options of an index are listed',
    proves: ['index unique', 'index sparse', 'index partialFilterExpression', 'index expireAfterSeconds'],
    source: manual('listIndexes'),
    steps: [
      {
        run: {
          createIndexes: 'c',
          indexes: [
            index({ a: 1 }, 'a', { unique: true }),
            index({ b: 1 }, 'b', { sparse: true }),
            index({ c: 1 }, 'c', { unique: true, partialFilterExpression: { seq: { $exists: true } } }),
            index({ d: 1 }, 'd', { expireAfterSeconds: 60 }),
          ],
        },
        reply: { numIndexesAfter: 5 },
      },
      {
        run: { listIndexes: 'c' },
        docs: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a', unique: true },
          { v: 2, key: { b: 1 }, name: 'b', sparse: true },
          { v: 2, key: { c: 1 }, name: 'c', unique: true, partialFilterExpression: { seq: { $exists: true } } },
          { v: 2, key: { d: 1 }, name: 'd', expireAfterSeconds: 60 },
        ],
      },
    ],
  },
  {
    title: 'an index of the same name and other keys is refused',
    proves: ['command createIndexes'],
    source: 'MongoDB error codes: IndexKeySpecsConflict (86)',
    indexes: [index({ a: 1 }, 'x')],
    steps: [{ run: { createIndexes: 'c', indexes: [index({ b: 1 }, 'x')] }, error: { code: 86 } }],
  },
  {
    title: 'an index of the same keys and another name is refused',
    proves: ['command createIndexes'],
    source: 'MongoDB error codes: IndexOptionsConflict (85)',
    indexes: [index({ a: 1 }, 'x')],
    steps: [{ run: { createIndexes: 'c', indexes: [index({ a: 1 }, 'y')] }, error: { code: 85 } }],
  },
  {
    title: 'a unique index is refused over documents that break it',
    proves: ['index unique'],
    source: manual('Unique Indexes'),
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
    steps: [
      {
        run: { createIndexes: 'c', indexes: [index({ a: 1 }, 'a', { unique: true })] },
        error: { code: 11000, keyPattern: { a: 1 }, keyValue: { a: 1 } },
      },
      { run: { listIndexes: 'c' }, docs: [{ v: 2, key: { _id: 1 }, name: '_id_' }] },
    ],
  },
  {
    title: 'a unique index is over all its fields together',
    proves: ['index unique'],
    source: manual('Unique Indexes'),
    indexes: [index({ slot: 1, pos: 1 }, 'slot_pos', { unique: true })],
    given: [
      { _id: 1, slot: 1, pos: 1 },
      { _id: 2, slot: 1, pos: 2 },
      { _id: 3, slot: 2, pos: 1 },
    ],
    steps: [
      {
        run: insert({ _id: 4, slot: 1, pos: 2 }),
        error: { code: 11000, keyPattern: { slot: 1, pos: 1 }, keyValue: { slot: 1, pos: 2 }, names: 'slot_pos' },
      },
    ],
  },
  {
    title: 'a missing field is null in a unique index',
    proves: ['edge missing is null in a unique index'],
    source: manual('Unique Indexes: Missing Document Field in a Unique Single-Field Index'),
    indexes: [index({ a: 1 }, 'a', { unique: true })],
    given: [{ _id: 1 }],
    steps: [
      { run: insert({ _id: 2 }), error: { code: 11000, keyPattern: { a: 1 }, keyValue: { a: null } } },
      { run: insert({ _id: 3, a: null }), error: { code: 11000, keyValue: { a: null } } },
    ],
    left: [{ _id: 1 }],
  },
  {
    title: 'a missing field is null in a compound unique index',
    proves: ['edge missing is null in a unique index'],
    source: manual('Unique Indexes: Missing Document Field in a Unique Compound Index'),
    indexes: [index({ a: 1, b: 1 }, 'ab', { unique: true })],
    given: [{ _id: 1, a: 1 }],
    steps: [
      { run: insert({ _id: 2, a: 2 }), reply: { n: 1 } },
      { run: insert({ _id: 3, a: 1 }), error: { code: 11000, keyValue: { a: 1, b: null } } },
    ],
    left: [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
  },
  {
    title: 'a unique index over a dotted path',
    proves: ['index unique'],
    source: manual('Unique Indexes'),
    indexes: [index({ 'a.b': 1 }, 'ab', { unique: true })],
    given: [{ _id: 1, a: { b: 1 } }],
    steps: [{ run: insert({ _id: 2, a: { b: 1 } }), error: { code: 11000, keyValue: { 'a.b': 1 } } }],
  },
  {
    title: 'a unique index over an array holds each element, across documents alone',
    proves: ['index unique'],
    source: manual('Unique Indexes: Unique Constraint Across Separate Documents'),
    indexes: [index({ a: 1 }, 'a', { unique: true })],
    given: [{ _id: 1, a: [1, 1, 2] }],
    steps: [
      { run: insert({ _id: 2, a: [3, 2] }), error: { code: 11000 } },
      { run: insert({ _id: 3, a: 3 }), reply: { n: 1 } },
      { run: find({ a: 1 }, { projection: { _id: 1 } }), docs: [{ _id: 1 }] },
    ],
  },
  {
    title: 'a sparse unique index leaves documents without the field out',
    proves: ['index sparse', 'index unique'],
    source: manual('Sparse Indexes'),
    indexes: [index({ a: 1 }, 'a', { unique: true, sparse: true })],
    given: [{ _id: 1 }, { _id: 2 }, { _id: 3, a: 1 }, { _id: 4, a: null }],
    steps: [
      { run: insert({ _id: 5, a: 1 }), error: { code: 11000 } },
      { run: insert({ _id: 6, a: null }), error: { code: 11000 } },
      { run: insert({ _id: 7 }), reply: { n: 1 } },
    ],
  },
  {
    title: 'a sparse index is not used where it would hide documents',
    proves: ['index sparse'],
    source: manual('Sparse Indexes: Sparse Indexes and Incomplete Results'),
    indexes: [index({ a: 1 }, 'a', { sparse: true })],
    given: [{ _id: 1, a: 2 }, { _id: 2 }, { _id: 3, a: 1 }],
    steps: [
      { run: { find: 'c', sort: { a: 1 } }, docs: [{ _id: 2 }, { _id: 3, a: 1 }, { _id: 1, a: 2 }] },
      {
        run: { find: 'c', filter: { a: { $exists: true } }, sort: { a: 1 } },
        docs: [
          { _id: 3, a: 1 },
          { _id: 1, a: 2 },
        ],
      },
      { run: find({ a: null }), docs: [{ _id: 2 }] },
      { run: find({ a: { $exists: false } }), docs: [{ _id: 2 }] },
      { run: find({ a: { $ne: 2 } }), docs: [{ _id: 2 }, { _id: 3, a: 1 }] },
      { run: find({ a: { $not: { $gt: 1 } } }), docs: [{ _id: 2 }, { _id: 3, a: 1 }] },
    ],
  },
  {
    title: 'a compound sparse index holds a document that has one of its fields',
    proves: ['index sparse'],
    source: manual('Sparse Indexes: Sparse Compound Indexes'),
    indexes: [index({ a: 1, b: 1 }, 'ab', { sparse: true, unique: true })],
    given: [{ _id: 1, a: 1 }, { _id: 2 }, { _id: 3 }],
    steps: [
      { run: insert({ _id: 4, a: 1 }), error: { code: 11000 } },
      { run: insert({ _id: 5 }), reply: { n: 1 } },
    ],
  },
  {
    title: 'a partial unique index holds what its filter matches',
    proves: ['index partialFilterExpression', 'partial $exists'],
    source: manual('Partial Indexes: Partial Indexes with Unique Constraints'),
    indexes: [index({ a: 1 }, 'a', { unique: true, partialFilterExpression: { seq: { $exists: true } } })],
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 1, seq: 1 },
    ],
    steps: [
      { run: insert({ _id: 4, a: 1, seq: 1 }), error: { code: 11000, keyValue: { a: 1 } } },
      { run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { seq: 1 } } }] }, error: { code: 11000 } },
      { run: { update: 'c', updates: [{ q: { _id: 3 }, u: { $unset: { seq: '' } } }] }, reply: { nModified: 1 } },
      { run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { seq: 1 } } }] }, reply: { nModified: 1 } },
    ],
  },
  {
    title: 'a partial index by equality',
    proves: ['index partialFilterExpression', 'partial $eq'],
    source: manual('Partial Indexes'),
    indexes: [index({ a: 1 }, 'a', { unique: true, partialFilterExpression: { kind: 'x', there: { $eq: true } } })],
    given: [
      { _id: 1, a: 1, kind: 'y', there: true },
      { _id: 2, a: 1, kind: 'x', there: true },
    ],
    steps: [
      { run: insert({ _id: 3, a: 1, kind: 'y', there: true }), reply: { n: 1 } },
      { run: insert({ _id: 4, a: 1, kind: 'x', there: true }), error: { code: 11000 } },
    ],
  },
  {
    title: 'a partial index is not used where it would hide documents',
    proves: ['index partialFilterExpression'],
    source: manual('Partial Indexes: Query Coverage'),
    indexes: [index({ a: 1 }, 'a', { partialFilterExpression: { seq: { $exists: true } } })],
    given: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1, seq: 1 },
    ],
    steps: [
      { run: find({ a: 1 }, { projection: { _id: 1 } }), docs: [{ _id: 1 }, { _id: 2 }] },
      { run: find({ a: 1, seq: { $exists: true } }, { projection: { _id: 1 } }), docs: [{ _id: 2 }] },
    ],
  },
  {
    title: 'a partial filter beyond $exists and equality is refused by name',
    proves: ['index partialFilterExpression'],
    source: manual('Partial Indexes'),
    steps: [
      {
        run: { createIndexes: 'c', indexes: [index({ a: 1 }, 'a', { partialFilterExpression: { a: { $gt: 5 } } })] },
        error: { code: 67, names: '$gt' },
      },
    ],
  },
  {
    title: 'an index follows its documents',
    proves: ['command createIndexes'],
    source: manual('Indexes'),
    indexes: [index({ a: 1 }, 'a'), index({ 'l.k': 1 }, 'lk')],
    given: [
      { _id: 1, a: 1, l: [{ k: 'x' }, { k: 'y' }] },
      { _id: 2, a: [1, 2], l: [] },
    ],
    steps: [
      { run: find({ a: 1 }, { projection: { _id: 1 } }), docs: [{ _id: 1 }, { _id: 2 }] },
      { run: find({ 'l.k': 'y' }, { projection: { _id: 1 } }), docs: [{ _id: 1 }] },
      {
        run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { a: 5 }, $pull: { l: { k: 'y' } } } }] },
        reply: { nModified: 1 },
      },
      { run: find({ a: 1 }, { projection: { _id: 1 } }), docs: [{ _id: 2 }] },
      { run: find({ 'l.k': 'y' }), docs: [] },
      { run: find({ a: { $gt: 4 } }, { projection: { _id: 1 } }), docs: [{ _id: 1 }] },
    ],
  },
  {
    title: 'dropIndexes drops by name, or all but the one on _id',
    proves: ['command dropIndexes', 'dropIndexes.index'],
    source: manual('dropIndexes'),
    indexes: [index({ a: 1 }, 'a', { unique: true }), index({ b: 1 }, 'b'), index({ c: 1 }, 'c')],
    given: [{ _id: 1, a: 1 }],
    steps: [
      { run: { dropIndexes: 'c', index: 'a' }, reply: { nIndexesWas: 4 } },
      { run: insert({ _id: 2, a: 1 }), reply: { n: 1 } },
      { run: { dropIndexes: 'c', index: '*' }, reply: { nIndexesWas: 3 } },
      { run: { listIndexes: 'c' }, docs: [{ v: 2, key: { _id: 1 }, name: '_id_' }] },
      { run: { dropIndexes: 'c', index: 'nope' }, error: { code: 27, names: 'nope' } },
      { run: { dropIndexes: 'c', index: '_id_' }, error: { code: 72 } },
    ],
  },
  {
    title: 'listIndexes of a collection that is not there is refused',
    proves: ['command listIndexes'],
    source: 'MongoDB error codes: NamespaceNotFound (26)',
    steps: [{ run: { listIndexes: 'c' }, error: { code: 26 } }],
  },
  {
    title: 'create makes an empty collection once',
    proves: [
      'command create',
      'command listCollections',
      'listCollections.filter',
      'listCollections.nameOnly',
      'listCollections.authorizedCollections',
      'listCollections.cursor',
    ],
    source: manual('create'),
    steps: [
      { run: { create: 'c' }, reply: {} },
      { run: { create: 'c' }, error: { code: 48 } },
      { run: { create: 'other' }, reply: {} },
      {
        run: { listCollections: 1, filter: { name: 'c' }, nameOnly: true, authorizedCollections: true, cursor: {} },
        reply: { cursor: { firstBatch: [{ name: 'c', type: 'collection' }] } },
      },
      { run: { listCollections: 1 }, reply: { cursor: { firstBatch: [{ name: 'c' }, { name: 'other' }] } } },
    ],
  },
  {
    title: 'drop takes documents and indexes with it',
    proves: ['command drop'],
    source: manual('drop'),
    indexes: [index({ a: 1 }, 'a', { unique: true })],
    given: [{ _id: 1, a: 1 }],
    steps: [
      { run: { drop: 'c' }, reply: { nIndexesWas: 2 } },
      { run: { drop: 'c' }, error: { code: 26 } },
      { run: { listCollections: 1 }, docs: [] },
      { run: insert({ _id: 1, a: 1 }, { _id: 2, a: 1 }), reply: { n: 2 } },
    ],
    left: [
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ],
  },
  {
    title: 'dropDatabase takes all of its collections',
    proves: ['command dropDatabase'],
    source: manual('dropDatabase'),
    given: [{ _id: 1 }],
    steps: [
      { run: { create: 'other' } },
      { run: { dropDatabase: 1 }, reply: {} },
      { run: { listCollections: 1 }, docs: [] },
    ],
    left: [],
  },
];
