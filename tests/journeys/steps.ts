// The steps of a journey, as ministries take them over the public API.
import type { Answer, Api } from '../platform/api.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import type { Activity, Verdict } from './oracle/iati.ts';
import type { Row } from './oracle/plans.ts';

/** Whoever gives clients with a token of a role and a ministry: a platform that runs, wherever it does. */
export type Callers = Pick<Tributary, 'api'>;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface AlignmentItem {
  readonly id: string;
  readonly initiativeId: string;
  readonly nodeCode: string;
  readonly revision: number;
  readonly responsibleMinistry: string;
}

/** Insists on a status. @throws {Error} with the answer */
export function expectStatus(answer: Answer, ...statuses: number[]): Answer {
  if (!statuses.includes(answer.status)) throw new Error(`${answer.status}: ${answer.text}`);
  return answer;
}

/** Every item of a paged list. */
export async function all<Item>(api: Api, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const page: Page<Item> = expectStatus(await api.get(`${path}limit=200${after}`), 200).json<Page<Item>>();
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

export interface PlanFile {
  readonly code: string;
  readonly kind: string;
  readonly levels: readonly string[];
  readonly programmeLevel: number;
  readonly version: string;
  readonly rows: readonly Row[];
}

/** Enters a plan, imports a version as CSV, and lets a second person put it in force. @returns the activation's token */
export async function bringPlanIntoForce(tributary: Callers, plan: PlanFile, from: string): Promise<string> {
  const planner = await tributary.api('planner', 'MPLA', 'ada@mpla');
  const second = await tributary.api('planner', 'MPLA', 'bo@mpla');
  const { code, kind, levels, programmeLevel, version, rows } = plan;
  const named = { code, kind, title: { en: code }, levels: levels.map((en) => ({ en })), programmeLevel };
  expectStatus(await planner.post('/strategy/v1/plans', named), 201);
  const path = `/strategy/v1/plans/${code}/versions/${version}`;
  expectStatus(await planner.post(`${path}/import?dryRun=true`, csvOf(rows)), 200);
  expectStatus(await planner.post(`${path}/import`, csvOf(rows)), 201);
  expectStatus(await planner.post(`${path}/activation`, { from }), 403);
  return tokenOf(expectStatus(await second.post(`${path}/activation`, { from }), 200));
}

/** RFC 4180, the header from all rows. */
export function csvOf(rows: readonly Row[]): string {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map(cell).join(','))
    .join('\r\n');
}

const centsToAmount = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

/** Registers an activity and returns the initiative's id and version. */
export async function registerActivity(officer: Api, activity: Activity): Promise<{ id: string; seq: number }> {
  const { title, area, plannedStart, plannedEnd, iatiIdentifier, budget, currency } = activity;
  const body = {
    title,
    area,
    plannedStart,
    plannedEnd,
    iatiIdentifier,
    budget: { amount: centsToAmount(budget), currency },
  };
  return expectStatus(await officer.post('/initiatives/v1/initiatives', body), 201).json<{ id: string; seq: number }>();
}

/** Links an initiative to the targets that its activity is tagged with. */
export async function linkActivity(
  officer: Api,
  id: string,
  seq: number,
  activity: Pick<Activity, 'weights'>,
  planCode: string,
): Promise<void> {
  const links = [...activity.weights].map(([nodeCode, weight]) => ({ nodeCode, weightPct: Number(weight) / 100 }));
  const path = `/initiatives/v1/initiatives/${id}/plan-links`;
  await eventually('a plan that can be linked to', async () => {
    const answer = await officer.put(path, { planCode, planVersion: '1', links }, { 'if-match': `"${seq}"` });
    if (answer.status === 409) return undefined;
    return expectStatus(answer, 200);
  });
}

/**
 * Waits until `count` links are open, and decides each as its responsible ministry; a verdict of `wait` leaves it.
 * @returns a token for each decision
 */
export async function reviewAlignments(
  tributary: Callers,
  count: number,
  verdict: (alignment: AlignmentItem) => Verdict,
): Promise<string[]> {
  const reader = await tributary.api('analyst', 'MPLA');
  let seen = 0;
  const alignments = await eventually(
    `${count} alignments to review`,
    async () => {
      const found = await all<AlignmentItem>(reader, '/strategy/v1/alignments?status=awaiting&');
      seen = found.length;
      return seen === count ? found : undefined;
    },
    { seen: () => seen },
  );
  const tokens: string[] = [];
  for (const alignment of alignments) {
    const decision = verdict(alignment);
    if (decision === 'wait') continue;
    const reviewer = await tributary.api('ministry-reviewer', alignment.responsibleMinistry);
    const body = {
      decision,
      revision: alignment.revision,
      ...(decision === 'reject' ? { reasonCode: 'OUT_OF_SCOPE' } : {}),
    };
    tokens.push(
      tokenOf(expectStatus(await reviewer.post(`/strategy/v1/alignments/${alignment.id}/decision`, body), 200)),
    );
  }
  return tokens;
}

/** What an answer changed, as a token that other services wait for. */
export const tokenOf = (answer: Answer): string => answer.headers.get('consistency-token') ?? '';

/** Waits until reporting has applied every one of these changes. */
export async function untilVisible(tributary: Callers, tokens: readonly string[]): Promise<void> {
  const operator = await tributary.api('operator', 'MPLA');
  for (const token of tokens) {
    await eventually(`${token} in reporting`, async () => {
      const answer = await operator.get('/reporting/v1/freshness', { 'consistency-token': token });
      return answer.status === 503 ? undefined : expectStatus(answer, 200);
    });
  }
}
