// What became of the rows of an import, as a file for who sent it: NDJSON or CSV. Nothing of a row is in it but its number, its
// key and the names of its columns.
import type { Language, RowOutcome } from '@tributary/contracts';
import { csvFile, localised } from '@tributary/service-kit';
import type { RowProblem } from './form/person-row.ts';
import type { RowResult } from './results.ts';

const columns = [
  'row',
  'key',
  'outcome',
  'person',
  'likelyDuplicate',
  'column',
  'code',
  'problem',
  'read',
  'accepted',
] as const;

const linkOf = (id: string) => `/registry/v1/persons/${id}`;

function inWords({ column, fault, read, accepted }: RowProblem, language: Language) {
  const { code, detail } = localised(fault, language);
  return { column, code, detail, read, accepted };
}

/** A person who was erased meanwhile is named by nothing any more, the key of the row included. */
function shown(
  { row, key, outcome, personId, likely, problems }: RowResult,
  gone: ReadonlySet<string>,
  language: Language,
) {
  if (personId !== undefined && gone.has(personId)) return { row, outcome: 'erased' as const };
  return {
    row,
    ...(key !== undefined && { key }),
    outcome,
    ...(personId !== undefined && { personId, person: linkOf(personId) }),
    ...(likely === true && { likelyDuplicate: true }),
    ...(problems !== undefined && { problems: problems.map((one) => inWords(one, language)) }),
  };
}

export interface ResultFileAsked {
  readonly rows: AsyncIterable<readonly RowResult[]>;
  readonly format: 'ndjson' | 'csv';
  readonly outcome: RowOutcome | undefined;
  readonly language: Language;
  /** of persons those who were erased */
  readonly buried: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** of a check: nobody was made, so that nobody can be read */
  readonly dryRun: boolean;
}

/** The file; of a row with several problems CSV has a line for each. */
export async function resultFile({
  rows,
  format,
  outcome,
  language,
  buried,
  dryRun,
}: ResultFileAsked): Promise<Buffer> {
  const lines: Buffer[] = [];
  const cells: Record<string, string | number | null>[] = [];
  for await (const batch of rows) {
    const gone = await buried([...new Set(batch.flatMap(({ personId }) => personId ?? []))]);
    for (const result of batch) {
      const { personId: _none, ...unmade } = result;
      const one = shown(dryRun && result.outcome === 'made' ? unmade : result, gone, language);
      if (outcome !== undefined && one.outcome !== outcome) continue;
      if (format === 'ndjson') lines.push(Buffer.from(`${JSON.stringify(one)}\n`));
      else for (const problem of one.problems ?? [undefined]) cells.push(cellsOf(one, problem));
    }
  }
  if (format === 'ndjson') return Buffer.concat(lines);
  return csvFile(
    columns.map((key) => ({ key, header: key, isFigure: key === 'row' })),
    cells,
  );
}

const cellsOf = (one: ReturnType<typeof shown>, problem: ReturnType<typeof inWords> | undefined) => ({
  row: one.row,
  key: one.key ?? null,
  outcome: one.outcome,
  person: one.person ?? null,
  likelyDuplicate: one.likelyDuplicate === true ? 'yes' : null,
  column: problem?.column ?? null,
  code: problem?.code ?? null,
  problem: problem?.detail ?? null,
  read: problem?.read ?? null,
  accepted: problem?.accepted ?? null,
});
