// Records that may no longer be needed: a job proposes them by the clocks of their ministry, and another one takes back what
// has lost its ground and counts what is open. Neither erases anybody.
import {
  getRetentionProposal,
  getRetentionRules,
  type Moment,
  type Person,
  type RetentionRules,
  retentionProposal,
  retentionRules,
} from '@tributary/contracts';
import {
  type Actor,
  type AggregateStore,
  type Eventing,
  type JobKind,
  naturalId,
  ownCommand,
  readAll,
  serviceActor,
} from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { groundOf, keep, lapse, propose, proposeAgain, setRules } from './retention/decisions.ts';

export interface RetentionGround {
  readonly persons: () => Pick<AggregateStore<Person>, 'load' | 'page'>;
  readonly now: () => Date;
}

const DAY_MS = 86_400_000;
const REVIEW_MS = 5 * 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * REVIEW_MS;
const PAGE = 200;

/** Each ministry that has had the record proposes by its own clocks. */
const keyFor = (ministry: string, personId: string): string => `retention|${ministry}|${personId}`;

/** Proposals to erase persons, the clocks that make them, and the handlers of their routes. */
export function retentionOf(eventing: Eventing, { persons, now }: RetentionGround) {
  const served = serveAggregate(eventing, retentionProposal, {});
  const rules = serveAggregate(eventing, retentionRules, {});
  const { store } = served;
  const proposals = served.reads(getRetentionProposal);
  const ruleReads = rules.reads(getRetentionRules);
  const puts = rules.puts(setRules);
  let under: number | undefined;
  let told: { readonly open: number; readonly at: number } | undefined;

  const own = (moment: Moment, actor: Actor, id: string, what: string) =>
    ownCommand(moment, {
      actor,
      route: `POST /v1/retention-proposals/{id}/${what}`,
      target: `/v1/retention-proposals/${id}/${what}`,
    });

  /** The clocks of every ministry that has set some. */
  async function clocks(): Promise<ReadonlyMap<string, RetentionRules>> {
    return new Map((await readAll(rules.store, {})).map(({ state }) => [state.ministryCode, state]));
  }

  const lapseOne = (id: string, actor: Actor, moment: Moment) =>
    served.alters(id, own(moment, actor, id, 'lapse'), (state) => lapse(state, moment.today));

  const proposing: Pick<JobKind<Record<string, never>>, 'step'> = {
    async step(_input, after, moment) {
      const set = await clocks();
      if (set.size === 0) return { next: undefined, changed: 0 };
      const { items, next } = await persons().page({}, { after, limit: PAGE });
      let changed = 0;
      for (const { id: personId, ministry, state } of items) {
        const ground = groundOf(state, set.get(ministry), moment.today);
        if (ground === undefined) continue;
        const naturalKey = keyFor(ministry, personId);
        const id = naturalId(naturalKey);
        const before = await store.load(id);
        const command = own(moment, serviceActor('registry', ministry), id, 'proposal');
        if (before === undefined) {
          await store.create(command, () => propose(personId, ground, moment.today), { naturalKey, ministry });
        } else if (proposeAgain(before.state, ground, moment.today) === 'unchanged') continue;
        else await served.alters(id, command, (one) => proposeAgain(one, ground, moment.today));
        changed += 1;
      }
      return { next, changed };
    },
  };
  eventing.job<Record<string, never>>({ ...proposing, name: 'retention.propose', everyMs: DAY_MS });
  const atOnce = eventing.job<Record<string, never>>({ ...proposing, name: 'retention.propose-anew' });

  eventing.job<Record<string, never>>({
    name: 'retention.review',
    everyMs: REVIEW_MS,
    async step(_input, after, moment) {
      if (after === undefined) under = 0;
      const set = await clocks();
      const { items, next } = await store.page({ status: 'open' }, { after, limit: PAGE });
      let changed = 0;
      for (const { id, ministry, state } of items) {
        const person = await persons().load(state.personId);
        const isHere = person?.ministry === ministry;
        if (isHere && groundOf(person.state, set.get(ministry), moment.today) !== undefined) continue;
        await lapseOne(id, serviceActor('registry', ministry), moment);
        changed += 1;
      }
      // a pass that another process began is for the next one
      if (under !== undefined) under += items.length - changed;
      if (next === undefined && under !== undefined) told = { open: under, at: now().getTime() };
      return { next, changed };
    },
  });

  return {
    /** What is watched of them, for /metrics; nothing where it is old. */
    measures(): readonly Measure[] {
      if (told === undefined || now().getTime() - told.at >= OLD_MS) return [];
      return [
        {
          name: 'tributary_retention_proposals_open',
          help: 'Records that may no longer be needed and wait for a decision to keep or erase them',
          value: told.open,
        },
      ];
    },

    /** Nothing is left to decide of a person who was erased, or whose record another ministry has now. */
    async forget(personId: string, actor: Actor, moment: Moment): Promise<void> {
      const person = await persons().load(personId);
      const { items } = await store.page({ personId }, { limit: PAGE });
      for (const { id, ministry } of items) {
        if (ministry === person?.ministry && person.state.status !== 'erased') continue;
        await lapseOne(id, ministry === actor.ministry ? actor : serviceActor('registry', ministry), moment);
      }
    },

    handlers: {
      listRetentionProposals: proposals.list,
      getRetentionProposal: proposals.get,
      keepRecord: served.changes(keep),
      listRetentionRules: ruleReads.list,
      getRetentionRules: ruleReads.get,
      setRetentionRules: async (asked: Parameters<typeof puts>[0]) => {
        const { ministryCode } = asked.params as { readonly ministryCode: string };
        const answer = await puts(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged') {
          await atOnce.begin(`${ministryCode}.${answer.outcome.reply.seq}`, {});
        }
        return answer;
      },
    },
  };
}
