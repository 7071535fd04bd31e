// mingo answers the same filters: an implementation that nobody here wrote. Where it is known to differ from MongoDB the
// values are left out, and rows of the conformance suite decide.
import fc from 'fast-check';
import { Query } from 'mingo';
import { expect, test } from 'vitest';
import { readFilter } from '../../src/mongo/filter.ts';
import { decode, encode } from '../../src/mongo/values.ts';

/** mingo tells objects without a prototype from others. */
const flat = { noNullPrototype: true } as const;

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('x', 'y', 'z', true, false),
  fc.constantFrom(new Date(0), new Date(5)),
);
const inner = fc.record(
  { n: fc.integer({ min: 0, max: 3 }), k: fc.constantFrom('x', 'y') },
  { requiredKeys: ['n'], noNullPrototype: true },
);
const document = fc.record(
  {
    a: fc.oneof(scalar, fc.constant(null)),
    b: fc.oneof(inner, scalar),
    list: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    items: fc.array(inner, { maxLength: 3 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const number = fc.integer({ min: 0, max: 4 });
const operators = fc.oneof(
  fc.record({ $eq: scalar }, flat),
  fc.record({ $ne: scalar }, flat),
  fc.record({ $gt: number }, flat),
  fc.record({ $gte: number, $lt: number }, flat),
  fc.record({ $lte: fc.constantFrom('x', 'y') }, flat),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }, flat),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }, flat),
  fc.record({ $exists: fc.boolean() }, flat),
  fc.record({ $not: fc.record({ $gt: number }) }, flat),
);
const onList = fc.oneof(
  number,
  operators,
  fc.array(number, { maxLength: 3 }),
  fc.record({ $elemMatch: fc.record({ $gt: number, $lt: number }) }, flat),
);
const onItems = fc.oneof(
  fc.record(
    {
      $elemMatch: fc.record(
        { n: number, k: fc.constantFrom('x', 'y') },
        { requiredKeys: ['n'], noNullPrototype: true },
      ),
    },
    flat,
  ),
  fc.record({ $exists: fc.boolean() }, flat),
);
const part = fc.oneof(
  fc.record({ a: fc.oneof(scalar, operators, fc.constant(null)) }, flat),
  fc.record({ b: fc.oneof(scalar, inner) }, flat),
  fc.record({ 'b.n': fc.oneof(number, operators) }, flat),
  fc.record({ list: onList }, flat),
  fc.record({ 'list.1': number }, flat),
  fc.record({ items: onItems }, flat),
  fc.record({ 'items.n': fc.oneof(number, fc.record({ $gte: number })) }, flat),
);
const filter = fc.oneof(
  part,
  fc.tuple(part, part).map(([one, other]) => ({ ...one, ...other })),
  fc.record({ $or: fc.array(part, { minLength: 1, maxLength: 3 }) }, flat),
  fc.record({ $and: fc.array(part, { minLength: 1, maxLength: 3 }) }, flat),
);

const wire = (value: object) => decode(encode({ ...value }));

test('filters match what mingo matches', () => {
  fc.assert(
    fc.property(document, filter, (doc, where) => {
      expect(readFilter(wire(where)).matches(wire(doc))).toBe(new Query(where).test(doc));
    }),
    { numRuns: 5000 },
  );
});
