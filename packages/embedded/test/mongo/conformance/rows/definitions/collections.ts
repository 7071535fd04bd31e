// Collections: made, listed, dropped.
import type { Row } from '../../row.ts';
import { index, insert, manual } from './wording.ts';

export const collections: readonly Row[] = [
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
