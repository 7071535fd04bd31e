// One row of an import becomes a node or a KPI, without a look at the other rows.
// Columns of the other kind of row are not read.
import { importColumns, LanguageTag } from '@tributary/contracts';
import {
  type Cells,
  type Complain,
  decimal,
  level,
  ministries,
  ministry,
  nodeCode,
  readerOf,
  textLine,
  year,
} from './cells.ts';
import type { Kpi } from './kpi.ts';
import type { PlanNode } from './plan-node.ts';

/** A node as its row tells it; the level's label is the plan's. */
export type NodeRow = Omit<PlanNode, 'planCode' | 'planVersion' | 'levelLabel'>;
export type KpiRow = Omit<Kpi, 'planCode' | 'planVersion'>;

/** `whole` is missing where something in the row is wrong; other rows may still rest on the rest. */
export interface NodeDraft {
  readonly code: string | undefined;
  readonly parent: string | undefined;
  readonly level: number | undefined;
  readonly whole: NodeRow | undefined;
}
export interface KpiDraft {
  readonly code: string | undefined;
  readonly parent: string | undefined;
  readonly whole: KpiRow | undefined;
}

/** Bytes of one row as JSON: an event of at most 64 KiB holds it, and the label of its level. */
const ROW_LIMIT = 40 * 1024;

/** Columns that every row needs. */
export const neededColumns: readonly string[] = importColumns
  .filter(({ needed }) => needed === 'node and kpi')
  .map(({ name }) => name);

const columns: readonly string[] = importColumns.map(({ name }) => name);

/** Whether a column holds codes of nodes or KPIs. */
export const isCodeColumn = (name: string): boolean => name === 'code' || name === 'parent';

/** Whether an import knows a column of this name; a title is never shown in `EN`, so that language is `en` here. */
export const isColumn = (name: string): boolean =>
  columns.includes(name) ||
  (/^title_[a-z]+(-|$)/.test(name) && LanguageTag.safeParse(name.slice('title_'.length)).success) ||
  (/^target_/.test(name) && year(name.slice('target_'.length)) !== undefined);

/** The parts, when none is missing. */
const complete = <Whole extends object>(parts: { readonly [Part in keyof Whole]: Whole[Part] | undefined }) =>
  Object.values(parts).includes(undefined) ? undefined : (parts as Whole);

function withinLimit<Whole>(whole: Whole, complain: Complain): Whole {
  const size = new TextEncoder().encode(JSON.stringify(whole)).length;
  if (size > ROW_LIMIT) complain('ROW_TOO_LARGE', undefined, { size, limit: ROW_LIMIT });
  return whole;
}

export function readNode(cells: Cells, complain: Complain): NodeDraft {
  const read = readerOf(cells, complain);
  const parent = read.optional('parent', nodeCode, 'INVALID_CODE');
  const parts = {
    code: read.required('code', nodeCode, 'INVALID_CODE'),
    level: read.required('level', level, 'INVALID_LEVEL'),
    title: read.title(),
    responsibleMinistry: read.required('responsibleMinistry', ministry, 'INVALID_MINISTRY'),
    contributing: cells.has('contributing') ? read.optional('contributing', ministries, 'INVALID_MINISTRY') : [],
  };
  const node = complete<Omit<NodeRow, 'parentCode'>>(parts);
  const whole = node && withinLimit({ ...node, ...(parent !== undefined && { parentCode: parent }) }, complain);
  return { code: parts.code, parent, level: parts.level, whole };
}

export function readKpi(cells: Cells, complain: Complain): KpiDraft {
  const read = readerOf(cells, complain);
  const targets = read.family('target_').map(({ column, name }) => ({
    year: Number(name),
    value: read.optional(column, decimal, 'INVALID_NUMBER'),
  }));
  const parts = {
    code: read.required('code', nodeCode, 'INVALID_CODE'),
    nodeCode: read.required('parent', nodeCode, 'INVALID_CODE'),
    title: read.title(),
    responsibleMinistry: read.required('responsibleMinistry', ministry, 'INVALID_MINISTRY'),
    unit: read.required('unit', textLine, 'INVALID_TEXT'),
    direction: read.choice('direction', ['up', 'down']),
    aggregation: read.choice('aggregation', ['sum', 'rate']),
    baseline: complete<{ year: number; value: string; source: string }>({
      year: read.required('baselineYear', year, 'INVALID_YEAR'),
      value: read.required('baselineValue', decimal, 'INVALID_NUMBER'),
      source: read.required('baselineSource', textLine, 'INVALID_TEXT'),
    }),
    targets: allOf(targets.map(complete<{ year: number; value: string }>))?.sort((a, b) => a.year - b.year),
  };
  const kpi = complete<KpiRow>(parts);
  return { code: parts.code, parent: parts.nodeCode, whole: kpi && withinLimit(kpi, complain) };
}

/** The list, when nothing is missing in it. */
const allOf = <T>(list: readonly (T | undefined)[]): T[] | undefined =>
  list.includes(undefined) ? undefined : (list as T[]);
