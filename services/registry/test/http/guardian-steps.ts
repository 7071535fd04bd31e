// Steps that tests of guardians have in common: an officer at the counter, a guardian who signed in, and a child.
import { randomUUID } from 'node:crypto';
import type { Answered, Caller, Client } from '@tributary/testkit';
import { stepsOn } from './person-steps.ts';

export const atCounter: Caller = 'registrar@MFOR:ana';

export const refusal = (status: number, code: string) => ({ status, body: { code } });

export const guardianStepsOn = (registry: Client) => {
  const people = stepsOn(registry);
  const steps = {
    /** Binds a record to an identity that signed in. */
    async bind(id: string, me: Caller): Promise<void> {
      const body = { evidence: 'PASSPORT' };
      const code = await registry.post(`/v1/persons/${id}/binding-code`, { as: atCounter, body });
      const presented = await registry.post('/v1/self/binding', { as: me, body: { code: code.body['code'] } });
      if (presented.status !== 200) throw new Error(presented.text);
    },
    /** A grown-up, whose record is bound. */
    async grownUp(changed: object = {}): Promise<{ readonly id: string; readonly me: Caller }> {
      const me: Caller = `person@MNONE:${randomUUID()}`;
      const id = await people.enter(changed, atCounter);
      await steps.bind(id, me);
      return { id, me };
    },
    child: (birthDate: string, changed: object = {}): Promise<string> =>
      people.enter(
        {
          names: [{ given: 'Ilinca', family: `Moraru-${randomUUID().slice(0, 8)}` }],
          birthDate,
          emails: [],
          documents: [],
          ...changed,
        },
        atCounter,
      ),
    add: (id: string, guardianId: string, changed: object = {}, as: Caller = atCounter): Promise<Answered> =>
      registry.post(`/v1/persons/${id}/guardians`, {
        as,
        body: { guardianId, relation: 'mother', evidence: 'BIRTH_CERTIFICATE', ...changed },
      }),
    /** A grown-up who acts for a child. */
    async family(birthDate: string) {
      const guardian = await steps.grownUp();
      const child = await steps.child(birthDate);
      const added = await steps.add(child, guardian.id);
      if (added.status !== 200) throw new Error(added.text);
      return { guardian, child };
    },
    end: (id: string, no = 1, as: Caller = atCounter): Promise<Answered> =>
      registry.post(`/v1/persons/${id}/guardians/${no}/end`, { as, body: { reasonCode: 'COURT_DECISION' } }),
    listed: (id: string, as: Caller = atCounter): Promise<Answered> =>
      registry.get(`/v1/persons/${id}/guardians`, { as }),
    own: (id: string, as: Caller): Promise<Answered> => registry.get(`/v1/persons/${id}`, { as }),
    wards: async (as: Caller): Promise<readonly object[]> =>
      (await registry.get('/v1/self/wards', { as })).body.items as readonly object[],
  };
  return steps;
};
