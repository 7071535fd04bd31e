// Campaigns of reconfirmation over HTTP, and the jobs behind them: one lists who is due, one follows what becomes of them. A
// person is listed first and looked at again after: whoever confirms in between is seen by the one or the other.
import {
  type exportDueContacts,
  getReconfirmationCampaign,
  IdParams,
  type listDuePersons,
  type Moment,
  openPersonStates,
  type ReconfirmationCampaign,
  type Rejection,
  reconfirmationCampaign,
  refuseState,
} from '@tributary/contracts';
import { type Eventing, ownCommand, readAll, type Stored, serviceActor } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found, type Handler } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import type { FreshnessRules } from '../freshness/score.ts';
import type { PersonStore, StoredPerson } from '../person-group.ts';
import type { Audit } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import { contactFile } from './contact-file.ts';
import { close, end, type Found, findIn, open, type Tally, tallyOf } from './decisions.ts';
import { channelOf, type KeptTarget, worklistIn } from './worklist.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;
type StoredCampaign = Stored<ReconfirmationCampaign>;

export interface CampaignsGround {
  readonly store: Pick<PersonStore, 'page' | 'loadAll' | 'load'>;
  readonly vault: Pick<Vault, 'open'>;
  readonly audit: Pick<Audit, 'record'>;
  readonly rulesOf: (ministry: string) => Promise<FreshnessRules>;
}

const EVERY_MS = 5 * 60_000;
const PAGE = 200;
const path = '/v1/reconfirmation-campaigns';
const refused = (rejection: Rejection): Answer<never> => ({ outcome: { kind: 'rejected', rejection } });

/** What has become of a person; one whose record another ministry has now has moved. */
const standing = ({ state, ministry }: StoredCampaign, found: Found, person: StoredPerson | undefined): Tally =>
  person !== undefined && person.ministry !== ministry ? 'moved' : tallyOf(state, found, person?.state);

