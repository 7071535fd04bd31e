// The KPIs of an import with their nodes and their series.
import { foldedCode, nodeCode } from './cells.ts';
import { checkSize, type KpiDraft, type KpiRow, readSeries, type SeriesDraft, type SeriesRow } from './drafts.ts';
import type { FigureContext } from './figure-rows.ts';
import { grouped } from './grouped.ts';
import { type FindNode, repeated } from './tree.ts';
import { isSameUnit } from './units.ts';

/** Gives each KPI its nodes and its series. */
export function placeKpis(
  kpis: readonly KpiDraft[],
  series: readonly SeriesDraft[],
  find: FindNode,
  context: FigureContext,
): KpiRow[] {
  complainOfRepeats(kpis);
  const seriesOf = readAllSeries(kpis, series, context);
  return kpis.flatMap((kpi) => {
    const nodes = kpi.parents.map((parent) => find(parent, kpi.complain));
    const [own, ...others] = nodes;
    const owner = own?.whole;
    if (kpi.whole === undefined || owner === undefined) return [];
    const { responsibleMinistry, alsoResponsible } = kpi.whole.responsibleMinistry === undefined ? owner : kpi.whole;
    if (responsibleMinistry === undefined) return [];
    const alsoUnder = [...new Set(others.flatMap((node) => node?.code ?? []))];
    const beside = seriesOf.get(kpi.whole.code);
    const row = {
      ...kpi.whole,
      nodeCode: owner.code,
      ...(alsoUnder.length > 0 && { alsoUnder }),
      responsibleMinistry,
      ...(alsoResponsible !== undefined && { alsoResponsible }),
      ...(beside !== undefined && { series: beside }),
    };
    checkSize(row, kpi.complain);
    return row;
  });
}

function complainOfRepeats(kpis: readonly KpiDraft[]): void {
  for (const group of repeated(kpis)) {
    const rows = group.map(({ row }) => row);
    group[1]?.complain('DUPLICATE_KPI', 'code', { value: group[1].written, rows });
  }
}

/** By the code of their KPI. */
function readAllSeries(
  kpis: readonly KpiDraft[],
  series: readonly SeriesDraft[],
  context: FigureContext,
): ReadonlyMap<string | undefined, SeriesRow[]> {
  const byCode = new Map(kpis.map((kpi) => [kpi.code, kpi]));
  const written = new Set(kpis.map((kpi) => kpi.written));
  const found = new Map<string, SeriesRow[]>();
  for (const [code, drafts] of grouped(series, (draft) => draft.written)) {
    const kpi = byCode.get(nodeCode(code));
    const rows = drafts.map((draft) => {
      if (kpi === undefined && code !== '' && !written.has(foldedCode(code))) {
        draft.complain('UNKNOWN_KPI', 'code', { value: code });
      }
      return { draft, read: readOne(draft, context, kpi?.whole?.unit) };
    });
    complainOfSameSeries(rows);
    if (kpi?.code !== undefined)
      found.set(
        kpi.code,
        rows.map(({ read }) => read),
      );
  }
  return found;
}

/** A unit that is the KPI's own says nothing more. */
function readOne(draft: SeriesDraft, context: FigureContext, kpiUnit: string | undefined): SeriesRow {
  const { unit, ...read } = readSeries(draft, context, kpiUnit);
  const isOther = unit !== undefined && (kpiUnit === undefined || !isSameUnit(unit, kpiUnit));
  if (!isOther && read.dimension === undefined && draft.isSound()) draft.complain('SERIES_OF_NOTHING', 'dimension');
  return { ...read, ...(isOther && { unit }) };
}

function complainOfSameSeries(rows: readonly { readonly draft: SeriesDraft; readonly read: SeriesRow }[]): void {
  const sound = rows.filter(({ draft }) => draft.isSound());
  const key = ({ read: { dimension, category, unit } }: (typeof rows)[number]) =>
    JSON.stringify([dimension, category, unit]);
  for (const [, [first, second, ...more]] of grouped(sound, key)) {
    if (first === undefined || second === undefined) continue;
    const list = [first, second, ...more].map(({ draft }) => draft.row.row);
    second.draft.complain('DUPLICATE_SERIES', 'category', { value: second.draft.written, rows: list });
  }
}
