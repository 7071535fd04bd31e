import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, orderKey } from '../../src/mongo/order.ts';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const near = (value: bigint) => fc.bigInt({ min: value - 3n, max: value + 3n });

/** Integers about the edges of what a double holds, with decimals and doubles among them. */
const numbers = fc.oneof(
  int64.map((value) => ({ exact: ratio(value, 1n), value: Long.fromBigInt(value) })),
  fc
    .oneof(near(2n ** 53n), near(-(2n ** 53n)), near(2n ** 62n), near(0n))
    .map((value) => ({ exact: ratio(value, 1n), value: Long.fromBigInt(value) })),
  fc.integer().map((value) => ({ exact: ratio(BigInt(value), 1n), value: new Int32(value) })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ exact: ofDouble(value), value: new Double(value) })),
  fc
    .oneof(near(2n ** 53n), near(0n))
    .map((value) => ({ exact: ratio(value, 2n), value: new Double(Number(value) / 2) }))
    .filter(({ exact, value }) => same(exact, ofDouble(value.valueOf()))),
  fc
    .tuple(fc.oneof(int64, near(0n), near(2n ** 53n), near(10n ** 18n)), fc.integer({ min: -25, max: 25 }))
    .map(([digits, power]) => ({
      exact: power < 0 ? ratio(digits, 10n ** BigInt(-power)) : ratio(digits * 10n ** BigInt(power), 1n),
      value: Decimal128.fromString(`${digits}E${power}`),
    })),
);

interface Ratio {
  readonly top: bigint;
  /** > 0 */
  readonly bottom: bigint;
}

function ratio(top: bigint, bottom: bigint): Ratio {
  return { top, bottom };
}

function ofDouble(value: number): Ratio {
  let [top, bottom] = [value, 1n];
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return ratio(BigInt(top), bottom);
}

const sign = (difference: bigint) => (difference < 0n ? -1 : difference > 0n ? 1 : 0);
const order = (a: Ratio, b: Ratio) => sign(a.top * b.bottom - b.top * a.bottom);
const same = (a: Ratio, b: Ratio) => order(a, b) === 0;

const text = fc.string({ unit: 'binary' });

const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    numbers.map((number) => number.value),
    text,
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
    fc.uint8Array({ maxLength: 5 }).map((bytes) => new Binary(bytes)),
    fc.tuple(fc.nat(), fc.nat()).map(([t, i]) => new Timestamp({ t, i })),
  ),
  any: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { noNullPrototype: true }),
  ),
})).any;

describe('order keys', () => {
  test('numbers of all types are in the order of their exact values', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(compare(a.value, b.value)).toBe(order(a.exact, b.exact));
      }),
      { numRuns: 3000 },
    );
  });

  test('text is in the order of its UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compare(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('dates, ids and binaries are in their own order', () => {
    const pair = <T>(arbitrary: fc.Arbitrary<T>) => fc.tuple(arbitrary, arbitrary);
    fc.assert(
      fc.property(pair(fc.date({ noInvalidDate: true })), ([a, b]) => {
        expect(compare(a, b)).toBe(Math.sign(a.getTime() - b.getTime()));
      }),
    );
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 4 });
    fc.assert(
      fc.property(pair(bytes), ([a, b]) => {
        const expected = Math.sign(a.length - b.length) || Buffer.compare(a, b);
        expect(compare(new Binary(a), new Binary(b))).toBe(expected);
      }),
    );
  });

  test('keys of several fields side by side are in the order of the fields, one after the other', () => {
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        const expected = compare(a, c) || compare(b, d);
        const left = orderKey(a) + orderKey(b);
        const right = orderKey(c) + orderKey(d);
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('arrays and documents are in the order of their elements', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), fc.array(value, { maxLength: 3 }), (a, b) => {
        const at = a.findIndex((element, index) => index >= b.length || compare(element, b[index]) !== 0);
        const expected = at < 0 ? Math.sign(a.length - b.length) : at >= b.length ? 1 : compare(a[at], b[at]);
        expect(compare(a, b)).toBe(expected);
        expect(compare({ x: a }, { x: b })).toBe(expected);
      }),
    );
  });
});
