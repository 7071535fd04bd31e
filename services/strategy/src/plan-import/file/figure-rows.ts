// The baseline and the targets of one row: of a KPI, or of a series beside one.
import { type KpiBaseline, type KpiTarget, Text } from '@tributary/contracts';
import { type Reader, textLine } from './cells.ts';
import { type Figure, figureOf, shapeOf } from './figures.ts';
import type { DecimalSign } from './numbers.ts';
import { inTime, type Time, timeOf } from './periods.ts';
import type { Cells, Complain } from './rows.ts';
import { unitAmong } from './units.ts';

/** What is known of a file and its plan before its figures are read. */
export interface FigureContext {
  readonly sign: DecimalSign | undefined;
  /** the month in which the plan's fiscal years begin, where it is known */
  readonly fiscalYearFirstMonth: number | undefined;
}

export interface Figures {
  readonly unit?: string;
  readonly baseline?: KpiBaseline;
  readonly targets: KpiTarget[];
}

/** A dash is how spreadsheets show that there is nothing. */
const isNothing = (cell: string) => /^[-–—−]+$/.test(cell);

/** The columns of a row that hold figures, and do hold something. */
export const figureColumns = (cells: Cells): string[] =>
  [...cells]
    .filter(([column]) => column === 'baselineValue' || column === 'target' || column.startsWith('target_'))
    .filter(([, cell]) => !isNothing(cell))
    .map(([column]) => column);

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Reads the figures of a row; what it complained of is left out.
 * @param exact columns whose numbers have a decimal point, whatever the file has
 * @param usualUnit the unit of the figures where the row names none
 */
export function readFigures(
  {
    cells,
    exact,
    read,
    complain,
  }: { cells: Cells; exact?: ReadonlySet<string> | undefined; read: Reader; complain: Complain },
  { sign, fiscalYearFirstMonth }: FigureContext,
  usualUnit?: string,
): Figures {
  const columns = figureColumns(cells);
  const given = read.optional('unit', textLine, 'INVALID_TEXT');
  const unit = cells.has('unit') || usualUnit !== undefined ? given : unitAmong(columns.flatMap(unitsIn));

  function unitsIn(column: string): string[] {
    return shapeOf(cells.get(column) ?? '')
      .amounts.map((amount) => amount.unit)
      .filter(isThere);
  }

  function figure(column: string): Figure | undefined {
    const cell = cells.get(column) ?? '';
    const found = figureOf(cell, { sign: exact?.has(column) ? '.' : sign, unit: unit ?? usualUnit });
    if (found === 'BROKEN_NUMBER' || found === 'AMBIGUOUS_NUMBER') complain(found, column, { value: cell });
    else if (found.text !== undefined && !Text.safeParse(found.text).success) {
      complain('INVALID_TEXT', column, { value: cell });
    } else return found;
    return undefined;
  }

  function time(column: string, cell: string): Time | undefined {
    const found = timeOf(cell, fiscalYearFirstMonth);
    if (found !== 'unlikely' && Text.safeParse(found.period?.label ?? '-').success) return found;
    complain(found === 'unlikely' ? 'UNLIKELY_TIME' : 'INVALID_TEXT', column, { value: cell });
    return undefined;
  }

  function baseline(): KpiBaseline | undefined {
    const year = cells.get('baselineYear');
    const source = read.optional('baselineSource', textLine, 'INVALID_TEXT');
    const value = columns.includes('baselineValue') ? figure('baselineValue') : undefined;
    const when = year === undefined || isNothing(year) ? noted(cells.get('baselineValue')) : time('baselineYear', year);
    const parts = { ...when, ...(value && baselineFigure(value)), ...(source !== undefined && { source }) };
    return Object.keys(parts).length === 0 ? undefined : parts;
  }

  function target(column: string): KpiTarget | undefined {
    const found = figure(column);
    if (found === undefined || column === 'target') return found;
    const when = time(column, column.slice('target_'.length));
    return when && { ...when, ...found };
  }

  const start = baseline();
  return {
    ...(unit !== undefined && { unit }),
    ...(start !== undefined && { baseline: start }),
    targets: columns
      .filter((column) => column !== 'baselineValue')
      .map(target)
      .filter(isThere)
      .sort(inTime),
  };
}

/** A baseline has no ends and keeps nothing: a range is what stands there. */
const baselineFigure = ({ value, text }: Figure): KpiBaseline => ({
  ...(value !== undefined && { value }),
  ...(text !== undefined && { text }),
});

/** The year that stands beside the value, as in `79,51 (2023)`. */
function noted(cell: string | undefined): Time | undefined {
  const shape = cell === undefined ? undefined : shapeOf(cell);
  return shape?.form === 'number' && shape.year !== undefined ? { year: shape.year } : undefined;
}
