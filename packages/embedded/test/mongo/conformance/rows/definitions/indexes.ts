// Indexes: made, listed, refused, kept up with their documents, dropped.
import { find, type Row } from '../../row.ts';
import { index, insert, manual } from './wording.ts';

export const indexes: readonly Row[] = [
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
];
