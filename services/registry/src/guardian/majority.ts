// The age of majority over HTTP: a ministry says its own, and by what; until then that of the release counts.
import {
  accept,
  decidePut,
  defaultMajority,
  getMajorityRules,
  type MajorityRules,
  majorityRules,
  majorityRulesSet,
  setMajorityRules,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { serveAggregate } from '@tributary/service-kit/compose';
import { rulesBy } from '../ministry-rules.ts';

/** From which age on somebody acts for themself, and by what that is so. */
export type Majority = Pick<MajorityRules, 'ageOfMajority' | 'source'>;

const setRules = decidePut(setMajorityRules, (_before, rules) => accept(rules, majorityRulesSet(rules)));

/** The ages of majority of the ministries, and the handlers of their routes. */
export function majorityIn(eventing: Eventing) {
  const rules = serveAggregate(eventing, majorityRules, {});
  const { list, get } = rules.reads(getMajorityRules);
  const of: (ministry: string) => Promise<Majority> = rulesBy(rules.store, majorityRules, defaultMajority);
  return {
    /** What counts for the persons of a ministry. */
    of,
    handlers: {
      listMajorityRules: list,
      getMajorityRules: get,
      setMajorityRules: rules.puts(setRules),
    },
  };
}
