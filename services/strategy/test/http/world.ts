// The strategy service on an installation of its own, with an owner of initiatives that proposes links and has no rules.
import { alignmentProposed } from '@tributary/contracts';
import { type AggregateStore, openEventing, uuidv7 } from '@tributary/eventing';
import { createFeedClient, createService, logOf } from '@tributary/service-kit';
import { type Answered, type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { compose } from '../../src/compose.ts';
import type { Proposal } from '../../src/proposals.ts';

export interface World {
  readonly installation: Installation;
  readonly strategy: Client;
  /** Proposes links as an initiative of MLOC, a new one where no `name` is given. @returns the initiative's id */
  propose(proposal: Proposal, name?: string): Promise<string>;
}

export const planner: Caller = 'planner@MPLA:ana';
export const secondPlanner: Caller = 'planner@MPLA:ben';
export const machine: Caller = 'planner@MPLA:tributary-cli';
export const analyst: Caller = 'analyst@MFIN';

export async function startStrategy(installation: Installation): Promise<Client> {
  return installation.start('strategy', (config) => compose(config, { checkReplies: true, limits: { drainMs: 0 } }));
}

export async function startWorld(): Promise<World> {
  const installation = await startInstallation();
  let initiatives: AggregateStore<object> | undefined;
  await installation.start('initiatives', async (config) => {
    const log = logOf(config);
    const eventing = openEventing({ ...config, log, viewsVersion: 1, feeds: createFeedClient(config) });
    initiatives = eventing.aggregate<object>({
      service: 'initiatives',
      name: 'initiative',
      self: () => '/initiative',
      status: () => '',
      fields: {},
      indexes: [],
    });
    return createService({ config, log, eventing, version: '0', routes: [], limits: { drainMs: 0 } });
  });
  const strategy = await startStrategy(installation);
  return {
    installation,
    strategy,
    async propose(proposal, name = uuidv7()) {
      const moment = { now: new Date(), today: proposal.proposedOn, newId: uuidv7 };
      const asked = { route: 'propose', target: name, key: uuidv7(), keyGiven: false, fingerprint: '' };
      const actor = { sub: 'officer', client: 'console', ministry: 'MLOC', roles: ['officer'] };
      const context = { ...moment, ...asked, actor, ifMatch: undefined, mustCreate: false, traceparent: undefined };
      const outcome = await initiatives?.put(name, context, () => ({
        state: {},
        events: [alignmentProposed(proposal)],
      }));
      if (outcome?.kind !== 'acknowledged') throw new Error(JSON.stringify(outcome));
      return outcome.reply.id;
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

export const importRows = (strategy: Client, code: string, version: string, rows: Rows): Promise<Answered> =>
  strategy.post(`/v1/plans/${code}/versions/${version}/import`, { as: planner, body: { rows } });

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
