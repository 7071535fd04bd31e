// The age of majority over HTTP: a ministry says its own, and by what; until then that of the release counts.
import {
  accept,
  decidePut,
  defaultMajority,
  getMajorityRules,
  keyText,
  type MajorityRules,
  majorityRules,
  majorityRulesSet,
  reject,
  setMajorityRules,
} from '@tributary/contracts';
import { type Eventing, naturalId } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** From which age on somebody acts for themself, and by what that is so. */
export type Majority = Pick<MajorityRules, 'ageOfMajority' | 'source'>;

const setRules = decidePut(setMajorityRules, (_before, rules) => accept(rules, majorityRulesSet(rules)));

/** The ages of majority of the ministries, and the handlers of their routes. */
export function majorityIn(eventing: Eventing) {
  const rules = serveAggregate(eventing, majorityRules, {});
  const { list, get } = rules.reads(getMajorityRules);
  const puts = rules.puts(setRules);
  const keyOf = (ministryCode: string) =>
    naturalId(keyText({ of: 'majority-rules', fields: ['ministryCode'] }, { ministryCode }));

  return {
    /** What counts for the persons of a ministry. */
    async of(ministry: string): Promise<Majority> {
      return (await rules.store.load(keyOf(ministry)))?.state ?? defaultMajority;
    },
    handlers: {
      listMajorityRules: list,
      getMajorityRules: get,
      setMajorityRules: async (asked: Asked): Promise<Answer<never>> => {
        const { ministryCode } = asked.params as { readonly ministryCode: string };
        if (asked.mayTouch(ministryCode)) return puts(asked);
        return { outcome: { kind: 'rejected', rejection: reject('FORBIDDEN') } };
      },
    },
  };
}
