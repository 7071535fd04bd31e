// Steps that tests of consents have in common.
import type { Answered, Caller, Client } from '@tributary/testkit';
import { registrar } from './person-steps.ts';

/** Two persons of the role privacy: one writes notices, the other one publishes them. */
export const writer: Caller = 'privacy@MFOR:vera';
export const publisher: Caller = 'privacy@MFOR:paul';

export const noticeBody = (changed: object = {}) => ({
  title: { en: 'How we reach you', fr: 'Comment nous vous joignons' },
  paragraphs: [{ en: 'We write to you about programmes.', fr: 'Nous vous écrivons au sujet des programmes.' }],
  legalBasis: 'consent',
  categories: ['contact', 'identity'],
  recipients: ['POST'],
  looks: ['NEWSLETTER'],
  ...changed,
});

export const consentStepsOn = (registry: Client) => {
  const at = (purpose: string, version: string) => `/v1/privacy-notices/MFOR/${purpose}/${version}`;
  const steps = {
    at,
    draft: (purpose: string, version: string, changed: object = {}, as: Caller = writer) =>
      registry.put(at(purpose, version), {
        as,
        body: noticeBody(changed),
        headers: { 'if-none-match': '*' },
      }),
    publish: (purpose: string, version: string, as: Caller = publisher, publishedOn = '2026-01-01') =>
      registry.post(`${at(purpose, version)}/publication`, { as, body: { publishedOn } }),
    async published(purpose: string, version: string, changed: object = {}): Promise<void> {
      const drafted = await steps.draft(purpose, version, changed);
      if (drafted.status !== 201) throw new Error(drafted.text);
      const answer = await steps.publish(purpose, version);
      if (answer.status !== 200) throw new Error(answer.text);
    },
    give: (id: string, changed: object = {}, as: Caller = registrar): Promise<Answered> =>
      registry.post(`/v1/persons/${id}/consents`, {
        as,
        body: { purpose: 'contact', noticeVersion: '1', channel: 'counter', evidence: 'FORM-1', ...changed },
      }),
    withdraw: (id: string, purpose = 'contact', as: Caller = registrar): Promise<Answered> =>
      registry.post(`/v1/persons/${id}/consents/${purpose}/withdrawal`, { as, body: { channel: 'web' } }),
    look: (id: string, purpose: string, as: Caller = registrar): Promise<Answered> =>
      registry.get(`/v1/persons/${id}?purpose=${purpose}`, { as }),
  };
  return steps;
};
