// What is refused, each by its name; nothing changes.
import { Double } from 'bson';
import { find, type Row, refusedRow } from '../row.ts';

const update = (u: unknown, more: object = {}) => ({ update: 'c', updates: [{ q: { _id: 1 }, u, ...more }] });
const aggregate = (...pipeline: object[]) => ({ aggregate: 'c', pipeline, cursor: {} });
const sessions = 'MongoDB manual, Transactions: "Transactions and Deployments": not on standalone servers';
const list = 'The list of what is spoken: refused by name';

export const refused: readonly Row[] = [
  refusedRow(
    'a command that is not in the list',
    'MongoDB error codes: CommandNotFound (59)',
    { mapReduce: 'c' },
    { code: 59, codeName: 'CommandNotFound', names: 'mapReduce' },
  ),
  refusedRow(
    'a command named like a property of every object',
    'MongoDB error codes: CommandNotFound (59)',
    { constructor: 1 },
    { code: 59, names: 'constructor' },
  ),
  refusedRow(
    'a transaction number',
    sessions,
    { insert: 'c', documents: [{ _id: 2 }], lsid: { id: 1 }, txnNumber: 1 },
    { code: 20, codeName: 'IllegalOperation', names: 'txnNumber' },
  ),
  refusedRow('the start of a transaction', sessions, find({}, { startTransaction: true, autocommit: false }), {
    code: 20,
    names: 'startTransaction',
  }),
  refusedRow('the end of a transaction', sessions, { commitTransaction: 1 }, { code: 59, names: 'commitTransaction' }),
  refusedRow('a change stream', list, aggregate({ $changeStream: {} }), { code: 9, names: '$changeStream' }),
  refusedRow('$lookup', list, aggregate({ $lookup: { from: 'x' } }), { code: 9, names: '$lookup' }),
  refusedRow('a stage after known ones', list, aggregate({ $match: {} }, { $project: { a: 1 } }), {
    code: 9,
    names: '$project',
  }),
  refusedRow('another accumulator', list, aggregate({ $group: { _id: '$a', n: { $avg: '$a' } } }), {
    code: 2,
    names: '$avg',
  }),
  refusedRow('a sum of a field', list, aggregate({ $group: { _id: '$a', n: { $sum: '$a' } } }), {
    code: 2,
    names: '$sum',
  }),
  refusedRow('an expression as the key of $group', list, aggregate({ $group: { _id: { a: '$a' }, n: { $sum: 1 } } }), {
    code: 2,
    names: '$group',
  }),
  refusedRow('a $limit of 0', 'MongoDB manual, Aggregation Stages, "$limit"', aggregate({ $limit: 0 }), {
    code: 15958,
  }),
  refusedRow('a pipeline as an update', list, update([{ $set: { a: 2 } }]), { code: 9, names: 'Pipeline updates' }),
  refusedRow('arrayFilters', list, update({ $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1 }] }), {
    code: 40415,
    names: 'arrayFilters',
  }),
  refusedRow('a collation of a statement', list, update({ $set: { a: 2 } }, { collation: { locale: 'en' } }), {
    code: 40415,
    names: 'collation',
  }),
  refusedRow('a hint of a statement', list, update({ $set: { a: 2 } }, { hint: '_id_' }), {
    code: 40415,
    names: 'hint',
  }),
  refusedRow('a collation of find', list, find({}, { collation: { locale: 'en' } }), {
    code: 40415,
    names: 'collation',
  }),
  refusedRow('an unknown argument', 'MongoDB error codes: IDLUnknownField (40415)', find({}, { anything: true }), {
    code: 40415,
    names: 'anything',
  }),
  refusedRow('$expr', list, find({ $expr: { $eq: ['$a', 1] } }), { code: 2, names: '$expr' }),
  refusedRow('$where', list, find({ $where: 'true' }), { code: 2, names: '$where' }),
  refusedRow('$comment within a filter', list, find({ $comment: 'x' }), { code: 2, names: '$comment' }),
  refusedRow('$nor', list, find({ $nor: [{ a: 2 }] }), { code: 2, names: '$nor' }),
  refusedRow('$regex', list, find({ a: { $regex: 'x' } }), { code: 2, names: '$regex' }),
  refusedRow('a regular expression as a value', list, find({ a: /x/ }), { code: 2, names: '$regex' }),
  refusedRow('a regular expression within $in', list, find({ a: { $in: [/x/] } }), { code: 2, names: '$in' }),
  refusedRow('an operator beside a known one', list, find({ a: { $gt: 0, $type: 'int' } }), {
    code: 2,
    names: '$type',
  }),
  refusedRow('an operator within $and', list, find({ $and: [{ a: { $mod: [2, 0] } }] }), { code: 2, names: '$mod' }),
  refusedRow('an operator within $not', list, find({ a: { $not: { $size: 2 } } }), { code: 2, names: '$size' }),
  refusedRow('an operator within $elemMatch', list, find({ a: { $elemMatch: { $all: [1] } } }), {
    code: 2,
    names: '$all',
  }),
  refusedRow('an operator within $pull', list, update({ $pull: { b: { $type: 'int' } } }), { code: 2, names: '$type' }),
  refusedRow('an empty $or', 'MongoDB manual, Query Predicates, "$or"', find({ $or: [] }), { code: 2, names: '$or' }),
  refusedRow('$in without an array', 'MongoDB manual, Query Predicates, "$in"', find({ a: { $in: 1 } }), {
    code: 2,
    names: '$in',
  }),
  refusedRow('another update operator', list, update({ $rename: { a: 'b' } }), { code: 9, names: '$rename' }),
  refusedRow('a field among update operators', 'MongoDB manual, update', update({ $set: { a: 2 }, b: 1 }), {
    code: 9,
    names: 'b',
  }),
  refusedRow('the positional operator', list, update({ $set: { 'a.$': 2 } }), { code: 52, names: '$' }),
  refusedRow('an empty step in a path', 'MongoDB error codes: EmptyFieldName (56)', update({ $set: { 'a..b': 2 } }), {
    code: 56,
    names: 'a..b',
  }),
  refusedRow('another modifier of $push', list, update({ $push: { b: { $each: [1], $sort: 1 } } }), {
    code: 2,
    names: '$sort',
  }),
  refusedRow('a modifier of $addToSet', list, update({ $addToSet: { b: { $each: [1], $slice: 1 } } }), {
    code: 2,
    names: '$slice',
  }),
  refusedRow(
    'a $slice that is no whole number',
    'MongoDB manual, Update Operators, "$slice"',
    update({ $push: { b: { $each: [1], $slice: new Double(1.5) } } }),
    { code: 2, names: '$slice' },
  ),
  refusedRow(
    'another type of $currentDate',
    'MongoDB manual, Update Operators, "$currentDate"',
    update({ $currentDate: { b: { $type: 'int' } } }),
    { code: 2, names: '$currentDate' },
  ),
  refusedRow('$inc by text', 'MongoDB manual, Update Operators, "$inc"', update({ $inc: { a: '1' } }), {
    code: 14,
    names: 'a',
  }),
  refusedRow(
    'removing through findAndModify',
    list,
    { findAndModify: 'c', query: {}, remove: true },
    { code: 2, names: 'remove' },
  ),
  refusedRow(
    'a delete without a limit',
    'MongoDB manual, delete',
    { delete: 'c', deletes: [{ q: {} }] },
    { code: 40414, names: 'limit' },
  ),
  refusedRow('a negative limit of find', 'MongoDB manual, find', find({}, { limit: -1 }), {
    code: 51024,
    names: 'limit',
  }),
  refusedRow('a negative skip of find', 'MongoDB manual, find', find({}, { skip: -1 }), { code: 51024, names: 'skip' }),
  refusedRow(
    'a sort by what is no number',
    'MongoDB manual, cursor.sort()',
    { find: 'c', sort: { a: { by: 1 } } },
    { code: 15974, names: 'a' },
  ),
  refusedRow(
    'a sort by a number that is neither 1 nor -1',
    'MongoDB manual, cursor.sort()',
    { find: 'c', sort: { a: 2 } },
    { code: 15975, names: 'a' },
  ),
  refusedRow('a sort by text score', list, find({}, { sort: { a: { $meta: 'textScore' } } }), {
    code: 15974,
    names: 'a',
  }),
  refusedRow('an expression in a projection', list, find({}, { projection: { b: '$a' } }), { code: 2, names: 'b' }),
  refusedRow('an operator in a projection', list, find({}, { projection: { a: { $slice: 1 } } }), {
    code: 2,
    names: 'a',
  }),
  refusedRow(
    'another kind of index',
    list,
    { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'x' }] },
    { code: 67, names: 'a' },
  ),
  refusedRow(
    'another option of an index',
    list,
    { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', wildcardProjection: {} }] },
    { code: 67, names: 'wildcardProjection' },
  ),
  refusedRow(
    'an index without fields',
    'MongoDB error codes: CannotCreateIndex (67)',
    { createIndexes: 'c', indexes: [{ key: {}, name: 'x' }] },
    { code: 67 },
  ),
  refusedRow('an option of create', list, { create: 'd', capped: true }, { code: 40415, names: 'capped' }),
  refusedRow(
    'a collection without a name',
    'MongoDB error codes: InvalidNamespace (73)',
    { insert: '', documents: [{ _id: 2 }] },
    { code: 73 },
  ),
  refusedRow(
    'a collection whose name holds a dollar',
    'MongoDB manual, Limits: Restriction on Collection Names',
    { insert: 'a$b', documents: [{ _id: 2 }] },
    { code: 73, names: 'a$b' },
  ),
  refusedRow(
    'an insert of nothing',
    'MongoDB manual, insert',
    { insert: 'c', documents: [] },
    { code: 2, names: 'documents' },
  ),
  refusedRow(
    'a filter that is no document',
    'MongoDB error codes: TypeMismatch (14)',
    { find: 'c', filter: 1 },
    { code: 14, names: 'filter' },
  ),
  {
    title: 'a document above 16 MiB is refused on insert and on update',
    proves: ['edge 16 MiB'],
    source: 'MongoDB manual, Limits and Thresholds: BSON Document Size',
    given: [{ _id: 1, text: 'x'.repeat(9 * 1024 * 1024) }],
    steps: [
      { run: { insert: 'c', documents: [{ _id: 2, text: 'x'.repeat(16 * 1024 * 1024) }] }, error: { code: 10334 } },
      {
        run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { more: 'x'.repeat(9 * 1024 * 1024) } } }] },
        error: { code: 10334 },
      },
      { run: { count: 'c' }, reply: { n: 1 } },
      { run: { insert: 'c', documents: [{ _id: 3, text: 'x'.repeat(16 * 1024 * 1024 - 27) }] }, reply: { n: 1 } },
      { run: { findAndModify: 'c', query: { _id: 3 }, update: { $set: { b: 1 } } }, error: { code: 10334 } },
    ],
  },
  {
    title: 'an answer above 16 MiB is refused, and the connection goes on',
    proves: ['edge 16 MiB'],
    source: 'MongoDB manual, distinct: "results must not be larger than the maximum BSON size"',
    given: [{ _id: 1, text: `a${'x'.repeat(9 * 1024 * 1024)}` }],
    steps: [
      { run: { insert: 'c', documents: [{ _id: 2, text: `b${'x'.repeat(9 * 1024 * 1024)}` }] }, reply: { n: 1 } },
      { run: { distinct: 'c', key: 'text' }, error: { code: 10334 } },
      { run: { count: 'c' }, reply: { n: 2 } },
    ],
  },
];
