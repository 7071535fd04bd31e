// The import of a plan version: the version's name is taken, each node and KPI is made under its natural key, the
// version is complete. Cut anywhere, the same file continues it; until its activation nothing else rests on it.
import { createHash } from 'node:crypto';
import {
  accept,
  byCode,
  type FieldError,
  type ImportResult,
  type KpiAggregate,
  keyOf,
  keyText,
  kpiDefined,
  kpiDefinitionKey,
  type Language,
  type Plan,
  type PlanNode,
  plan as planContract,
  planNode,
  planNodeDefined,
  type Rejection,
  reject,
} from '@tributary/contracts';
import {
  type AggregateStore,
  type CommandContext,
  naturalId,
  type Outcome,
  readAll,
  type Stored,
} from '@tributary/eventing';
import { finishImport, isComplete, startImport, versionOf } from '../plan/decisions.ts';
import { causesInWords, causesOf } from './causes.ts';
import type { ImportError } from './file/import-error.ts';
import { checkFile, type PlanFile } from './file/plan-file.ts';
import type { ReadFile } from './spreadsheet/csv.ts';
import { importSentence } from './texts.ts';

/** Errors that an answer lists; `errorCount` counts all. */
const LISTED = 200;

export interface ImportRequest {
  readonly code: string;
  readonly version: string;
  readonly file: ReadFile;
  readonly dryRun: boolean;
  readonly language: Language;
}

export type Imported = { readonly result: ImportResult; readonly stored: boolean } | { readonly rejection: Rejection };

export type ImportPlan = (request: ImportRequest, context: CommandContext) => Promise<Imported>;

export interface ImportParts {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
  readonly kpis: AggregateStore<KpiAggregate>;
}

/** Makes the import of plan versions. */
export function createImporter({ plans, nodes, kpis }: ImportParts): ImportPlan {
  /** Makes what is not there yet. @returns the first refusal: what is missing then is made by the next attempt */
  async function make(
    { state: plan, ministry }: Stored<Plan>,
    version: string,
    file: PlanFile,
    context: CommandContext,
  ) {
    const place = { planCode: plan.code, planVersion: version };
    const there = new Set([...(await readAll(nodes, place)), ...(await readAll(kpis, place))].map(({ id }) => id));
    const isMissing = ({ naturalKey }: { readonly naturalKey: string }) => !there.has(naturalId(naturalKey));
    const newNodes = file.nodes.map((row) => {
      const node = { ...place, ...row, levelLabel: plan.levels[row.level - 1] ?? {} };
      const naturalKey = keyOf(planNode, node);
      return { naturalKey, ministry, decide: () => accept(node, planNodeDefined(node)) };
    });
    const newKpis = file.kpis.map((row) => {
      const kpi = { ...place, ...row };
      const naturalKey = keyText(kpiDefinitionKey, kpi);
      return { naturalKey, ministry, decide: () => accept(kpi, kpiDefined(kpi)) };
    });
    const refused = await nodes.createAll(context, newNodes.filter(isMissing));
    return refused ?? kpis.createAll(context, newKpis.filter(isMissing));
  }

  /** The codes of what complete versions of a plan hold, but for one version. */
  async function codesBefore({ code: planCode, versions }: Plan, version: string) {
    const complete = versions.filter((one) => one.version !== version && isComplete(one));
    const place = { planCode, planVersion: { $in: complete.map((one) => one.version) } };
    const codes = (found: readonly { readonly state: { readonly code: string } }[]) =>
      new Set(found.map(({ state }) => state.code));
    const [nodesThere, kpisThere] = await Promise.all([readAll(nodes, place), readAll(kpis, place)]);
    return { nodes: codes(nodesThere), kpis: codes(kpisThere) };
  }

  return async (request, context) => {
    const { code, version, dryRun, language } = request;
    const id = naturalId(keyOf(planContract, { code }));
    const plan = await plans.load(id);
    if (plan === undefined) return { rejection: reject('NOT_FOUND') };
    const { levels, fiscalYearFirstMonth } = plan.state;
    const earlier = request.file.rows.some(({ cells }) => cells.has('replaces'))
      ? await codesBefore(plan.state, version)
      : undefined;
    const file = checkFile(request.file, { depth: levels.length, fiscalYearFirstMonth, earlier });
    const errors = listed(file.errors, language);
    const errorCount = file.errors.length;
    const counts = { nodes: file.nodes.length, kpis: file.kpis.length };
    const { decimalSign } = file;
    const result: ImportResult = {
      valid: errorCount === 0,
      ...counts,
      readAs: { ...request.file.readAs, ...(decimalSign !== undefined && { decimalSign }) },
      notices: listed(file.notices, language),
      causes: causesOf(file.errors, language),
      errors,
      errorCount,
    };
    if (dryRun) return { result, stored: false };
    if (!result.valid)
      return { rejection: reject('IMPORT_INVALID', { errorCount, causes: causesInWords(result.causes) }, errors) };

    const fingerprint = fingerprintOf(file);
    /** Whether the version is taken by this very content: then this attempt goes on where another stopped. */
    async function isOurs({ rejected }: Rejection): Promise<boolean> {
      if (rejected !== 'VERSION_TAKEN' && rejected !== 'WRONG_STATE') return false;
      const now = (await plans.load(id))?.state;
      return now !== undefined && versionOf(now, version)?.fingerprint === fingerprint;
    }

    const content = { version, fingerprint, ...counts, importedBy: context.actor.sub };
    const started = await plans.change(id, context, ({ state }) => startImport(state, content));
    const hindrance = rejectionOf(started);
    if (hindrance !== undefined && !(await isOurs(hindrance))) return { rejection: hindrance };

    const refused = await make(plan, version, file, context);
    if (refused !== undefined) return { rejection: refused };
    // A route of its own: the receipt of the start must not be taken for that of the end.
    const ending = { ...context, route: `${context.route} complete`, ifMatch: undefined };
    const finished = await plans.change(id, ending, ({ state }) => finishImport(state, version));
    const late = rejectionOf(finished);
    return late === undefined || (await isOurs(late)) ? { result, stored: true } : { rejection: late };
  };
}

const rejectionOf = (outcome: Outcome) => (outcome.kind === 'rejected' ? outcome.rejection : undefined);

/** The same for the same nodes and KPIs, whatever the form of the file and the order of its rows. */
function fingerprintOf({ nodes, kpis }: PlanFile): string {
  const inOrder = (a: { code: string }, b: { code: string }) => byCode(a.code, b.code);
  const content = { nodes: nodes.toSorted(inOrder), kpis: kpis.toSorted(inOrder) };
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

const listed = (errors: readonly ImportError[], language: Language): FieldError[] =>
  errors.slice(0, LISTED).map(({ values, ...place }) => ({
    ...place,
    detail: importSentence(language, place.code, values),
  }));
