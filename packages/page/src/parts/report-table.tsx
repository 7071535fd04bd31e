// A report as a table; beside a second one of another day, with what changed between the two.
import type { Cell, Column, Report } from '../data/reports.ts';
import { TOTALS } from '../data/reports.ts';
import { count, type Decimal, decimal } from '../wording/numbers.ts';
import { say } from '../wording/say.ts';
import { cellText, isNumber } from './cell.ts';
import { Scroll } from './scroll.tsx';

type Row = Readonly<Record<string, Cell>>;

/** What names a row: its first column, and the others that hold codes where one is not enough (a country by its group). */
export const rowName = (row: Row, columns: readonly Column[]): string =>
  columns
    .filter(
      ({ unit, key }) =>
        unit === 'code' && ['code', 'country', 'group', 'partnerId', 'pillar', 'horizon'].includes(key),
    )
    .map(({ key }) => row[key] ?? '')
    .join(' ');

/** Whether a row sums all others: its first column says so. */
export const isTotal = (row: Row, [first]: readonly Column[]): boolean =>
  first !== undefined && row[first.key] === TOTALS;

/** Amount by which a figure moved; nothing where one of the two is not there. */
export function difference(now: Cell | undefined, then: Cell | undefined): number | undefined {
  const isGiven = (cell: Cell | undefined): cell is string | number =>
    typeof cell === 'number' || (typeof cell === 'string' && cell !== '');
  if (!isGiven(now) || !isGiven(then)) return undefined;
  const moved = Number(now) - Number(then);
  return Number.isFinite(moved) && moved !== 0 ? Math.round(moved * 100) / 100 : undefined;
}

const Moved = ({ by }: { readonly by: number | undefined }) =>
  by === undefined ? null : (
    <span class="soft small">
      {' '}
      {by > 0 ? '+' : '−'}
      {Number.isInteger(by) ? count(Math.abs(by)) : decimal(Math.abs(by) as Decimal, 2)}
    </span>
  );

interface ReportTableProps {
  readonly report: Report;
  readonly caption: string;
  /** the same report of another day */
  readonly before?: Report | undefined;
}

export function ReportTable({ report, caption, before }: ReportTableProps) {
  const columns = report.columns.filter(({ unit }) => unit !== 'language');
  const then = new Map(before?.rows.map((row) => [rowName(row, report.columns), row]));
  return (
    <Scroll>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={isNumber(column) ? 'number' : undefined}
                title={column.definition}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row, at) => {
            const name = rowName(row, report.columns);
            const sums = isTotal(row, report.columns);
            return (
              <tr key={`${at} ${name}`} class={sums ? 'total' : undefined}>
                {columns.map((column) => (
                  <td key={column.key} class={isNumber(column) ? 'number' : undefined}>
                    {sums && column.unit === 'code' && row[column.key] === TOTALS
                      ? say('total')
                      : cellText(row[column.key] ?? null, column)}
                    {before !== undefined && isNumber(column) ? (
                      <Moved by={difference(row[column.key], then.get(name)?.[column.key])} />
                    ) : null}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
