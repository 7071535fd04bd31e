// update: counts, one or many, order within a batch.
import { find, type Row } from '../../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;
const update = (q: object, u: object, more: object = {}) => ({ update: 'c', updates: [{ q, u, ...more }] });

export const updateCommands: readonly Row[] = [
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
];
