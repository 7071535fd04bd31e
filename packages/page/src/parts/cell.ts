import type { Cell, Column } from '../data/reports.ts';
import { count, countryName, type Decimal, day, decimal, money, NONE, percent } from '../wording/numbers.ts';
import { sayCode } from '../wording/say.ts';

const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit);

/** Whether a column holds numbers, which stand one below the other. */
export const isNumber = ({ unit }: Pick<Column, 'unit'>) =>
  ['count', 'days', 'value', 'ratio', '%', 'score', 'level', 'year'].includes(unit) || isCurrency(unit);

/** The columns whose codes the page has words for. */
const wordsFor = {
  light: 'light',
  band: 'band',
  direction: 'direction',
  horizon: 'horizon',
  suppressed: 'answer',
} as const;

const isWorded = (key: string): key is keyof typeof wordsFor => Object.hasOwn(wordsFor, key);

/** A cell of a report as the reader's language writes it; its unit is that of its column. */
export function cellText(cell: Cell, { unit, key = '' }: Pick<Column, 'unit'> & { readonly key?: string }): string {
  if (cell === null || cell === '') return NONE;
  if (typeof cell === 'string' && isWorded(key)) return sayCode(wordsFor[key], cell);
  if (typeof cell === 'string' && key === 'country') return countryName(cell);
  if (Array.isArray(cell)) return cell.length === 0 ? NONE : cell.join(', ');
  const value = cell as Decimal;
  if (isCurrency(unit)) return money(value, unit);
  if (unit === '%') return percent(Number(value));
  if (unit === 'date') return day(String(value));
  if (unit === 'year') return String(value);
  if (unit === 'score') return decimal(value, Number.isInteger(Number(value)) ? 0 : 1);
  return typeof value === 'number' || unit === 'value' ? count(value) : String(value);
}
