// findAndModify: before or after, sorted, shown in part, inserted.
import { find, type Row } from '../../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;

export const findAndModifies: readonly Row[] = [
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
