// The rules of ministries for emergency access over HTTP; until a ministry has set its own, those of the release count.
import {
  defaultEmergencyRules,
  emergencyAccessRules,
  getEmergencyAccessRules,
  keyText,
  reject,
} from '@tributary/contracts';
import { type Eventing, naturalId } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { type Rules, setRules } from './decisions.ts';

type Asked = CheckedRequest<unknown, unknown, unknown>;

/** What counts in each ministry, and the handlers of its routes. */
export function emergencyRulesIn(eventing: Eventing) {
  const rules = serveAggregate(eventing, emergencyAccessRules, {});
  const { list, get } = rules.reads(getEmergencyAccessRules);
  const puts = rules.puts(setRules);
  const keyOf = (ministryCode: string) =>
    naturalId(keyText({ of: 'emergency-access-rules', fields: ['ministryCode'] }, { ministryCode }));

  return {
    async of(ministry: string): Promise<Rules> {
      return (await rules.store.load(keyOf(ministry)))?.state ?? defaultEmergencyRules;
    },
    handlers: {
      listEmergencyAccessRules: list,
      getEmergencyAccessRules: get,
      setEmergencyAccessRules: async (asked: Asked): Promise<Answer<never>> => {
        const { ministryCode } = asked.params as { readonly ministryCode: string };
        if (asked.mayTouch(ministryCode)) return puts(asked);
        return { outcome: { kind: 'rejected', rejection: reject('FORBIDDEN') } };
      },
    },
  };
}
