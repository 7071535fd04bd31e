// Facts of a small country for the tests: plans, initiatives in euro, and decisions on their links.
import {
  alignmentAccepted,
  alignmentOpened,
  alignmentProposed,
  alignmentRejected,
  alignmentWithdrawn,
  crosswalkSet,
  initiativeRegistered,
  initiativeStatusChanged,
  type Label,
  planActivated,
  planNodeDefined,
} from '@tributary/contracts';
import { type Told, told } from './history.ts';

export interface PlanOptions {
  readonly version?: string;
  readonly kind?: string;
  readonly from?: string;
  /** code, and the parent's code after a slash */
  readonly nodes?: readonly string[];
  readonly title?: (code: string) => Label;
  /** what nodes take the place of, by code: `{ 5: { 2: 60 } }` */
  readonly replaces?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly programmeLevel?: number;
}

/** A plan version in force with its nodes: `plan('NDP', {nodes: ['1', '1.1/1']})`. */
export function plan(planCode: string, options: PlanOptions = {}): readonly Told[] {
  const { version = '1', kind = 'national', from = '2025-01-01', nodes = ['1', '1.1/1', '1.2/1', '2'] } = options;
  const { title = (code) => ({ en: `Node ${code}` }), replaces = {}, programmeLevel = 1 } = options;
  return [
    ...nodes.flatMap((node) => {
      const [code = '', parentCode] = node.split('/');
      return told(
        `node:${planCode}:${version}:${code}`,
        planNodeDefined({
          planCode,
          planVersion: version,
          code,
          ...(parentCode !== undefined && { parentCode }),
          level: code.split('.').length,
          levelLabel: { en: 'Goal' },
          title: title(code),
          responsibleMinistry: 'MHEA',
          contributing: [],
          ...(replaces[code] && { replaces: replacedBy(replaces[code]) }),
        }),
      );
    }),
    ...told(
      `plan:${planCode}`,
      planActivated({
        planCode,
        planVersion: version,
        kind,
        from,
        programmeLevel,
        nodeCount: nodes.length,
        kpiCount: 0,
      }),
    ),
  ];
}

/** `{ 2: 60 }`: 60 per cent of 2 go there */
export const replacedBy = (shares: Readonly<Record<string, number>>) =>
  Object.entries(shares).map(([code, sharePct]) => ({ code, sharePct }));

interface Registered {
  readonly registeredOn?: string;
  readonly title?: Label;
  readonly plannedStart?: string;
  readonly plannedEnd?: string;
  readonly budgetCode?: string | undefined;
}

/** An initiative with a budget in euro. */
export function initiative(
  id: string,
  amount: string,
  {
    registeredOn = '2025-03-01',
    title = { en: id } as Label,
    plannedStart = '2025-04-01',
    plannedEnd = '2026-12-31',
    budgetCode,
  }: Registered = {},
) {
  const money = { amount, currency: 'EUR' };
  return told(
    id,
    initiativeRegistered({
      registeredOn,
      title,
      area: 'Torva',
      budget: { amount: money, base: money, rate: '1', rateDate: registeredOn },
      plannedStart,
      plannedEnd,
      ...(budgetCode !== undefined && { budgetCode }),
      sectors: [],
    }),
  );
}

export const status = (id: string, to: number, on: string) => told(id, initiativeStatusChanged({ status: to, on }));

interface LinkOptions {
  readonly plan?: string;
  readonly version?: string;
  readonly revision?: number;
  readonly on?: string;
}

/** A proposal: `links('a', {'1.1': 60, '2': 40})`. */
export function links(id: string, weights: Readonly<Record<string, number>>, options: LinkOptions = {}) {
  const { plan: planCode = 'NDP', version: planVersion = '1', revision = 1, on: proposedOn = '2025-03-02' } = options;
  const proposed = Object.entries(weights).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct }));
  return told(id, alignmentProposed({ planCode, planVersion, revision, proposedOn, links: proposed }));
}

/** What becomes of one link: `review('a', '1.1', 60, 'accepted')`. */
export function review(
  initiativeId: string,
  nodeCode: string,
  weightPct: number,
  verdict: 'awaiting' | 'accepted' | 'rejected' | 'withdrawn',
  { plan: planCode = 'NDP', version: planVersion = '1', revision = 1, on = '2025-03-02' }: LinkOptions = {},
) {
  const link = { initiativeId, planCode, planVersion, nodeCode, weightPct, revision };
  const facts = {
    awaiting: () => alignmentOpened({ ...link, responsibleMinistry: 'MHEA', openedOn: on }),
    accepted: () => alignmentAccepted({ ...link, decidedOn: on }),
    rejected: () => alignmentRejected({ ...link, reasonCode: 'OUT_OF_SCOPE', decidedOn: on }),
    withdrawn: () => alignmentWithdrawn({ ...link, on }),
  };
  return told(`alignment:${initiativeId}:${planCode}:${planVersion}:${nodeCode}`, facts[verdict]());
}

/** Which nodes of a plan one of another counts under: `crosswalk('NDP', '1.1', 'SDG', { 6.1: 70, 6.2: 30 })`. */
export const crosswalk = (
  planCode: string,
  nodeCode: string,
  toPlan: string,
  weights: Readonly<Record<string, number>>,
  setOn = '2025-01-02',
) =>
  told(
    `crosswalk:${planCode}:${toPlan}:${nodeCode}`,
    crosswalkSet({
      planCode,
      toPlan,
      nodeCode,
      planVersion: '1',
      toVersion: '1',
      targets: Object.entries(weights).map(([code, weightPct]) => ({ nodeCode: code, weightPct })),
      setOn,
    }),
  );
