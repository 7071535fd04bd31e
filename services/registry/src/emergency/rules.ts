// The rules of ministries for emergency access over HTTP; until a ministry has set its own, those of the release count.
import { defaultEmergencyRules, emergencyAccessRules, getEmergencyAccessRules } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { serveAggregate } from '@tributary/service-kit/compose';
import { rulesBy } from '../ministry-rules.ts';
import { type Rules, setRules } from './decisions.ts';

/** What counts in each ministry, and the handlers of its routes. */
export function emergencyRulesIn(eventing: Eventing) {
  const rules = serveAggregate(eventing, emergencyAccessRules, {});
  const { list, get } = rules.reads(getEmergencyAccessRules);
  const of: (ministry: string) => Promise<Rules> = rulesBy(rules.store, emergencyAccessRules, defaultEmergencyRules);
  return {
    of,
    handlers: {
      listEmergencyAccessRules: list,
      getEmergencyAccessRules: get,
      setEmergencyAccessRules: rules.puts(setRules),
    },
  };
}
