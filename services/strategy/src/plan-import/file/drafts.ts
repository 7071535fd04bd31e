// The rows of an import one by one, without a look at the others: what each defines, as far as it can be read.
// Columns of other kinds of row are not read.
import type { kpiDefined, planNodeDefined } from '@tributary/contracts';
import { foldedCode, level, ministries, partsOf, readerOf, responsible, textLine } from './cells.ts';
import { aggregationOf, directionOf } from './choices.ts';
import { type FigureContext, type Figures, readFigures } from './figure-rows.ts';
import type { Complain, Complaints, Row } from './rows.ts';
import { type ReplacedCode, replacedParts } from './succession.ts';

/** A node as its row tells it; the level's label is the plan's. */
export type NodeRow = Omit<Parameters<typeof planNodeDefined>[0], 'planCode' | 'planVersion' | 'levelLabel'>;
export type KpiRow = Omit<Parameters<typeof kpiDefined>[0], 'planCode' | 'planVersion'>;

/** What all rows have. Of `whole` something is missing where something in the row is wrong. */
export interface Draft<Whole> extends Complaints {
  readonly row: number;
  /** to the row, as its complaints have it */
  readonly pointer: string;
  readonly code: string | undefined;
  /** the code as written: other rows may name it even where it is none */
  readonly written: string;
  readonly whole: Whole | undefined;
}

export interface NodeDraft extends Draft<Omit<NodeRow, 'parentCode'>> {
  /** as written */
  readonly parent: string | undefined;
  readonly level: number | undefined;
  readonly replaces: readonly ReplacedCode[];
}

/** A KPI before it has its nodes, which can bring its ministry, and its series. */
export interface KpiDraft
  extends Draft<Omit<KpiRow, 'nodeCode' | 'alsoUnder' | 'series' | 'responsibleMinistry'> & Partial<KpiRow>> {
  /** as written */
  readonly parents: readonly string[];
  readonly replaces: readonly ReplacedCode[];
}

/** Figures beside those of a KPI, which are read when it is known: its unit is theirs. */
export interface SeriesDraft extends Complaints {
  readonly row: Row;
  /** of the KPI, as written */
  readonly written: string;
}

/** The parts, when none is missing. */
const complete = <Whole extends object>(parts: { readonly [Part in keyof Whole]: Whole[Part] | undefined }) =>
  Object.values(parts).includes(undefined) ? undefined : (parts as Whole);

const writtenCode = ({ cells }: Row) => foldedCode(cells.get('code') ?? '');

export function draftNode(row: Row, complaints: Complaints): NodeDraft {
  const { complain } = complaints;
  const read = readerOf(row.cells, complain);
  const code = read.code();
  const whole = complete<Omit<NodeRow, 'parentCode'>>({
    code,
    level: read.required('level', level, 'INVALID_LEVEL'),
    title: read.title(),
    contributing: row.cells.has('contributing') ? read.optional('contributing', ministries, 'INVALID_MINISTRY') : [],
    ...responsibleOr(read.required('responsibleMinistry', responsible, 'INVALID_MINISTRY')),
  });
  const parent = row.cells.get('parent');
  return {
    ...complaints,
    row: row.row,
    pointer: row.pointer,
    code,
    written: writtenCode(row),
    parent: parent === undefined ? undefined : foldedCode(parent),
    level: level(row.cells.get('level') ?? ''),
    replaces: read.optional('replaces', replacedParts, 'INVALID_REPLACED') ?? [],
    whole,
  };
}

const responsibleOr = (found: ReturnType<typeof responsible>) => found ?? { responsibleMinistry: undefined };

export function draftKpi(row: Row, complaints: Complaints, context: FigureContext): KpiDraft {
  const { cells, exact } = row;
  const { complain } = complaints;
  const read = readerOf(cells, complain);
  const code = read.code();
  const parents = partsOf(cells.get('parent') ?? '').map(foldedCode);
  if (parents.length === 0) complain('REQUIRED', 'parent');
  const title = read.title();
  const owners = read.optional('responsibleMinistry', responsible, 'INVALID_MINISTRY');
  const direction = read.optional('direction', directionOf, 'INVALID_CHOICE', 'up, down, keep');
  const aggregation = read.optional('aggregation', aggregationOf, 'INVALID_CHOICE', 'sum, rate');
  const replaces = read.optional('replaces', replacedParts, 'INVALID_REPLACED') ?? [];
  const figures = readFigures({ cells, exact, read, complain }, context);
  const whole = {
    ...figures,
    ...owners,
    ...(direction !== undefined && { direction }),
    ...(aggregation !== undefined && { aggregation }),
  };
  return {
    ...complaints,
    row: row.row,
    pointer: row.pointer,
    code,
    written: writtenCode(row),
    parents,
    replaces,
    whole: code === undefined || title === undefined || !complaints.isSound() ? undefined : { code, title, ...whole },
  };
}

export function draftSeries(row: Row, complaints: Complaints): SeriesDraft {
  const written = writtenCode(row);
  if (written === '') complaints.complain('REQUIRED', 'code');
  return { ...complaints, row, written };
}

/** What the figures of a series are of. */
export interface SeriesRow extends Figures {
  readonly dimension?: string;
  readonly category?: string;
}

/** Reads a series. @param kpiUnit the unit of its KPI */
export function readSeries(
  { row: { cells, exact }, complain }: SeriesDraft,
  context: FigureContext,
  kpiUnit: string | undefined,
): SeriesRow {
  const read = readerOf(cells, complain);
  const dimension = read.optional('dimension', textLine, 'INVALID_TEXT');
  const category = read.optional('category', textLine, 'INVALID_TEXT');
  if (dimension !== undefined && !cells.has('category')) complain('REQUIRED', 'category');
  if (category !== undefined && !cells.has('dimension')) complain('REQUIRED', 'dimension');
  const figures = readFigures({ cells, exact, read, complain }, context, kpiUnit);
  return {
    ...(dimension !== undefined && { dimension }),
    ...(category !== undefined && { category }),
    ...figures,
  };
}

/** Bytes of one row as JSON: an event of at most 64 KiB holds it, and the label of its level. */
const ROW_LIMIT = 40 * 1024;

/** Complains where an event could not hold what a row defines. */
export function checkSize(whole: object, complain: Complain): void {
  const size = new TextEncoder().encode(JSON.stringify(whole)).length;
  if (size > ROW_LIMIT) complain('ROW_TOO_LARGE', undefined, { size, limit: ROW_LIMIT });
}
