// Values come back to the bit, and sort in the order of BSON's types.
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { find, type Row } from '../row.ts';

const bson = 'BSON specification; MongoDB manual, "BSON Types"';
const order = 'MongoDB manual, "Comparison/Sort Order"';

/** Inserted, read, updated beside, and read again. */
const kept = (title: string, value: unknown): Row => ({
  title: `${title} is kept to the bit`,
  proves: ['edge values kept to the bit'],
  source: bson,
  given: [{ _id: 1, v: value, in: { array: [value] } }],
  steps: [
    { run: find({ v: value }), docs: [{ _id: 1, v: value, in: { array: [value] } }] },
    { run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { beside: 1 } } }] }, reply: { nModified: 1 } },
    { run: find({ 'in.array': value }), docs: [{ _id: 1, v: value, in: { array: [value] }, beside: 1 }] },
  ],
});

const inOrder: readonly unknown[] = [
  new MinKey(),
  null,
  new Double(Number.NaN),
  new Double(Number.NEGATIVE_INFINITY),
  Long.MIN_VALUE,
  Decimal128.fromString('-5.5'),
  -1,
  0,
  new Double(0.5),
  Decimal128.fromString('1E-1').toString() === '0.1' ? Decimal128.fromString('0.75') : 0,
  1,
  Long.fromString('9007199254740993'),
  Long.MAX_VALUE,
  new Double(Number.POSITIVE_INFINITY),
  '',
  'A',
  'a',
  'aa',
  'é',
  '\uffee',
  '😀',
  {},
  { a: 1 },
  { a: 1, b: 1 },
  { a: 2 },
  { a: 'x' },
  new Binary(Buffer.from([9]), 0),
  new Binary(Buffer.from([1, 2]), 0),
  new Binary(Buffer.from([1, 2]), 4),
  new ObjectId('000000000000000000000000'),
  new ObjectId('ff0000000000000000000000'),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Date(5),
  Timestamp.fromBits(1, 5),
  Timestamp.fromBits(0, 6),
  new BSONRegExp('a'),
  new MaxKey(),
];

const shuffled = inOrder.map((v, rank) => ({ _id: (rank * 17) % inOrder.length, v, rank }));
const sorted = (sign: number) => [...shuffled].sort((a, b) => sign * (a.rank - b.rank));

export const values: readonly Row[] = [
  kept('an Int32', new Int32(-7)),
  kept('a Double that is an integer', new Double(7)),
  kept('a Double that is none', new Double(0.1)),
  kept('a negative zero', new Double(-0)),
  kept('a Long beyond 2^53', Long.fromString('9223372036854775807')),
  kept('a small Long', Long.fromNumber(1)),
  kept('a Decimal128 with its trailing zeros', Decimal128.fromString('350000.00')),
  kept('a Decimal128 with 34 digits', Decimal128.fromString('1234567890123456789012345678901234')),
  kept('a Decimal128 with an exponent', Decimal128.fromString('1.5E+6000')),
  kept('a Date', new Date('2026-11-24T12:34:56.789Z')),
  kept('a Date before 1970', new Date(-86_400_001)),
  kept('an ObjectId', new ObjectId('65f0c0ffee0000000000abcd')),
  kept('a UUID', new Binary(Buffer.from('0123456789abcdef0123456789abcdef', 'hex'), 4)),
  kept('a Binary', new Binary(Buffer.from([0, 255, 1]), 0)),
  kept('a Timestamp', Timestamp.fromBits(7, 1_700_000_000)),
  kept('text with zero bytes and pairs', 'a\0b\u{1f600}\uffff'),
  kept('true', true),
  kept('a nested document', { b: { c: [1, [2, { d: null }]] } }),
  {
    title: 'the names of fields keep their order through updates',
    proves: ['edge values kept to the bit'],
    source: 'MongoDB manual, "Documents: Document Field Order"',
    given: [{ _id: 1, z: 1, a: { y: 1, b: 2 } }],
    steps: [
      {
        run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { m: 1, a: { y: 2, b: 3 } } } }] },
        reply: { nModified: 1 },
      },
    ],
    left: [{ _id: 1, z: 1, a: { y: 2, b: 3 }, m: 1 }],
  },
  {
    title: 'a field named __proto__ is a field like others',
    proves: ['edge values kept to the bit'],
    source: bson,
    given: [JSON.parse('{"_id": 1, "__proto__": {"a": 1}, "constructor": {"prototype": 2}}')],
    steps: [
      { run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { '__proto__.b': 2, b: 1 } } }] }, reply: { n: 1 } },
      { run: { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { 'x.__proto__.y': 1 } } }] }, reply: { n: 1 } },
    ],
    left: [
      JSON.parse(
        '{"_id": 1, "__proto__": {"a": 1, "b": 2}, "constructor": {"prototype": 2}, "b": 1, "x": {"__proto__": {"y": 1}}}',
      ),
    ],
  },
  {
    title: 'values sort by their types, then within them',
    proves: ['edge sort order across BSON types'],
    source: order,
    given: shuffled,
    steps: [
      { run: { find: 'c', sort: { v: 1 } }, docs: sorted(1) },
      { run: { find: 'c', sort: { v: -1 } }, docs: sorted(-1) },
    ],
  },
  {
    title: 'an index gives the same order as a sort in memory',
    proves: ['edge sort order across BSON types'],
    source: order,
    indexes: [{ key: { v: 1 }, name: 'v_1' }],
    given: shuffled,
    steps: [
      { run: { find: 'c', sort: { v: 1 } }, docs: sorted(1) },
      { run: { find: 'c', sort: { v: -1 } }, docs: sorted(-1) },
    ],
  },
  {
    title: 'an array sorts by its least element ascending and by its greatest descending',
    proves: ['edge sort order across BSON types'],
    source: `${order}: Arrays`,
    given: [
      { _id: 1, a: [5, 1] },
      { _id: 2, a: 3 },
      { _id: 3, a: [4, 2] },
      { _id: 4, a: [] },
    ],
    steps: [
      {
        run: { find: 'c', sort: { a: 1 }, projection: { _id: 1 } },
        docs: [{ _id: 4 }, { _id: 1 }, { _id: 3 }, { _id: 2 }],
      },
      {
        run: { find: 'c', sort: { a: -1 }, projection: { _id: 1 } },
        docs: [{ _id: 1 }, { _id: 3 }, { _id: 2 }, { _id: 4 }],
      },
    ],
  },
  {
    title: 'missing sorts with null',
    proves: ['edge sort order across BSON types'],
    source: `${order}: Non-existent Fields`,
    given: [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, b: 2 },
      { _id: 3, a: null, b: 1 },
    ],
    steps: [
      { run: { find: 'c', sort: { a: 1, b: 1 }, projection: { _id: 1 } }, docs: [{ _id: 3 }, { _id: 2 }, { _id: 1 }] },
    ],
  },
];
