// How fresh records are, over HTTP and by a job: the rules of ministries, the score of one person, and active records that
// nobody has confirmed for so long that they are dormant.
import {
  freshnessRules,
  getFreshnessRules,
  type LocalDate,
  type Moment,
  type PersonFreshness,
  type person,
} from '@tributary/contracts';
import { type Eventing, ownCommand, serviceActor } from '@tributary/eventing';
import { type ServedAggregate, serveAggregate } from '@tributary/service-kit/compose';
import { rulesBy } from '../ministry-rules.ts';
import type { PersonStore, StoredPerson } from '../person-group.ts';
import { fallDormant, setRules } from './decisions.ts';
import { defaultFreshness, type FreshnessRules, freshnessOf } from './score.ts';

export interface FreshnessGround {
  readonly store: Pick<PersonStore, 'page'>;
  readonly alters: ServedAggregate<typeof person.state, object>['alters'];
}

const EVERY_MS = 6 * 3_600_000;
const PAGE = 200;

export type Freshness = ReturnType<typeof freshnessIn>;

/** The freshness of records, and the handlers of its routes. */
export function freshnessIn(eventing: Eventing, ground: () => FreshnessGround) {
  const rules = serveAggregate(eventing, freshnessRules, {});
  const { list, get } = rules.reads(getFreshnessRules);
  const rulesOf: (ministry: string) => Promise<FreshnessRules> = rulesBy(rules.store, freshnessRules, defaultFreshness);

  const commandOn = ({ id, ministry }: StoredPerson, moment: Moment) =>
    ownCommand(moment, {
      actor: serviceActor('registry', ministry),
      route: 'POST /v1/persons/{id}/dormancy',
      target: `/v1/persons/${id}/dormancy`,
    });

  eventing.job<Record<string, never>>({
    name: 'persons.dormancy',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { store, alters } = ground();
      const { items, next } = await store.page({ status: 'active' }, { after, limit: PAGE });
      const known = new Map<string, FreshnessRules>();
      let changed = 0;
      for (const one of items) {
        const by = known.get(one.ministry) ?? (await rulesOf(one.ministry));
        known.set(one.ministry, by);
        if (fallDormant(one.state, by, moment.today) === 'unchanged') continue;
        await alters(one.id, commandOn(one, moment), (state) => fallDormant(state, by, moment.today));
        changed += 1;
      }
      return { next, changed };
    },
  });

  return {
    rulesOf,
    /** How fresh a record is; nothing where nobody is asked to confirm it. */
    async of({ ministry, state }: StoredPerson, today: LocalDate): Promise<{ freshness?: PersonFreshness }> {
      const freshness = freshnessOf(state, await rulesOf(ministry), today);
      return freshness === undefined ? {} : { freshness };
    },
    handlers: {
      listFreshnessRules: list,
      getFreshnessRules: get,
      setFreshnessRules: rules.puts(setRules),
    },
  };
}
