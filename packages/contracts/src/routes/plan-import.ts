// The files from which a plan version is imported: what each column holds, in CSV as a name of the header and in JSON
// as a key of a row.
import { z } from 'zod';
import type { RawForm } from '../forms/route.ts';
import { FieldError } from '../problems.ts';
import { Count } from '../values/count.ts';
import { described } from '../values/described.ts';

export interface ImportColumn {
  readonly name: string;
  /** for which kind of row it must be filled in; a column that is needed by every row must stand in the header too */
  readonly needed: 'node and kpi' | 'node' | 'kpi' | 'never';
  /** kinds of row that it is read for */
  readonly of: 'node and kpi' | 'node' | 'kpi';
  readonly meaning: string;
}

const both = 'node and kpi';

/** The columns with a fixed name. */
export const importColumns = [
  { name: 'kind', needed: both, of: both, meaning: '`node` or `kpi`: what the row defines' },
  {
    name: 'code',
    needed: both,
    of: both,
    meaning: 'its code: at most 32 letters, digits and . _ -; as text, not a number',
  },
  {
    name: 'responsibleMinistry',
    needed: both,
    of: both,
    meaning: 'code of the ministry that answers for it: 2 to 12 capital letters and digits',
  },
  {
    name: 'parent',
    needed: 'kpi',
    of: both,
    meaning: 'code of the node above it, which the file defines too; empty for a node of the first level',
  },
  {
    name: 'level',
    needed: 'node',
    of: 'node',
    meaning: 'its level in the plan, from 1; one more than that of its parent',
  },
  {
    name: 'contributing',
    needed: 'never',
    of: 'node',
    meaning: 'codes of ministries that contribute, parted by semicolons',
  },
  { name: 'unit', needed: 'kpi', of: 'kpi', meaning: 'what is measured, such as `percent` or `persons`' },
  { name: 'direction', needed: 'kpi', of: 'kpi', meaning: '`up` where more is better, `down` where less is' },
  { name: 'aggregation', needed: 'kpi', of: 'kpi', meaning: '`sum` where values add up, `rate` where they do not' },
  { name: 'baselineYear', needed: 'kpi', of: 'kpi', meaning: 'year of the baseline, four digits' },
  { name: 'baselineValue', needed: 'kpi', of: 'kpi', meaning: 'value in that year: a number with a decimal point' },
  { name: 'baselineSource', needed: 'kpi', of: 'kpi', meaning: 'where that value comes from' },
] as const satisfies readonly ImportColumn[];

/** Columns of which there may be many: their names begin alike. */
export const importFamilies = [
  {
    prefix: 'title_',
    name: 'title_<language>',
    needed: both,
    of: both,
    pattern: '^title_[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$',
    meaning: 'its title in a language (BCP 47), such as `title_en`; at least one is needed',
  },
  {
    prefix: 'target_',
    name: 'target_<year>',
    needed: 'never',
    of: 'kpi',
    pattern: '^target_(19[0-9]{2}|2[01][0-9]{2}|2200)$',
    meaning: 'what is to be reached by the end of a year, such as `target_2030`: a number with a decimal point',
  },
] as const;

const told = ({ needed, of, meaning }: Omit<ImportColumn, 'name'>): string => {
  const need = needed === 'never' ? 'optional' : `required for ${needed === both ? 'every row' : `a ${needed}`}`;
  return `${meaning} (${need}${of === both || of === needed ? '' : `; read for a ${of}`})`;
};

const cell = (column: Omit<ImportColumn, 'name'>) => ({ description: told(column) });

const ImportRow = z.looseObject({});
described.add(ImportRow, {
  description: 'A node or a KPI. A row is checked by the importer, which answers what is wrong with it under `errors`.',
  properties: Object.fromEntries(importColumns.map((column) => [column.name, cell(column)])),
  patternProperties: Object.fromEntries(importFamilies.map((family) => [family.pattern, cell(family)])),
});

/** The JSON form of an import file; its rows are checked one by one by the importer. */
export const ImportFile = z.strictObject({ rows: z.array(ImportRow).max(20_000) });

/** The CSV form of an import file. */
export const csvImport: RawForm = {
  summary: [
    'CSV (RFC 4180) with a header; cells are parted by comma, semicolon or tab. Columns, in any order:',
    ...[...importColumns, ...importFamilies].map((column) => `- \`${column.name}\`: ${told(column)}`),
  ].join('\n'),
  charsets: ['utf-8'],
  example: [
    'kind,code,parent,level,title_en,responsibleMinistry,unit,direction,aggregation,baselineYear,baselineValue,baselineSource,target_2030',
    'node,1,,1,Health,MHEA,,,,,,,',
    'kpi,K1,1,,Vaccinated children,MHEA,percent,up,rate,2024,81.5,Ministry of Health,95',
    '',
  ].join('\r\n'),
};

/** What an import found; `errors` holds at most 200, `errorCount` all. */
export const ImportResult = z.strictObject({
  valid: z.boolean(),
  nodes: Count,
  kpis: Count,
  errors: z.array(FieldError),
  errorCount: Count,
});
export type ImportResult = z.infer<typeof ImportResult>;
