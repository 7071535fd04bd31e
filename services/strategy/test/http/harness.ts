// The strategy service on an installation of its own, with an owner of initiatives that proposes links, defines indicators
// and has no rules.
import { alignmentProposed, type IndicatorDefinition, indicatorDefined } from '@tributary/contracts';
import { uuidv7 } from '@tributary/eventing';
import { fakePublisherOf } from '@tributary/service-kit/testing';
import {
  type Answered,
  type Ask,
  type Caller,
  type Client,
  type Installation,
  startInstallation,
} from '@tributary/testkit';
import type { Proposal } from '../../src/alignment/proposals.ts';
import { compose } from '../../src/service.ts';

export interface Harness {
  readonly installation: Installation;
  readonly strategy: Client;
  /** Proposes links as an initiative of MLOC, a new one where no `name` is given. @returns the initiative's id */
  propose(proposal: Proposal, name?: string): Promise<string>;
  /** Defines an indicator as an initiative of MLOC, a new one where no `name` is given. @returns the initiative's id */
  define(indicator: IndicatorDefinition, name?: string): Promise<string>;
}

export const planner: Caller = 'planner@MPLA:ana';
export const secondPlanner: Caller = 'planner@MPLA:ben';
export const machine: Caller = 'planner@MPLA:tributary-cli';
export const analyst: Caller = 'analyst@MFIN';

/** Closes at once, and answers however slow the machine is. */
export const limits = { drainMs: 0, loopDelayMs: 30_000 };

export const startStrategy = (installation: Installation): Promise<Client> =>
  installation.start('strategy', (config) => compose(config, { checkReplies: true, limits }));

export async function startHarness(): Promise<Harness> {
  const installation = await startInstallation();
  const initiatives = fakePublisherOf('initiatives', ['initiative'], 'MLOC');
  await installation.start('initiatives', initiatives.compose);
  const strategy = await startStrategy(installation);
  return {
    installation,
    strategy,
    async propose(proposal, name = uuidv7()) {
      const { id } = await initiatives.publish('initiative', name, alignmentProposed(proposal));
      return id;
    },
    async define(indicator, name = uuidv7()) {
      const { id } = await initiatives.publish('initiative', name, indicatorDefined(indicator));
      return id;
    },
  };
}

export const described = {
  kind: 'national',
  title: { en: 'National development plan (sample)' },
  levels: [{ en: 'Goal' }, { en: 'Programme', fr: 'Programme' }],
  programmeLevel: 2,
};

export const enterPlan = (strategy: Client, code: string, changed: object = {}): Promise<Answered> =>
  strategy.post('/v1/plans', { as: planner, body: { code, ...described, ...changed } });

type Rows = readonly Readonly<Record<string, unknown>>[];

/** @param path from the plan's code on, with its query, as `NDP/versions/1/import?dryRun=true` */
export const importOf = (strategy: Client, path: string, ask: Ask): Promise<Answered> =>
  strategy.post(`/v1/plans/${path}`, { as: planner, ...ask });

export const importRows = (strategy: Client, code: string, version: string, rows: Rows): Promise<Answered> =>
  importOf(strategy, `${code}/versions/${version}/import`, { body: { rows } });

/** @param path as of {@link importOf} */
export const importCsv = (
  strategy: Client,
  path: string,
  raw: NonNullable<Ask['raw']>,
  headers: Ask['headers'] = {},
): Promise<Answered> => importOf(strategy, path, { raw, headers: { 'content-type': 'text/csv', ...headers } });

export const readVersion = (strategy: Client, code: string, version: string): Promise<Answered> =>
  strategy.get(`/v1/plans/${code}/versions/${version}`, { as: analyst });

export const activate = (
  strategy: Client,
  code: string,
  version: string,
  body: { readonly from?: string; readonly replacesVersion?: string } = {},
  as: Caller = secondPlanner,
): Promise<Answered> =>
  strategy.post(`/v1/plans/${code}/versions/${version}/activation`, { as, body: { from: '2025-01-01', ...body } });

/** Enters a plan and puts a version of it in force. */
export async function planInForce(strategy: Client, code: string, version: string, rows: Rows): Promise<void> {
  for (const answer of [
    await enterPlan(strategy, code),
    await importRows(strategy, code, version, rows),
    await activate(strategy, code, version),
  ]) {
    if (answer.status >= 300) throw new Error(answer.text);
  }
}
