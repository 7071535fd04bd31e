// Consents over HTTP: by which notice they are given, in which of the records of a person they are kept, and what rests on
// them. A job ends those whose last day is over.
import {
  type Consent,
  type Given,
  type GivenConsent,
  type giveConsent,
  keyOf,
  type Moment,
  type PrivacyNotice,
  type person,
  privacyNotice,
  type Rejection,
} from '@tributary/contracts';
import { type AggregateStore, type Eventing, naturalId, ownCommand, readAll, serviceActor } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { expire, give, type NoticeOf, withdraw } from './consent/decisions.ts';
import { consentToReach } from './consent/standing.ts';
import { type ByGuardian, stillActing } from './guardian/acting.ts';
import { consentNeeded } from './notice/decisions.ts';
import type { PersonGroup, StoredPerson } from './person-group.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

export interface ConsentsGround {
  readonly persons: ServedAggregate<typeof person.state, object>;
  readonly group: Pick<PersonGroup, 'mergedInto'>;
  readonly notices: Pick<AggregateStore<PrivacyNotice>, 'loadAll' | 'page'>;
  /** a person whom the caller may touch; any other is as if it were not there */
  readonly known: (asked: Asked) => Promise<StoredPerson | undefined>;
}

export interface Consents {
  /** The notices of a ministry that some consents name. */
  noticesFor(ministry: string, named: readonly Pick<GivenConsent, 'purpose' | 'noticeVersion'>[]): Promise<NoticeOf>;
  /**
   * The consent that lets somebody be reached for a purpose at this moment.
   * @param records all records of the person
   * @returns undefined where the purpose needs none
   */
  toReach(
    records: readonly StoredPerson[],
    purpose: string,
    asked: Pick<Asked, 'context'>,
  ): Promise<Consent | Rejection<'CONSENT_MISSING'> | undefined>;
}

const EVERY_MS = 3_600_000;
const PAGE = 100;

const commandOn = (id: string, ministry: string, moment: Moment) =>
  ownCommand(moment, {
    actor: serviceActor('registry', ministry),
    route: 'POST /v1/persons/{id}/consents/expiry',
    target: `/v1/persons/${id}/consents/expiry`,
  });

/** What rests on consents, and the handlers of their routes. */
export function consentsOf(eventing: Eventing, { persons, group, notices, known }: ConsentsGround) {
  /** The notices of a ministry that name a purpose of looks, their own or one beside it. */
  async function naming(ministryCode: string, purpose: string): Promise<readonly PrivacyNotice[]> {
    const all: PrivacyNotice[] = [];
    for (const by of [{ purpose }, { looks: purpose }]) {
      all.push(...(await readAll(notices, { ministryCode, ...by })).map(({ state }) => state));
    }
    return all;
  }

  const consents: Consents = {
    async noticesFor(ministryCode, named) {
      const idOf = (purpose: string, version: string) =>
        naturalId(keyOf(privacyNotice, { ministryCode, purpose, version }));
      const there = await notices.loadAll(named.map(({ purpose, noticeVersion }) => idOf(purpose, noticeVersion)));
      const byId = new Map(there.map(({ id, state }) => [id, state]));
      return (purpose, version) => byId.get(idOf(purpose, version));
    },
    async toReach(records, purpose, { context }) {
      const needed = consentNeeded(await naming(records[0]?.ministry ?? '', purpose));
      if (needed.length === 0) return undefined;
      return consentToReach(
        records.map(({ state }) => state.consents),
        needed,
        context.today,
      );
    },
  };

  eventing.job<Record<string, never>>({
    name: 'consents.expiry',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const due = { consentUntil: { $gte: '0000', $lte: moment.today } };
      const { items, next } = await persons.store.page(due, { after, limit: PAGE });
      for (const { id, ministry } of items) {
        await persons.alters(id, commandOn(id, ministry, moment), (state) => expire(state, moment.today));
      }
      return { next, changed: items.length };
    },
  });

  return {
    ...consents,
    handlers: {
      giveConsent: async (asked: Asked & ByGuardian): Promise<Answer<never>> => {
        const stored = await known(asked);
        const bySelf = asked.applicant() !== undefined;
        const reads = async (command: Given<typeof giveConsent>) => ({
          bySelf,
          noticeOf: await consents.noticesFor(stored?.ministry ?? '', [command]),
        });
        return persons.changes(give, { reads, ...stillActing(asked) })(asked);
      },
      withdrawConsent: async (asked: Asked & ByGuardian): Promise<Answer<never>> => {
        const stored = await known(asked);
        const into = stored === undefined ? [] : await group.mergedInto(stored.id);
        const merged = into.map(({ state }) => state.consents);
        return persons.changes(withdraw, { reads: async () => ({ merged }), ...stillActing(asked) })(asked);
      },
    },
  };
}
