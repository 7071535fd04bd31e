// From the rows of an import to the nodes and KPIs of a plan version, or to all that is wrong with them.
// A file is taken whole or not at all.
import { type Complain, isBroken } from './cells.ts';
import type { ImportError } from './import-error.ts';
import { type KpiDraft, type KpiRow, type NodeDraft, type NodeRow, readKpi, readNode } from './plan-row.ts';

/** A row as it stands in the file. */
export interface Row extends Pick<ImportError, 'row' | 'pointer'> {
  readonly cells: ReadonlyMap<string, string>;
}

/** The rows that could be read, and what hindered others. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly errors: readonly ImportError[];
}

/** `nodes` and `kpis` are whole only where `errors` is empty. */
export interface PlanFile {
  readonly nodes: readonly NodeRow[];
  readonly kpis: readonly KpiRow[];
  readonly errors: readonly ImportError[];
}

/**
 * Checks the rows of an import, one by one and against each other.
 * @param depth how many levels the plan has
 */
export function checkFile(file: Rows, depth: number): PlanFile {
  const errors = [...file.errors];
  const nodes: Drafted<NodeDraft>[] = [];
  const kpis: Drafted<KpiDraft>[] = [];
  for (const row of file.rows) {
    const complain = complainOf(row, errors);
    const kind = row.cells.get('kind');
    if (kind === 'node') nodes.push({ ...readNode(row.cells, complain), complain });
    else if (kind === 'kpi') kpis.push({ ...readKpi(row.cells, complain), complain });
    else if (kind === undefined) complain('REQUIRED', 'kind');
    else complain(isBroken(kind) ? 'WRONG_ENCODING' : 'UNKNOWN_KIND', 'kind', { value: kind });
  }
  if (file.rows.length === 0 && errors.length === 0) errors.push({ row: 1, pointer: '', code: 'NO_ROWS', values: {} });

  const levels: Levels = new Map(nodes.map(({ code, level }) => [code, level]));
  complainOfRepeats(nodes);
  complainOfRepeats(kpis);
  for (const node of nodes) checkPlace(node, levels, depth);
  for (const kpi of kpis) checkParent(kpi, levels);
  return {
    nodes: nodes.flatMap(({ whole }) => whole ?? []),
    kpis: kpis.flatMap(({ whole }) => whole ?? []),
    errors: errors.sort((a, b) => a.row - b.row),
  };
}

type Drafted<Draft> = Draft & { readonly complain: Complain };
/** Of the nodes by code; undefined where the level could not be read. */
type Levels = ReadonlyMap<string | undefined, number | undefined>;

const complainOf =
  ({ row, pointer }: Row, errors: ImportError[]): Complain =>
  (code, column, values = {}) => {
    const place = column === undefined ? {} : { column };
    errors.push({ row, pointer: pointer && column ? `${pointer}/${column}` : pointer, ...place, code, values });
  };

function complainOfRepeats(drafts: readonly Drafted<NodeDraft | KpiDraft>[]): void {
  const seen = new Set<string>();
  for (const { code, complain } of drafts) {
    if (code === undefined) continue;
    if (seen.has(code)) complain('DUPLICATE_CODE', 'code', { value: code });
    seen.add(code);
  }
}

function checkParent({ parent, complain }: Drafted<NodeDraft | KpiDraft>, levels: Levels): void {
  if (parent !== undefined && !levels.has(parent)) complain('UNKNOWN_PARENT', 'parent', { value: parent });
}

/** One level below its parent, a node without one on the first: so the tree has no cycle either. */
function checkPlace(node: Drafted<NodeDraft>, levels: Levels, depth: number): void {
  checkParent(node, levels);
  const { parent, level, complain } = node;
  if (level === undefined) return;
  if (level > depth) complain('LEVEL_TOO_DEEP', 'level', { value: level, depth });
  const above = parent === undefined ? 0 : levels.get(parent);
  if (above !== undefined && level !== above + 1) {
    complain('WRONG_LEVEL', 'level', { value: level, expected: above + 1 });
  }
}
