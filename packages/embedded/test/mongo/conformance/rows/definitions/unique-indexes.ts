// What a unique index refuses.
import { find, type Row } from '../../row.ts';
import { index, insert, manual } from './wording.ts';

export const uniqueIndexes: readonly Row[] = [
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
];
