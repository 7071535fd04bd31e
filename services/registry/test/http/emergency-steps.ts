// Steps that tests of emergency access have in common: two privacy officers, and registrars at missions.
import { randomUUID } from 'node:crypto';
import type { Answered, Caller, Client } from '@tributary/testkit';
import { untilJobIsDone } from './stored.ts';

export const declarer: Caller = 'privacy@MFOR:vera';
export const reviewer: Caller = 'privacy@MFOR:paul';
export const inField: Caller = 'registrar@MFOR:ana';
export const notNamed: Caller = 'registrar@MFOR:ion';

export const refusal = (status: number, code: string) => ({ status, body: { code } });

export const emergency = (changed: object = {}) => ({
  incident: 'EQ-2026-000212-TUR',
  reasonCode: 'EARTHQUAKE',
  reason: 'Buildings have collapsed in two provinces and the network is down',
  purpose: 'WELFARE_CHECK',
  places: [{ country: 'TR', subdivisions: ['TR-31'] }, { country: 'SY' }],
  officers: ['ana'],
  hours: 24,
  ...changed,
});

/** What can be done with emergency accesses. */
export function emergencyStepsOn(registry: Client, mongoUrl: () => string) {
  const path = '/v1/emergency-accesses';
  const steps = {
    declare: (changed: object = {}, as: Caller = declarer, key = randomUUID()): Promise<Answered> =>
      registry.post(path, { as, body: emergency(changed), headers: { 'idempotency-key': key } }),
    /** Declares one. @returns its id */
    async declared(changed: object = {}): Promise<string> {
      const answer = await steps.declare(changed);
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body.id;
    },
    look: (person: string, access: string, as: Caller = inField, more = ''): Promise<Answered> =>
      registry.get(`/v1/persons/${person}?emergencyAccess=${access}${more}`, { as }),
    end: (id: string, as: Caller = reviewer): Promise<Answered> =>
      registry.post(`${path}/${id}/end`, { as, body: { reasonCode: 'ALL_ACCOUNTED_FOR' } }),
    review: (id: string, as: Caller = reviewer, outcome = 'justified'): Promise<Answered> =>
      registry.post(`${path}/${id}/review`, { as, body: { outcome, reasonCode: 'LOOKS_MATCH_CALL_LIST' } }),
    get: (id: string, part = '', as: Caller = reviewer): Promise<Answered> =>
      registry.get(`${path}/${id}${part}`, { as }),
    reads: async (person: string, as: Caller = reviewer) =>
      (await registry.get(`/v1/persons/${person}/reads?limit=200`, { as })).body.items,
    followed: () => untilJobIsDone(mongoUrl(), 'emergency-accesses.following'),
  };
  return steps;
}
