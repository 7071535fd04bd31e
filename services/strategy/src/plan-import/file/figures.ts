// What a cell with a figure says: a number, a range, a least or most, to keep, or words. Words stay words.
import { Decimal, type KpiTarget } from '@tributary/contracts';
import { boundIn, rangeWords, saysKeep } from './figure-words.ts';
import { type DecimalSign, NUMBER, numberIn } from './numbers.ts';
import { isOfUnit } from './units.ts';

/** A number as written, and what stands after it. */
interface Amount {
  readonly number: string;
  readonly unit: string | undefined;
}

/** The form of a figure before its numbers are read. */
export type Shape =
  | { readonly form: 'number'; readonly amounts: readonly [Amount]; readonly year?: number }
  | { readonly form: 'least' | 'most'; readonly amounts: readonly [Amount] }
  | { readonly form: 'range'; readonly amounts: readonly [Amount, Amount] }
  | { readonly form: 'keep' | 'words' | 'broken'; readonly amounts: readonly [] };

/** A figure that was read, without its time. */
export type Figure = Omit<KpiTarget, 'year' | 'period'>;

const amountForm = new RegExp(`^(${NUMBER}) ?([^\\d\\s.,:;()<>=+~±*×^/–—−-].*)?$`, 'u');
const rangeForms = rangeWords.map(
  ([before, between]) =>
    new RegExp(
      `^${before && `(?:${before}) `}(${NUMBER}) ?(%|[\\p{L}°]{1,15})?? ?(?:${between}) ?(${NUMBER}) ?([^\\d\\s.,:;()].*)?$`,
      'iu',
    ),
);
const withYear = /^(.*\S) ?\(((?:19|20|21)\d\d)\)$/;
/** Nothing but what numbers are written with. */
const numeric = /^[-−]*[\d.,'’ ]*\d[\d.,'’ ]*(?:[eE][-+−]?\d*)?$/;
const date = /^(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{4}\.\d{1,2}\.\d{1,2})$/;
/** `#REF!`, `#N/A`, a column that was too narrow */
const spreadsheetError = /^#+(?:[A-ZА-ЯÀ-Ý¡/0]+[!?]?)?$/u;
const yearLike = /^(?:19|20|21)\d\d$/;

const words: Shape = { form: 'words', amounts: [] };

/** The text with plain spaces, each once. */
const plain = (cell: string) => cell.replace(/\s+/g, ' ').trim();

function amountOf(text: string): Amount | undefined {
  const [, number, unit] = amountForm.exec(text) ?? [];
  return number === undefined || !isNumber(number) ? undefined : { number, unit };
}

const isNumber = (text: string) => numberIn(text, undefined) !== undefined;

/** Says what form a cell has; whether its numbers are ambiguous, its file decides. */
export function shapeOf(cell: string): Shape {
  const text = plain(cell);
  if (saysKeep(text)) return { form: 'keep', amounts: [] };
  if (spreadsheetError.test(text)) return { form: 'broken', amounts: [] };
  if (!/\d/.test(text)) return words;
  const amount = amountOf(text);
  if (amount !== undefined)
    return (amount.unit && (rangeOf(text) ?? boundOf(text))) || { form: 'number', amounts: [amount] };
  if (numeric.test(text)) return date.test(text) ? words : { form: 'broken', amounts: [] };
  const [, before, year] = withYear.exec(text) ?? [];
  const dated = before === undefined ? undefined : amountOf(before);
  if (dated !== undefined) return { form: 'number', amounts: [dated], year: Number(year) };
  return rangeOf(text) ?? boundOf(text) ?? words;
}

function rangeOf(text: string): Shape | undefined {
  for (const form of rangeForms) {
    const [, low, unit, high, unitAfter] = form.exec(text) ?? [];
    if (low === undefined || high === undefined || !isNumber(low) || !isNumber(high)) continue;
    const isPeriod = yearLike.test(low) && yearLike.test(high) && unitAfter === undefined;
    if (isPeriod) return undefined;
    return {
      form: 'range',
      amounts: [
        { number: low, unit: unit ?? unitAfter },
        { number: high, unit: unitAfter ?? unit },
      ],
    };
  }
  return undefined;
}

function boundOf(text: string): Shape | undefined {
  const found = boundIn(text);
  const amount = found && amountOf(found.rest);
  return amount && { form: found.bound, amounts: [amount] };
}

/** How the numbers of a file are read. */
export interface Reading {
  readonly sign: DecimalSign | undefined;
  /** of the figures, if any */
  readonly unit: string | undefined;
}

/** The figure, or what must be asked about it. A number with another unit than the figures' is words. */
export function figureOf(cell: string, { sign, unit }: Reading): Figure | 'BROKEN_NUMBER' | 'AMBIGUOUS_NUMBER' {
  const shape = shapeOf(cell);
  const text = plain(cell);
  if (shape.form === 'broken') return 'BROKEN_NUMBER';
  if (shape.form === 'keep') return { keep: true, text };
  const isOurs = (amount: Amount) => amount.unit === undefined || (unit !== undefined && isOfUnit(amount.unit, unit));
  if (shape.form === 'words' || !shape.amounts.every(isOurs)) return { text };
  const numbers = shape.amounts.map(({ number }) => numberIn(number, sign));
  if (numbers.includes('ambiguous')) return 'AMBIGUOUS_NUMBER';
  const [first, second] = numbers;
  if (!numbers.every((number) => Decimal.safeParse(number).success)) return { text };
  switch (shape.form) {
    case 'number':
      return { value: first, ...(shape.year !== undefined && { text }) };
    case 'least':
      return { low: first, text };
    case 'most':
      return { high: first, text };
    case 'range':
      return Number(first) > Number(second) ? { text } : { low: first, high: second, text };
  }
}
