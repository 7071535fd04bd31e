// Requests about consents, notices and how long records are kept.
import type { Call } from '../platform/api.ts';

/** What a ministry tells people of one purpose. */
export const notice = {
  title: { en: 'How we reach you' },
  paragraphs: [{ en: 'We write to you about programmes.' }],
  legalBasis: 'consent',
  categories: ['contact'],
};

export const consentRequests: Readonly<Record<string, Call>> = {
  'POST /registry/v1/persons/{id}/consents': {
    // by a notice that there is not, so that every role finds the same
    body: { purpose: 'contact', noticeVersion: 'NONE', channel: 'counter' },
  },
  'POST /registry/v1/persons/{id}/consents/{purpose}/withdrawal': { body: { channel: 'counter' } },
  'PUT /registry/v1/privacy-notices/{ministryCode}/{purpose}/{version}': {
    // refused for its basis, so that every role finds the same
    body: { ...notice, legalBasis: 'legal-obligation', consentMonths: 12 },
    headers: { 'if-none-match': '*' },
  },
  'POST /registry/v1/privacy-notices/{ministryCode}/{purpose}/{version}/publication': { body: {} },
  'POST /registry/v1/privacy-notices/{ministryCode}/{purpose}/{version}/withdrawal': {
    body: { reasonCode: 'REWORDED' },
  },
  'PUT /registry/v1/retention-rules/{ministryCode}': {
    body: { withdrawnYears: 2, unconfirmedYears: 1 },
    headers: { 'if-none-match': '*' },
  },
  'POST /registry/v1/retention-proposals/{id}/keeping': {
    body: { keptUntil: '2199-12-31', reasonCode: 'OPEN_CASE' },
  },
};
