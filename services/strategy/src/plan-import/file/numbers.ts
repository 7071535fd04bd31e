// A number as people and spreadsheets write it: 1 234,5 · 1,234.5 · −5 · 1.84E+01. Which sign is the decimal one, a number
// alone does not always tell.

export type DecimalSign = '.' | ',';

/** What a number looks like before it is read; spaces are plain ones. */
export const NUMBER = String.raw`[-−]?(?:\d+(?:[ .,'’]\d+)*|[.,]\d+)(?:[eE][-+−]?\d{1,3})?`;

const parts = /^([-−]?)([\d .,'’]+)(?:[eE]([-+−]?\d{1,3}))?$/;

/** Digits in groups of three, or after the first three from the right in groups of two as India writes them. */
const grouped: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /^[1-9]\d{0,2}(?:(?:,\d{2,3})*,\d{3}|(?: \d{3})+|(?:['’]\d{3})+)$/,
  ',': /^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+|(?:['’]\d{3})+)$/,
};

/** The number as digits with a decimal point, if `sign` is its decimal sign; undefined where it cannot be. */
export function readNumber(text: string, sign: DecimalSign): string | undefined {
  const [, minus, written = '', exponent] = parts.exec(text) ?? [];
  const [whole = '', fraction, ...more] = written.split(sign);
  if (minus === undefined || more.length > 0) return undefined;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return undefined;
  const isPlain = /^\d+$/.test(whole) || (whole === '' && fraction !== undefined);
  if (!isPlain && (exponent !== undefined || !grouped[sign].test(whole))) return undefined;
  const digits = shifted(whole.replace(/\D/g, ''), fraction ?? '', Number(exponent?.replace('−', '-') ?? 0));
  return minus !== '' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** `whole.fraction × 10^by` without leading zeros. */
function shifted(whole: string, fraction: string, by: number): string {
  const digits = whole + fraction;
  const point = whole.length + by;
  const left = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const right = point >= digits.length ? '' : digits.slice(Math.max(point, 0)).padStart(digits.length - point, '0');
  const integer = left.replace(/^0+(?=\d)/, '') || '0';
  return right === '' ? integer : `${integer}.${right}`;
}

/** What the numbers of a file show of their decimal sign. */
export interface DecimalSigns {
  /** the one that numbers of the file must have; undefined where none shows it, or some have the other */
  readonly sign: DecimalSign | undefined;
  /** a number that shows each sign */
  readonly seen: ReadonlyMap<DecimalSign, number>;
}

/** Finds the decimal sign of a file. @param numbers as they are written, in the order of the file */
export function decimalSigns(numbers: readonly string[]): DecimalSigns {
  const seen = new Map<DecimalSign, number>();
  for (const [index, number] of numbers.entries()) {
    const [point, comma] = [readNumber(number, '.'), readNumber(number, ',')];
    if (comma === undefined && point !== undefined && !seen.has('.')) seen.set('.', index);
    if (point === undefined && comma !== undefined && !seen.has(',')) seen.set(',', index);
  }
  return { sign: seen.size === 1 ? [...seen.keys()][0] : undefined, seen };
}

/** The number in a file of this decimal sign; `ambiguous` where it can be two, undefined where it is none. */
export function numberIn(text: string, sign: DecimalSign | undefined): string | 'ambiguous' | undefined {
  const [point, comma] = [readNumber(text, '.'), readNumber(text, ',')];
  if (point === undefined || comma === undefined || point === comma) return point ?? comma;
  if (sign === undefined) return 'ambiguous';
  return sign === '.' ? point : comma;
}
