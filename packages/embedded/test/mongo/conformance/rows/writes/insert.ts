// insert: what it takes, its order, and the keys that it checks.
import { Long, ObjectId } from 'bson';
import { find, type Row } from '../../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;

export const inserts: readonly Row[] = [
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
];
