// The files from which a plan version is imported: what each column holds, in CSV as a name of the header and in JSON
// as a key of a row. The importer reads these columns and no others.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { FieldError } from '../kernel/problem.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute, type RawForm } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { described } from '../values/described.ts';
import { VersionParams } from './plan.ts';

/** What a row defines: a node, a KPI, or figures beside those of a KPI. */
export const importKinds = ['node', 'kpi', 'series'] as const;
export type ImportKind = (typeof importKinds)[number];

export interface ImportColumn {
  readonly name: string;
  /** kinds of row that it is read for; in others it may hold anything */
  readonly of: readonly ImportKind[];
  /** kinds of row for which it must be filled in */
  readonly needed: readonly ImportKind[];
  readonly meaning: string;
}

const figures = { of: ['kpi', 'series'], needed: [] } as const;

/** The columns with a fixed name. */
export const importColumns = [
  {
    name: 'kind',
    of: importKinds,
    needed: importKinds,
    meaning: 'what the row defines: `node`, `kpi`, or `series` for figures beside those of a KPI',
  },
  {
    name: 'code',
    of: importKinds,
    needed: importKinds,
    meaning:
      "its code as the plan writes it, as text: at most 64 letters, digits, spaces and & ' ( ) * + , - . / : [ ] _; for a series the code of its KPI",
  },
  {
    name: 'parent',
    of: ['node', 'kpi'],
    needed: ['kpi'],
    meaning:
      'code of the node above it, which the file defines too; empty for a node of level 1; the nodes that list a KPI, parted by semicolons, its own first',
  },
  { name: 'level', of: ['node'], needed: ['node'], meaning: 'its level in the plan, from 1; deeper than its parent’s' },
  {
    name: 'responsibleMinistry',
    of: ['node', 'kpi'],
    needed: ['node'],
    meaning:
      'codes of the ministries that answer for it, parted by semicolons: the first decides; a KPI without any has those of its node',
  },
  {
    name: 'contributing',
    of: ['node'],
    needed: [],
    meaning: 'codes of ministries that contribute, parted by semicolons',
  },
  {
    name: 'replaces',
    of: ['node', 'kpi'],
    needed: [],
    meaning:
      'codes of nodes, or of KPIs, of the version before that it takes the place of and that this file does not have, parted by semicolons: `1.2`, or `1.2=60` where 60 per cent of it go here; what replaces one sums to 100',
  },
  { name: 'unit', ...figures, meaning: 'what is counted or measured in, such as `%` or `persons`' },
  {
    name: 'direction',
    of: ['kpi'],
    needed: [],
    meaning: '`up` where more is better, `down` where less is, `keep` where it should stay, or a usual word for these',
  },
  { name: 'aggregation', of: ['kpi'], needed: [], meaning: '`sum` where values add up, `rate` where they do not' },
  { name: 'dimension', of: ['series'], needed: [], meaning: 'what the KPI is broken down by, such as `sex`' },
  { name: 'category', of: ['series'], needed: [], meaning: 'which part of that dimension, such as `female`' },
  {
    name: 'baselineYear',
    ...figures,
    meaning: 'time of the baseline: `2024`, `2015-2017`, `2015-Q4`, `2017-18`, `FY 2024/25`, a day, or words',
  },
  { name: 'baselineValue', ...figures, meaning: 'value at that time: a number, or words' },
  { name: 'baselineSource', ...figures, meaning: 'where that value comes from' },
  {
    name: 'target',
    ...figures,
    meaning: 'what is to be reached where the plan names no time: a number, a range, a least or most, or words',
  },
] as const satisfies readonly ImportColumn[];

/** The name of a column that is not one of many. */
export type ImportColumnName = (typeof importColumns)[number]['name'];

/** Columns of which there may be many: their names begin alike. */
export const importFamilies = [
  {
    prefix: 'title_',
    name: 'title_<language>',
    of: ['node', 'kpi'],
    needed: ['node', 'kpi'],
    pattern: '^title_[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$',
    meaning: 'its title in a language (BCP 47), such as `title_en`; at least one is needed',
  },
  {
    prefix: 'target_',
    name: 'target_<time>',
    ...figures,
    pattern: '^target_.+$',
    meaning:
      'what is to be reached by the end of a time, written like that of a baseline: `target_2030`, `target_2025-2027`, `target_2026-Q1`, `target_2026-06-30`',
  },
] as const satisfies readonly (ImportColumn & { readonly prefix: string; readonly pattern: string })[];

