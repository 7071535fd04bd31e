// Numbers of all four BSON types in the order of their values, without rounding any of them: equal numbers of different
// types have the same key.
import { Decimal128, Double, Int32, type Long } from 'bson';
import type { KeyWriter } from './key-writer.ts';

const view = new DataView(new ArrayBuffer(8));

/** After the nearest double: by how many the integer differs from it, `EXACT` being none. */
const EXACT = 0x8000;
/** Beyond what any next field's key begins with, so that these stay apart in keys of several fields. */
const BELOW = '\x7f\xff\xff';
const ABOVE = '\x80\x00\xff';

export function writeNumber(to: KeyWriter, value: Int32 | Double | Long | Decimal128): void {
  if (value instanceof Int32 || value instanceof Double) {
    to.double(value.valueOf());
    to.uint16(EXACT);
  } else if (value instanceof Decimal128) writeDecimal(to, value.toString());
  else writeInteger(to, value.toBigInt());
}

function writeInteger(to: KeyWriter, value: bigint): void {
  const near = Number(value);
  to.double(near);
  to.uint16(Number(value - BigInt(near)) + EXACT);
}

function writeDecimal(to: KeyWriter, text: string): void {
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = decimal ?? [];
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  const near = decimal === null ? Number(text) : clamp(Number(text));
  const side = decimal === null ? 0 : compareToDouble(digits, power, near);
  const integer = power >= 0 && power <= 19 ? digits * 10n ** BigInt(power) : undefined;
  if (side !== 0 && integer !== undefined && integer === BigInt.asIntN(64, integer)) {
    writeInteger(to, integer);
    return;
  }
  to.double(near);
  if (side === 0) to.uint16(EXACT);
  else to.latin1((side < 0 ? BELOW : ABOVE) + magnitudeKey(digits, power));
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
