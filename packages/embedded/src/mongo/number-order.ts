// Numbers of all four BSON types as strings whose order is the order of their values, without rounding any of them.
import { Decimal128, Double, Int32, type Long } from 'bson';

const view = new DataView(new ArrayBuffer(8));

/** Eight characters that order like the double; NaN comes first, and both zeros are one. */
export function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\x00'.repeat(8);
  view.setFloat64(0, value === 0 ? 0 : value);
  const high = view.getUint32(0);
  const low = view.getUint32(4);
  const [first, second] = high >= 0x80000000 ? [~high, ~low] : [high ^ 0x80000000, low];
  return String.fromCharCode(
    (first >>> 24) & 0xff,
    (first >>> 16) & 0xff,
    (first >>> 8) & 0xff,
    first & 0xff,
    (second >>> 24) & 0xff,
    (second >>> 16) & 0xff,
    (second >>> 8) & 0xff,
    second & 0xff,
  );
}

/** The nearest double, then by how many the integer differs from it: 0x8000 is none. */
const EXACT = '\x80\x00';
/** Beyond what any next field's key begins with, so that these stay apart in keys of several fields. */
const BELOW = '\x7f\xff\xff';
const ABOVE = '\x80\x00\xff';

/** The key of a number; equal numbers of different types have the same one. */
export function numberKey(value: Int32 | Double | Long | Decimal128): string {
  if (value instanceof Int32 || value instanceof Double) return doubleKey(value.valueOf()) + EXACT;
  if (value instanceof Decimal128) return decimalKey(value.toString());
  return integerKey(value.toBigInt());
}

function integerKey(value: bigint): string {
  const near = Number(value);
  const rest = Number(value - BigInt(near)) + 0x8000;
  return doubleKey(near) + String.fromCharCode(rest >> 8, rest & 0xff);
}

function decimalKey(text: string): string {
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  if (decimal === null) return doubleKey(Number(text)) + EXACT;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimal;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  const near = clamp(Number(text));
  const side = compareToDouble(digits, power, near);
  if (side === 0) return doubleKey(near) + EXACT;
  const integer = power >= 0 && power <= 19 ? digits * 10n ** BigInt(power) : undefined;
  if (integer !== undefined && integer === BigInt.asIntN(64, integer)) return integerKey(integer);
  return doubleKey(near) + (side < 0 ? BELOW : ABOVE) + magnitudeKey(digits, power);
}

const clamp = (near: number) => Math.min(Math.max(near, -Number.MAX_VALUE), Number.MAX_VALUE);

/** The sign of `digits · 10^power − near`, exactly. */
function compareToDouble(digits: bigint, power: number, near: number): number {
  view.setFloat64(0, near);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = (near < 0 ? -1n : 1n) * (exponent === 0 ? fraction : fraction | 0x10000000000000n);
  const two = Math.max(exponent, 1) - 1075;
  const left = digits * 10n ** BigInt(Math.max(power, 0)) * 2n ** BigInt(Math.max(-two, 0));
  const right = mantissa * 2n ** BigInt(Math.max(two, 0)) * 10n ** BigInt(Math.max(-power, 0));
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Orders decimals that share a nearest double: by the place of their first digit, then digit by digit. */
function magnitudeKey(digits: bigint, power: number): string {
  const plain = String(digits < 0n ? -digits : digits);
  const key = `${String(plain.length + power + 10_000).padStart(5, '0')}${plain.replace(/0+$/, '')}`;
  if (digits >= 0n) return `${key}\x00`;
  return `${[...key].map((digit) => 9 - Number(digit)).join('')}\x7f`;
}
