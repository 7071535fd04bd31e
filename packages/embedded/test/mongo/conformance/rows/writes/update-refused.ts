// What update refuses: conflicting operators, another _id, values that cannot be changed so.
import { Long } from 'bson';
import type { Row } from '../../row.ts';

const update = (q: object, u: object) => ({ update: 'c', updates: [{ q, u }] });

export const refusedUpdates: readonly Row[] = [
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
];
