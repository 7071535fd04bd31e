// The shortest way through all of the platform: a plan, an initiative with links to it, a decision, and what the report says.
import { initiative } from '../platform/sample.ts';
import { eventually } from '../platform/wait.ts';
import {
  bringPlanIntoForce,
  type Callers,
  expectStatus,
  linkActivity,
  reviewAlignments,
  tokenOf,
  untilVisible,
} from './steps.ts';

const TENTH = 1_000n;

const programmes = { 1: 'MHEA', 2: 'MEDU' };

/** The figures below a report, by part. */
export type Footer = Readonly<Record<string, unknown>>;

/**
 * Puts a plan into force, registers an initiative of 1000.00 with six tenths for one programme and four for another, and
 * lets the ministry of the first accept.
 * @param more what the initiative has beside what every one has
 * @returns a token for the decision
 */
export async function planToDecision(callers: Callers, code: string, more: object = {}): Promise<string> {
  const plan = { code, kind: 'national', levels: ['Programme'], programmeLevel: 1, version: '1' };
  const rows = Object.entries(programmes).map(([node, responsibleMinistry]) => ({
    kind: 'node',
    code: node,
    level: '1',
    title_en: `Programme ${node}`,
    responsibleMinistry,
  }));
  await untilVisible(callers, [await bringPlanIntoForce(callers, { ...plan, rows }, '2026-01-01')]);
  const officer = await callers.api('officer', 'MLOC');
  const registered = expectStatus(await officer.post('/initiatives/v1/initiatives', { ...initiative, ...more }), 201);
  const { id, seq } = registered.json<{ id: string; seq: number }>();
  const weights = new Map([
    ['1', 6n * TENTH],
    ['2', 4n * TENTH],
  ]);
  await linkActivity(officer, id, seq, { weights }, code);
  const tokens = await reviewAlignments(callers, 2, ({ nodeCode }) => (nodeCode === '1' ? 'accept' : 'wait'));
  return [tokenOf(registered), ...tokens].at(-1) ?? '';
}

/** The footer of the plan's report, once the decision is in it. */
export async function reportOf(callers: Callers, code: string, decision: string): Promise<Footer> {
  await untilVisible(callers, [decision]);
  const analyst = await callers.api('analyst', 'MPLA');
  return eventually('the report', async () => {
    const answer = await analyst.get(`/reporting/v1/reports/plan/alignment?plan=${code}`);
    return answer.status === 503 ? undefined : expectStatus(answer, 200).json<{ footer: Footer }>().footer;
  });
}
