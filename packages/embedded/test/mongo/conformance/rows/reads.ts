// find and its options, cursors, count, distinct and the stages of aggregate.
import { Double, Long } from 'bson';
import { CURSOR, find, type Row } from '../row.ts';

const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;
const five = [1, 2, 3, 4, 5].map((n) => ({ _id: n, a: 6 - n, b: n % 2 }));
const only = (...ids: number[]) => ids.map((_id) => ({ _id }));
const ids = { projection: { _id: 1 } };

export const reads: readonly Row[] = [
  {
    title: 'find of a collection that is not there is empty',
    proves: ['command find'],
    source: manual('find'),
    steps: [{ run: { find: 'c', filter: { a: 1 } }, docs: [] }],
  },
  {
    title: 'find sorts ascending and descending',
    proves: ['find.sort'],
    source: manual('find'),
    given: five,
    steps: [
      { run: { find: 'c', sort: { a: 1 }, ...ids }, docs: only(5, 4, 3, 2, 1) },
      { run: { find: 'c', sort: { a: -1 }, ...ids }, docs: only(1, 2, 3, 4, 5) },
    ],
  },
  {
    title: 'find sorts by several fields in their order',
    proves: ['find.sort'],
    source: 'MongoDB manual, cursor.sort(): "Sort by Several Fields"',
    given: five,
    steps: [{ run: { find: 'c', sort: { b: -1, a: 1 }, ...ids }, docs: only(5, 3, 1, 4, 2) }],
  },
  {
    title: 'find sorts by a dotted path',
    proves: ['find.sort'],
    source: 'MongoDB manual, cursor.sort()',
    given: [{ _id: 1, a: { b: 2 } }, { _id: 2, a: { b: 1 } }, { _id: 3 }],
    steps: [{ run: { find: 'c', sort: { 'a.b': 1 }, ...ids }, docs: only(3, 2, 1) }],
  },
  {
    title: 'limit and skip cut the sorted result',
    proves: ['find.limit', 'find.skip'],
    source: manual('find'),
    given: five,
    steps: [
      { run: find({}, { limit: 2, ...ids }), docs: only(1, 2) },
      { run: find({}, { skip: 3, ...ids }), docs: only(4, 5) },
      { run: find({}, { skip: 1, limit: 2, ...ids }), docs: only(2, 3) },
      { run: find({}, { limit: 0, ...ids }), docs: only(1, 2, 3, 4, 5) },
      { run: find({}, { skip: 9, ...ids }), docs: [] },
    ],
  },
  {
    title: 'a sort over an index is the same with limit and skip',
    proves: ['find.sort', 'find.limit'],
    source: 'MongoDB manual, Use Indexes to Sort Query Results',
    indexes: [{ key: { b: 1, a: 1 }, name: 'b_1_a_1' }],
    given: five,
    steps: [
      { run: { find: 'c', filter: { b: 1, a: { $gte: 2 } }, sort: { a: 1 }, limit: 1, ...ids }, docs: only(3) },
      { run: { find: 'c', filter: { b: 1 }, sort: { a: -1 }, skip: 1, ...ids }, docs: only(3, 5) },
      { run: { find: 'c', filter: { b: { $in: [1, 0] } }, sort: { a: 1 }, ...ids }, docs: only(5, 4, 3, 2, 1) },
      { run: { find: 'c', sort: { b: -1, a: -1 }, ...ids }, docs: only(1, 3, 5, 2, 4) },
      { run: { find: 'c', sort: { b: 1, a: -1 }, ...ids }, docs: only(2, 4, 1, 3, 5) },
    ],
  },
  {
    title: 'a projection includes fields and the _id',
    proves: ['find.projection'],
    source: 'MongoDB manual, Project Fields to Return from Query',
    given: [{ _id: 1, a: 1, b: { c: 2, d: 3 }, e: 4 }],
    steps: [
      { run: find({}, { projection: { a: 1 } }), docs: [{ _id: 1, a: 1 }] },
      { run: find({}, { projection: { a: 1, _id: 0 } }), docs: [{ a: 1 }] },
      { run: find({}, { projection: { 'b.c': true } }), docs: [{ _id: 1, b: { c: 2 } }] },
      { run: find({}, { projection: { missing: 1 } }), docs: [{ _id: 1 }] },
    ],
  },
  {
    title: 'a projection excludes fields',
    proves: ['find.projection'],
    source: 'MongoDB manual, Project Fields to Return from Query',
    given: [{ _id: 1, a: 1, b: { c: 2, d: 3 }, e: 4 }],
    steps: [
      { run: find({}, { projection: { a: 0, 'b.d': 0 } }), docs: [{ _id: 1, b: { c: 2 }, e: 4 }] },
      { run: find({}, { projection: { _id: 0, e: false } }), docs: [{ a: 1, b: { c: 2, d: 3 } }] },
      { run: find({}, { projection: { _id: 0 } }), docs: [{ a: 1, b: { c: 2, d: 3 }, e: 4 }] },
    ],
  },
  {
    title: 'a projection goes through the documents of an array',
    proves: ['find.projection'],
    source: 'MongoDB manual, Project Fields to Return from Query',
    given: [{ _id: 1, a: [{ x: 1, y: 2 }, { y: 3 }] }],
    steps: [
      { run: find({}, { projection: { 'a.x': 1 } }), docs: [{ _id: 1, a: [{ x: 1 }, {}] }] },
      { run: find({}, { projection: { 'a.x': 0 } }), docs: [{ _id: 1, a: [{ y: 2 }, { y: 3 }] }] },
    ],
  },
  {
    title: 'a projection cannot include and exclude',
    proves: ['find.projection'],
    source: 'MongoDB manual, Project Fields to Return from Query',
    given: [{ _id: 1, a: 1 }],
    steps: [
      { run: find({}, { projection: { a: 1, b: 0 } }), error: { code: 31254, names: 'b' } },
      { run: find({}, { projection: { a: 0, b: 1 } }), error: { code: 31253, names: 'b' } },
    ],
  },
  {
    title: 'maxTimeMS is taken',
    proves: ['generic maxTimeMS'],
    source: manual('find'),
    given: [{ _id: 1 }],
    steps: [{ run: find({}, { maxTimeMS: 5000 }), docs: only(1) }],
  },
  {
    title: 'singleBatch closes the cursor after the first batch',
    proves: ['find.singleBatch', 'find.batchSize'],
    source: manual('find'),
    given: five,
    steps: [
      {
        run: find({}, { batchSize: 2, singleBatch: true, ...ids }),
        docs: only(1, 2),
        reply: { cursor: { id: Long.ZERO } },
      },
    ],
  },
  {
    title: 'getMore gives the next batch, and the last one closes the cursor',
    proves: ['command getMore', 'getMore.collection', 'getMore.batchSize', 'find.batchSize'],
    source: manual('getMore'),
    given: five,
    steps: [
      { run: find({}, { batchSize: 2, ...ids }), docs: only(1, 2) },
      { run: { getMore: CURSOR, collection: 'c', batchSize: 1 }, docs: only(3) },
      { run: { getMore: CURSOR, collection: 'c' }, docs: only(4, 5), reply: { cursor: { id: Long.ZERO } } },
      { run: { getMore: Long.fromNumber(7), collection: 'c' }, error: { code: 43, names: '7' } },
    ],
  },
  {
    title: 'killCursors closes a cursor',
    proves: ['command killCursors', 'killCursors.cursors'],
    source: manual('killCursors'),
    given: five,
    steps: [
      { run: find({}, { batchSize: 2, ...ids }), docs: only(1, 2) },
      {
        run: { killCursors: 'c', cursors: [CURSOR, Long.ONE] },
        reply: { cursorsNotFound: [Long.ONE], cursorsAlive: [] },
      },
    ],
  },
  {
    title: 'count counts matches, within skip and limit',
    proves: ['command count', 'count.query', 'count.limit', 'count.skip'],
    source: manual('count'),
    given: five,
    steps: [
      { run: { count: 'c' }, reply: { n: 5 } },
      { run: { count: 'c', query: { b: 1 } }, reply: { n: 3 } },
      { run: { count: 'c', query: { b: 1 }, limit: 2 }, reply: { n: 2 } },
      { run: { count: 'c', query: {}, skip: 4 }, reply: { n: 1 } },
      { run: { count: 'missing' }, reply: { n: 0 } },
    ],
  },
  {
    title: 'distinct gives each value once, of arrays their elements',
    proves: ['command distinct', 'distinct.key', 'distinct.query'],
    source: manual('distinct'),
    given: [{ _id: 1, a: 2 }, { _id: 2, a: [1, 2] }, { _id: 3, a: null }, { _id: 4 }, { _id: 5, a: 'x', b: 1 }],
    steps: [
      { run: { distinct: 'c', key: 'a' }, reply: { values: [null, 1, 2, 'x'] } },
      { run: { distinct: 'c', key: 'a', query: { b: 1 } }, reply: { values: ['x'] } },
      { run: { distinct: 'missing', key: 'a' }, reply: { values: [] } },
    ],
  },
  {
    title: 'aggregate matches, sorts and limits',
    proves: [
      'command aggregate',
      'aggregate.pipeline',
      'aggregate.cursor',
      'stage $match',
      'stage $sort',
      'stage $limit',
    ],
    source: 'MongoDB manual, Aggregation Stages',
    given: five.map(({ _id, b }) => ({ _id, b })),
    steps: [
      {
        run: { aggregate: 'c', pipeline: [{ $match: { b: 1 } }, { $sort: { _id: -1 } }, { $limit: 2 }], cursor: {} },
        docs: [
          { _id: 5, b: 1 },
          { _id: 3, b: 1 },
        ],
      },
      { run: { aggregate: 'c', pipeline: [], cursor: {} }, docs: five.map(({ _id, b }) => ({ _id, b })) },
    ],
  },
  {
    title: '$group counts per value, missing among null',
    proves: ['stage $group', 'accumulator $sum'],
    source: 'MongoDB manual, Aggregation Stages, "$group"',
    given: [{ _id: 1, a: 'x' }, { _id: 2, a: 'x' }, { _id: 3, a: 'y' }, { _id: 4 }, { _id: 5, a: null }],
    steps: [
      {
        run: {
          aggregate: 'c',
          pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
          cursor: {},
        },
        docs: [
          { _id: null, n: 2 },
          { _id: 'x', n: 2 },
          { _id: 'y', n: 1 },
        ],
      },
    ],
  },
  {
    title: '$group by a constant counts everything, and nothing gives no group',
    proves: ['stage $group', 'accumulator $sum'],
    source: 'MongoDB manual, Aggregation Stages, "$group"; db.collection.countDocuments()',
    given: five,
    steps: [
      {
        run: { aggregate: 'c', pipeline: [{ $match: { b: 1 } }, { $group: { _id: 1, n: { $sum: 1 } } }], cursor: {} },
        docs: [{ _id: 1, n: 3 }],
      },
      {
        run: { aggregate: 'c', pipeline: [{ $match: { b: 7 } }, { $group: { _id: 1, n: { $sum: 1 } } }], cursor: {} },
        docs: [],
      },
    ],
  },
  {
    title: 'aggregate sorts by the count of its groups',
    proves: ['stage $sort', 'stage $limit'],
    source: 'MongoDB manual, Aggregation Stages, "$sort"',
    given: [
      { _id: 1, a: 'x' },
      { _id: 2, a: 'y' },
      { _id: 3, a: 'y' },
    ],
    steps: [
      {
        run: {
          aggregate: 'c',
          pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { n: -1 } }, { $limit: 1 }],
          cursor: {},
        },
        docs: [{ _id: 'y', n: 2 }],
      },
    ],
  },
  {
    title: '$sort without a $match sorts everything',
    proves: ['stage $sort'],
    source: 'MongoDB manual, Aggregation Stages, "$sort"',
    given: [
      { _id: 1, a: new Double(2.5) },
      { _id: 2, a: 1 },
    ],
    steps: [
      { run: { aggregate: 'c', pipeline: [{ $sort: { a: 1 } }], cursor: { batchSize: 1 } }, docs: [{ _id: 2, a: 1 }] },
    ],
  },
];
