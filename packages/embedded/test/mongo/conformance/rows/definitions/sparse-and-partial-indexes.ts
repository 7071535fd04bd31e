// Indexes that leave documents out: those without the field, and those that a filter does not match.
import { find, type Row } from '../../row.ts';
import { index, insert, manual } from './wording.ts';

export const sparseAndPartialIndexes: readonly Row[] = [
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
];
