// Which row of a file names its columns, and what each of them holds.

import { jaroWinkler } from '@skyra/jaro-winkler';
import { type ImportField, type ImportReading, importFieldNames } from '@tributary/contracts';
import { normalName } from '@tributary/privacy';
import { columnNames } from './column-names.ts';
import { FileFault } from './file-fault.ts';

/** A column of a file, and what it holds. */
export interface Column {
  readonly name: string;
  readonly field: ImportField;
}

/** Rows at the top among which the one is looked for that names the columns: a title may stand above it. */
export const TOP = 20;
/** How alike a name is to one that is known, before it is told as what may be meant. */
const ALIKE = 0.85;
/** Names that are told of one file at most. */
const TOLD = 20;

/** `givenName`, `Given name`, `given_name` and `GIVEN NAME` are one. */
export const foldedName = (name: string): string =>
  normalName(name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')).replaceAll(' ', '');

const known = new Map<string, ImportField>(
  Object.entries(columnNames).flatMap(([field, names]) =>
    [field, ...names].map((name) => [foldedName(name), field as ImportField] as const),
  ),
);

/** What the columns are called of files that are sent here by mistake: these of one kind give it away. */
const otherShapes = [
  {
    fault: 'LOOKS_LIKE_PLAN',
    names: ['kind', 'code', 'parent', 'level', 'responsibleMinistry', 'title_en', 'title_fr', 'unit', 'baselineValue'],
  },
  {
    fault: 'LOOKS_LIKE_ORGANISATIONS',
    names: ['organisation', 'organization', 'organisation name', 'legal name', 'identifier', 'scheme', 'recognised on'],
  },
] as const;
const SHAPE_NAMES = 2;

/** What the name of a column says that it holds. */
export function fieldOf(name: string, { columns }: Pick<ImportReading, 'columns'>): ImportField | undefined {
  const folded = foldedName(name);
  return columns.find((one) => foldedName(one.name) === folded)?.field ?? known.get(folded);
}

/** How many columns a row names. */
export const namedIn = (cells: readonly string[], reading: Pick<ImportReading, 'columns'>): number =>
  new Set(cells.flatMap((cell) => fieldOf(cell, reading) ?? [])).size;

/**
 * The place of the row that names the columns, among the first rows of a file.
 * @throws {FileFault} none of them does, or the file is of another kind; nothing of it is repeated then
 */
export function headerAt(rows: readonly (readonly string[])[], reading: Pick<ImportReading, 'columns'>): number {
  const top = rows.slice(0, TOP);
  const counts = top.map((row) => namedIn(row, reading));
  const most = Math.max(0, ...counts);
  for (const { fault, names } of otherShapes) {
    const of = new Set(names.map(foldedName));
    const alike = Math.max(0, ...top.map((row) => new Set(row.map(foldedName).filter((name) => of.has(name))).size));
    if (alike >= SHAPE_NAMES && alike >= most) throw new FileFault(fault);
  }
  if (most === 0)
    throw new FileFault(rows.some((row) => row.some((cell) => cell.trim() !== '')) ? 'NO_HEADER' : 'NO_ROWS');
  return counts.indexOf(most);
}

const likeliest = (name: string): ImportField | undefined => {
  const folded = foldedName(name);
  const scored = [...known].map(([of, field]) => ({ field, likeness: jaroWinkler(folded, of) }));
  const [best] = scored.sort((one, other) => other.likeness - one.likeness);
  return best !== undefined && best.likeness >= ALIKE ? best.field : undefined;
};

/** Columns of which a row may have several, each with a part of the list. */
const repeatable: readonly ImportField[] = ['email', 'phone', 'ignore'];
/** Fields that each person has: one of each group. */
const needed: readonly (readonly ImportField[])[] = [
  ['name', 'givenName', 'familyName'],
  ['country'],
  ['sex'],
  ['channel'],
  ['contactable'],
];

/**
 * What the columns of a file hold; a column without a name holds nothing.
 * @throws {FileFault} one is not known, is there twice, or is missing
 */
export function columnsOf(names: readonly string[], reading: ImportReading): readonly (Column | undefined)[] {
  const columns = names.map((name) => {
    if (name.trim() === '') return undefined;
    const field = fieldOf(name, reading);
    return { name: name.trim(), field };
  });
  const told = columns.flatMap((column) => column?.name ?? []).slice(0, TOLD);
  const unknown = columns.filter((column) => column !== undefined && column.field === undefined);
  if (unknown.length > 0) {
    const pairs = unknown.flatMap((column) => {
      const field = column && likeliest(column.name);
      return column === undefined || field === undefined ? [] : [{ name: column.name, field }];
    });
    throw new FileFault('UNKNOWN_COLUMNS', {
      columns: unknown.flatMap((column) => column?.name ?? []).slice(0, TOLD),
      pairs,
    });
  }
  const known = columns as readonly (Column | undefined)[];
  const twice = known.filter(
    (column, at) =>
      column !== undefined &&
      !repeatable.includes(column.field) &&
      known.some((other, place) => place !== at && other?.field === column.field),
  );
  if (twice.length > 0)
    throw new FileFault('DUPLICATE_COLUMN', { columns: twice.flatMap((column) => column?.name ?? []) });
  const missing = missingFrom(new Set(known.flatMap((column) => column?.field ?? [])), reading);
  if (missing.length > 0) throw new FileFault('MISSING_COLUMNS', { missing, columns: told });
  return known;
}

/** The first field of each group of which a file has none, and no constant. */
export function missingFrom(
  there: ReadonlySet<ImportField>,
  { constants }: Pick<ImportReading, 'constants'>,
): readonly ImportField[] {
  const given = new Set<ImportField>([...there, ...constants.map(({ field }) => field)]);
  return needed.filter((group) => !group.some((field) => given.has(field))).flatMap(([field]) => field ?? []);
}

export const isImportField = (name: string): name is ImportField =>
  (importFieldNames as readonly string[]).includes(name);