const listed = (kinds: readonly ImportKind[]) => kinds.join(', ');

const told = ({ of, needed, meaning }: Omit<ImportColumn, 'name'>): string =>
  `${meaning} (${needed.length === 0 ? 'optional' : `required for ${listed(needed)}`}; read for ${listed(of)})`;

const cellType = ['string', 'number', 'null'];
const cell = (column: Omit<ImportColumn, 'name'>) => ({ type: cellType, description: told(column) });

const ImportRow = z.looseObject({});
described.add(ImportRow, {
  description:
    'A node, a KPI or a series. A row is checked by the importer, which answers what is wrong with it under `errors`.',
  properties: Object.fromEntries(importColumns.map((column) => [column.name, cell(column)])),
  patternProperties: Object.fromEntries(importFamilies.map((family) => [family.pattern, cell(family)])),
  additionalProperties: { type: cellType },
  propertyNames: { not: { const: '__proto__' } },
});

/** The JSON form of an import file; its rows are checked one by one by the importer. */
export const ImportFile = z.strictObject({ rows: z.array(ImportRow).max(20_000) });

/** The CSV form of an import file. */
export const csvImport: RawForm = {
  summary: [
    'CSV as spreadsheets write it: cells parted by comma, semicolon or tab; decimal point or comma; what the file was',
    'taken for is answered under `readAs`. Rows above the one that names the columns are left out. Columns, in any order:',
    ...[...importColumns, ...importFamilies].map((column) => `- \`${column.name}\`: ${told(column)}`),
  ].join('\n'),
  charsets: ['utf-8', 'utf-16', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1251', 'iso-8859-1', 'us-ascii'],
  example: [
    'kind,code,parent,level,title_en,responsibleMinistry,unit,direction,aggregation,baselineYear,baselineValue,baselineSource,target_2030',
    'node,1,,1,Health,MHEA,,,,,,,',
    'kpi,K1,1,,Vaccinated children,,%,up,rate,2024,81.5,Ministry of Health,95',
    '',
  ].join('\r\n'),
};

/** What a file was taken for. */
export const ImportReadAs = z.strictObject({
  encoding: z.string().describe('name of the character encoding, in lower case'),
  separator: z.enum([',', ';', '\t']).optional().describe('what parts its cells; absent for JSON'),
  decimalSign: z.enum(['.', ',']).optional().describe('absent where no number shows it, or where some have the other'),
  headerRow: z.int().min(1).optional().describe('row of the spreadsheet that names the columns; absent for JSON'),
});
export type ImportReadAs = z.infer<typeof ImportReadAs>;

/** Errors of one code in one column. */
export const ImportCause = z.strictObject({
  code: z.string(),
  column: z.string().optional(),
  count: z.int().min(1),
  rows: z.array(z.int().min(1)).describe('the first few'),
  detail: z.string().describe('the sentence of the first'),
});
export type ImportCause = z.infer<typeof ImportCause>;

/**
 * What an import found; `errors` and `notices` hold at most 200, `errorCount` and `causes` count all. A notice tells what
 * was taken and may not be meant.
 */
export const ImportResult = z.strictObject({
  valid: z.boolean(),
  nodes: Count,
  kpis: Count,
  readAs: ImportReadAs,
  notices: z.array(FieldError),
  causes: z.array(ImportCause),
  errors: z.array(FieldError),
  errorCount: Count,
});
export type ImportResult = z.infer<typeof ImportResult>;

export const importPlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans/{code}/versions/{version}/import',
  summary: 'Import the nodes and KPIs of a plan version; with dryRun=true nothing is stored',
  access: allow('planner'),
  params: VersionParams,
  query: z.strictObject({ ...LangQuery, dryRun: z.enum(['true', 'false']).default('false') }),
  body: ImportFile,
  rawBody: { 'text/csv': csvImport },
  bodyLimit: 8 * 1024 * 1024,
  answerMs: 25_000,
  reply: { 200: ImportResult, 201: ImportResult },
  replyHeaders: ['location'],
  problems: ['IMPORT_INVALID', 'VERSION_TAKEN'],
});