/** Campaigns of reconfirmation, and the handlers of their routes. */
export function campaignsIn(eventing: Eventing, ground: () => CampaignsGround) {
  const served = serveAggregate(eventing, reconfirmationCampaign, {});
  const { store: campaigns } = served;
  const worklist = worklistIn(eventing);

  /** Brings one target in line with the person; whoever has confirmed stays so. */
  async function mark(target: KeptTarget, campaign: StoredCampaign, person: StoredPerson | undefined) {
    const { outcome } = target.content;
    if (outcome === 'confirmed') return;
    const now = standing(campaign, target.content, person);
    // changed by somebody else meanwhile: by who has seen the person later, or by the next pass
    if (now !== outcome) await worklist.mark(target, now);
  }

  /** Brings those of one campaign in line with persons as they are now. */
  async function markAll(targets: readonly KeptTarget[], campaign: StoredCampaign): Promise<void> {
    const loaded = await ground().store.loadAll(targets.map(({ content }) => content.person));
    const persons = new Map(loaded.map((one) => [one.id, one]));
    for (const target of targets) await mark(target, campaign, persons.get(target.content.person));
  }

  const listing = eventing.job<{ readonly id: string }>({
    name: 'reconfirmation.listing',
    async step({ id }, after) {
      const campaign = await campaigns.load(id);
      if (campaign?.state.status !== 'open') return { next: undefined, changed: 0 };
      const { ministry, state } = campaign;
      const { store, rulesOf } = ground();
      const rules = await rulesOf(ministry);
      const { items, next } = await store.page(
        { ministry, status: { $in: [...openPersonStates] } },
        { after, limit: PAGE },
      );
      const due = items.flatMap((one) => {
        const person = findIn(state, one.state, rules);
        return person === undefined
          ? []
          : [{ person: one.id, found: person, outcome: tallyOf(state, person, one.state) }];
      });
      const added = await worklist.add(id, due);
      await markAll(await worklist.ofMany(id, added), campaign);
      return { next, changed: added.length };
    },
  });

  const commandOn = (id: string, ministry: string, moment: Moment) =>
    ownCommand(moment, {
      actor: serviceActor('registry', ministry),
      route: `POST ${path}/{id}/end`,
      target: `${path}/${id}/end`,
    });

  /** Closes what is over, and lists for what is open: a process may have ended between a campaign and its list. */
  async function tend(moment: Moment): Promise<void> {
    for (const { id, ministry, state } of await readAll(campaigns, { status: 'open' })) {
      if (end(state, moment.today) === 'unchanged') await listing.begin(id, { id });
      else await served.alters(id, commandOn(id, ministry, moment), (now) => end(now, moment.today));
    }
  }

  eventing.job<Record<string, never>>({
    name: 'reconfirmation.following',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      if (after === undefined) await tend(moment);
      const { items: page } = await worklist.page(after, PAGE);
      const id = page[0]?.content.campaign;
      if (id === undefined) return { next: undefined, changed: 0 };
      const campaign = await campaigns.load(id);
      if (campaign?.state.status !== 'open') return { next: worklist.beyond(id), changed: 0 };
      const own = page.filter(({ content }) => content.campaign === id);
      await markAll(own, campaign);
      return { next: own.at(-1)?.id, changed: 0 };
    },
  });

  /** Brings every open campaign in line with one person, who has just changed. */
  async function follow(person: string): Promise<void> {
    let after: string | undefined;
    do {
      const { items, next } = await worklist.naming(person, after, PAGE);
      for (const target of items) {
        const campaign = await campaigns.load(target.content.campaign);
        if (campaign?.state.status === 'open') await markAll([target], campaign);
      }
      after = next;
    } while (after !== undefined);
  }

  /** A campaign whose list may be read: its own ministry's, while it is open. */
  async function readable({ params, mayTouch }: Pick<Asked, 'params' | 'mayTouch'>) {
    const campaign = await campaigns.load(IdParams.parse(params).id);
    if (campaign === undefined || !mayTouch(campaign.ministry)) return undefined;
    return { campaign, rejection: refuseState(campaign.state, 'open') };
  }

  const listDue: Handler<typeof listDuePersons> = async (asked) => {
    const there = await readable(asked);
    if (there === undefined) return found<never>(undefined);
    if (there.rejection !== undefined) return refused(there.rejection);
    const { limit, after, channel } = asked.query;
    const { items: targets, next } = await worklist.due(there.campaign.id, channel, after, limit);
    const items = targets.map(({ content }) => ({
      personId: content.person,
      channel: channelOf(content),
      dueOn: content.dueOn,
    }));
    return { reply: { body: { items, next: next ?? null } } };
  };

  const exportContacts: Handler<typeof exportDueContacts> = async (asked) => {
    const there = await readable(asked);
    if (there === undefined) return found<never>(undefined);
    if (there.rejection !== undefined) return refused(there.rejection);
    const { limit, after, channel } = asked.query;
    const { campaign } = there;
    const { items: targets, next } = await worklist.due(campaign.id, channel, after, limit);
    const { store, vault, audit } = ground();
    const persons = new Map(
      (await store.loadAll(targets.map(({ content }) => content.person))).map((one) => [one.id, one]),
    );
    // the list follows by and by: who has changed since is asked by what is so now, or not at all
    const asks = targets.flatMap(({ content }) => {
      const person = persons.get(content.person);
      const isDue = standing(campaign, content, person) === content.outcome;
      return person === undefined || !isDue ? [] : [{ person, channel: channelOf(content) }];
    });
    const bytes = await contactFile(asks, {
      vault,
      record: (ids, fields) =>
        audit.record({
          persons: ids,
          actor: asked.actor,
          at: asked.context.now,
          purpose: 'RECONFIRMATION',
          what: 'contact',
          fields,
        }),
    });
    const headers = {
      'content-disposition': `attachment; filename="reconfirmation-${campaign.id}.csv"`,
      'cache-control': 'no-store',
    };
    return { bytes: { bytes, mediaType: 'text/csv', headers, next } };
  };

  const reads = served.reads(getReconfirmationCampaign);
  type Shown = ReconfirmationCampaign & { readonly id: string };
  const withProgress = async (one: Shown) => ({
    ...one,
    progress: { listed: (await listing.state(one.id)) === 'done', ...(await worklist.progress(one.id)) },
  });

  return {
    follow,
    /** A handler that changes a person, after which the campaigns that ask the person are brought in line. */
    following:
      (handler: (asked: Asked) => Promise<Answer<never>>) =>
      async (asked: Asked): Promise<Answer<never>> => {
        const answer = await handler(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged') await follow(answer.outcome.reply.id);
        return answer;
      },
    handlers: {
      openReconfirmationCampaign: async (asked: Asked): Promise<Answer<never>> => {
        const answer = await served.creates(open)(asked);
        if ('outcome' in answer && answer.outcome.kind === 'acknowledged') {
          const { id } = answer.outcome.reply;
          await listing.begin(id, { id });
        }
        return answer;
      },
      closeReconfirmationCampaign: served.changes(close),
      listReconfirmationCampaigns: async (asked: Asked) => {
        const answer = await reads.list(asked);
        if (!('reply' in answer)) return answer;
        const page = answer.reply.body as unknown as { items: readonly Shown[]; next: string | null };
        return { reply: { body: { ...page, items: await Promise.all(page.items.map(withProgress)) } as never } };
      },
      getReconfirmationCampaign: async (asked: Asked) => {
        const answer = await reads.get(asked);
        if (!('reply' in answer)) return answer;
        return { reply: { body: (await withProgress(answer.reply.body as unknown as Shown)) as never } };
      },
      listDuePersons: listDue,
      exportDueContacts: exportContacts,
    },
  };
}
