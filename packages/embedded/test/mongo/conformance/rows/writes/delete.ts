// delete, and what finds nothing.
import type { Row } from '../../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;
const update = (q: object, u: object) => ({ update: 'c', updates: [{ q, u }] });

export const deletes: readonly Row[] = [
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
];
