// The initiatives service on an installation of its own, with owners of the facts that it reads.
import { alignmentAccepted, alignmentRejected, kpiDefined, planActivated, planNodeDefined } from '@tributary/contracts';
import { type FakePublisher, fakePublisherOf, type Told } from '@tributary/service-kit/testing';
import {
  type Client,
  type Installation,
  type InstalledConfig,
  type Startable,
  startInstallation,
  testLimits,
  untilReady,
} from '@tributary/testkit';
import { compose } from '../../src/service.ts';
import { described } from '../sample.ts';

export interface Harness {
  readonly installation: Installation;
  readonly initiatives: Client;
  readonly registry: FakePublisher;
  readonly strategy: FakePublisher;
  readonly partnerships: FakePublisher;
}

const composed = (config: InstalledConfig) => compose(config, { checkReplies: true, limits: testLimits });

/** @param composes the service, where the usual configuration does not do */
export async function startHarness(
  composes: (config: InstalledConfig) => Promise<Startable> = composed,
): Promise<Harness> {
  const installation = await startInstallation();
  const registry = fakePublisherOf('registry', ['organisation']);
  const strategy = fakePublisherOf('strategy', [
    'plan',
    'plan-node',
    'kpi',
    'exchange-rate',
    'alignment',
    'kpi-contribution',
  ]);
  const partnerships = fakePublisherOf('partnerships', ['commitment']);
  await installation.start('registry', registry.compose);
  await installation.start('partnerships', partnerships.compose);
  await installation.start('strategy', strategy.compose);
  const initiatives = await installation.start('initiatives', composes);
  await untilReady(initiatives);
  return { installation, initiatives, registry, strategy, partnerships };
}

export const officer = 'officer@MLOC';

/** Registers an initiative of MLOC. @returns its id */
export async function register(initiatives: Client, changed: object = {}): Promise<string> {
  const answer = await initiatives.post('/v1/initiatives', { as: officer, body: { ...described, ...changed } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

export interface PlanVersion {
  readonly planCode: string;
  readonly planVersion: string;
}

export const tellNode = (
  strategy: FakePublisher,
  { planCode, planVersion }: PlanVersion,
  code: string,
): Promise<Told> =>
  strategy.publish(
    'plan-node',
    `node:${planCode}:${planVersion}:${code}`,
    planNodeDefined({
      planCode,
      planVersion,
      code,
      level: 1,
      levelLabel: { en: 'Programme' },
      title: { en: `Node ${code} (sample)` },
      responsibleMinistry: 'MLOC',
      contributing: [],
    }),
  );

export const tellKpi = (strategy: FakePublisher, { planCode, planVersion }: PlanVersion, code: string): Promise<Told> =>
  strategy.publish(
    'kpi',
    `kpi:${planCode}:${planVersion}:${code}`,
    kpiDefined({
      planCode,
      planVersion,
      nodeCode: '2.1',
      code,
      title: { en: `KPI ${code} (sample)` },
      targets: [],
      responsibleMinistry: 'MLOC',
    }),
  );

export const tellActivated = (
  strategy: FakePublisher,
  { planCode, planVersion }: PlanVersion,
  counts: { readonly nodeCount: number; readonly kpiCount: number; readonly from?: string },
): Promise<Told> =>
  strategy.publish(
    'plan',
    `plan:${planCode}`,
    planActivated({ planCode, planVersion, kind: 'national', programmeLevel: 1, from: '2025-01-01', ...counts }),
  );

/** Puts a version in force: two nodes `2.1` and `2.2`, no KPI. @returns tokens to ask with */
export async function tellPlan(strategy: FakePublisher, plan: PlanVersion): Promise<string> {
  const told = [
    await tellNode(strategy, plan, '2.1'),
    await tellNode(strategy, plan, '2.2'),
    await tellActivated(strategy, plan, { nodeCount: 2, kpiCount: 0 }),
  ];
  return told.map(({ token }) => token).join(',');
}

export const tellDecision = (
  strategy: FakePublisher,
  decision: 'accepted' | 'rejected',
  link: PlanVersion & { readonly initiativeId: string; readonly nodeCode: string; readonly revision: number },
): Promise<Told> => {
  const decided = { ...link, weightPct: 50, decidedOn: '2026-06-30' };
  const { initiativeId, planCode, planVersion, nodeCode } = link;
  return strategy.publish(
    'alignment',
    `alignment:${initiativeId}:${planCode}:${planVersion}:${nodeCode}`,
    decision === 'accepted'
      ? alignmentAccepted(decided)
      : alignmentRejected({ ...decided, reasonCode: 'OUT_OF_SCOPE' }),
  );
};
