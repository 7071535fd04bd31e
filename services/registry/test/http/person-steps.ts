// Steps that tests of persons have in common.
import { randomUUID } from 'node:crypto';
import type { Answered, Caller, Client } from '@tributary/testkit';

export const registrar = 'registrar@MFOR';
export const privacy = 'privacy@MFOR';
export const ofAnother = 'registrar@MLAB';

/** A person whom no other test has. */
export const somebody = (changed: object = {}) => {
  const unique = randomUUID().slice(0, 8);
  return {
    names: [{ given: 'Amina', family: `Torvald-${unique}` }],
    birthDate: '1988-02-29',
    emails: [`amina.${unique}@example.org`],
    phones: [],
    documents: [{ kind: 'passport', country: 'MD', number: `AB ${unique}` }],
    sex: 'female',
    residence: { country: 'FR' },
    channel: 'counter',
    contactable: true,
    ...changed,
  };
};

/** What can be done with persons, and stops where it does not succeed. */
export const stepsOn = (registry: Client) => ({
  enter: async (changed: object = {}, as: Caller = registrar): Promise<string> => {
    const answer = await registry.post('/v1/persons', { as, body: somebody(changed) });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.id;
  },
  read: (id: string, as: Caller = registrar): Promise<Answered> =>
    registry.get(`/v1/persons/${id}?purpose=SERVICE`, { as }),
  search: (sought: object, as: Caller = registrar): Promise<Answered> =>
    registry.post('/v1/persons/search', { as, body: { purpose: 'SERVICE', ...sought } }),
  patch: (id: string, seq: number, fields: object, as: Caller = registrar): Promise<Answered> =>
    registry.patch(`/v1/persons/${id}`, {
      as,
      body: { reasonCode: 'TYPING_ERROR', ...fields },
      headers: { 'if-match': `"${seq}"` },
    }),
  erase: (id: string, as: Caller = privacy): Promise<Answered> =>
    registry.post(`/v1/persons/${id}/erasure`, { as, body: { reasonCode: 'ASKED_FOR' } }),
});
