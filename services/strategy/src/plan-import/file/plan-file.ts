// From the rows of an import to the nodes and KPIs of a plan version, or to all that is wrong with them.
// A file is taken whole or not at all.
import { byCode } from '@tributary/contracts';
import { foldedCode, isBroken } from './cells.ts';
import { kindOf } from './columns.ts';
import {
  checkSize,
  draftKpi,
  draftNode,
  draftSeries,
  type KpiDraft,
  type KpiRow,
  type NodeDraft,
  type NodeRow,
  type SeriesDraft,
} from './drafts.ts';
import { figureColumns } from './figure-rows.ts';
import { shapeOf } from './figures.ts';
import { grouped } from './grouped.ts';
import type { ImportError } from './import-error.ts';
import { placeKpis } from './kpis.ts';
import { type DecimalSign, decimalSigns } from './numbers.ts';
import { complaintsOf, type Row, type Rows } from './rows.ts';
import { replacedBy } from './succession.ts';
import { checkTree, finderOf } from './tree.ts';

/** `nodes` and `kpis` are whole only where `errors` is empty. */
export interface PlanFile {
  readonly nodes: readonly NodeRow[];
  readonly kpis: readonly KpiRow[];
  readonly decimalSign: DecimalSign | undefined;
  readonly errors: readonly ImportError[];
  /** what is taken, and may not be meant */
  readonly notices: readonly ImportError[];
}

/** What an import must know of its plan. */
export interface PlanFacts {
  /** how many levels it has */
  readonly depth: number;
  /** the month in which its fiscal years begin, where it is known */
  readonly fiscalYearFirstMonth?: number | undefined;
  /** the codes that its complete versions have */
  readonly earlier?: { readonly nodes: ReadonlySet<string>; readonly kpis: ReadonlySet<string> } | undefined;
}

const none = { nodes: new Set<string>(), kpis: new Set<string>() };

/** Checks the rows of an import, one by one and against each other. */
export function checkFile(file: Rows, { depth, fiscalYearFirstMonth, earlier = none }: PlanFacts): PlanFile {
  const errors = [...file.errors];
  const { sign, notices } = signsOf(file.rows);
  const context = { sign, fiscalYearFirstMonth };
  const nodes: NodeDraft[] = [];
  const kpis: KpiDraft[] = [];
  const series: SeriesDraft[] = [];
  const strangers: string[] = [];
  for (const row of file.rows) {
    const complaints = complaintsOf(row, errors);
    const cell = row.cells.get('kind');
    const kind = kindOf(cell ?? '');
    if (kind === 'node') nodes.push(draftNode(row, complaints));
    else if (kind === 'kpi') kpis.push(draftKpi(row, complaints, context));
    else if (kind === 'series') series.push(draftSeries(row, complaints));
    else {
      strangers.push(foldedCode(row.cells.get('code') ?? ''));
      if (cell === undefined) complaints.complain('REQUIRED', 'kind');
      else complaints.complain(isBroken(cell) ? 'WRONG_ENCODING' : 'UNKNOWN_KIND', 'kind', { value: cell });
    }
  }
  if (file.rows.length === 0 && errors.length === 0) errors.push({ row: 1, pointer: '', code: 'NO_ROWS', values: {} });

  const find = finderOf(nodes, strangers);
  const placed = checkTree(nodes, find, depth);
  for (const { whole, complain } of nodes) if (whole !== undefined) checkSize(whole, complain);
  const placedKpis = placeKpis(kpis, series, find, context);
  return {
    nodes: succeeding(placed, replacedBy(nodes, earlier.nodes)),
    kpis: succeeding(placedKpis, replacedBy(kpis, earlier.kpis)),
    decimalSign: sign,
    errors: merged(errors.toSorted((a, b) => a.row - b.row)),
    notices: [...notices, ...alikeCodes(nodes), ...alikeCodes(kpis)],
  };
}

/** Rows with what they take the place of. */
const succeeding = <One extends { readonly code: string }>(
  rows: readonly One[],
  replaced: ReturnType<typeof replacedBy>,
): One[] =>
  rows.map((row) => {
    const replaces = replaced.get(row.code);
    return replaces === undefined ? row : { ...row, replaces };
  });

/** The decimal sign of the file, and a notice where it has both. */
function signsOf(rows: readonly Row[]): { readonly sign: DecimalSign | undefined; readonly notices: ImportError[] } {
  const numbers = rows
    .filter(({ cells }) => ['kpi', 'series'].includes(kindOf(cells.get('kind') ?? '') ?? ''))
    .flatMap((row) => numbersOf(row).map((number) => ({ row, number })));
  const { sign, seen } = decimalSigns(numbers.map(({ number }) => number));
  const [comma, point] = [numbers[seen.get(',') ?? -1], numbers[seen.get('.') ?? -1]];
  if (comma === undefined || point === undefined) return { sign, notices: [] };
  const { row, pointer } = comma.row;
  const values = { comma: comma.row.row, point: point.row.row };
  return { sign, notices: [{ row, pointer, code: 'TWO_DECIMAL_SIGNS', values }] };
}

/** The numbers of a row as they are written, as far as they show anything of a decimal sign. */
const numbersOf = ({ cells, exact }: Row): string[] =>
  figureColumns(cells)
    .filter((column) => !exact?.has(column))
    .map((column) => cells.get(column) ?? '')
    .filter((cell) => /[.,]\d/.test(cell))
    .flatMap((cell) => shapeOf(cell).amounts.map(({ number }) => number));

/** Codes that differ in capitals alone are two: `1.a` and `1.A`. */
function alikeCodes(drafts: readonly (NodeDraft | KpiDraft)[]): ImportError[] {
  const coded = drafts.filter(({ code }) => code !== undefined);
  return [...grouped(coded, ({ code }) => code?.toLowerCase()).values()].flatMap((group) => {
    const codes = [...new Set(group.map(({ code = '' }) => code))].sort(byCode);
    const [first] = group;
    if (first === undefined || codes.length < 2) return [];
    const values = { codes, rows: group.map(({ row }) => row) };
    const pointer = first.pointer === '' ? '' : `${first.pointer}/code`;
    return { row: first.row, pointer, column: 'code', code: 'CODES_DIFFER_IN_CAPITALS' as const, values };
  });
}

/** Errors of which one mend mends all: the one of the first row stands for them. */
const oneMend = new Set<ImportError['code']>(['UNKNOWN_PARENT', 'UNKNOWN_KPI', 'AMBIGUOUS_NUMBER']);

function merged(errors: readonly ImportError[]): ImportError[] {
  const causes = grouped(errors, (error) => {
    if (!oneMend.has(error.code)) return error;
    return error.code === 'AMBIGUOUS_NUMBER' ? error.code : `${error.code} ${error.values['value']}`;
  });
  return [...causes.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (!oneMend.has(first.code)) return first;
    const rows = [...new Set([first, ...others].map(({ row }) => row))];
    return { ...first, values: { ...first.values, rows } };
  });
}
