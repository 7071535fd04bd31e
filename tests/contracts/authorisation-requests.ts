// A request for every route that is right in everything but, perhaps, who sends it.
import type { Call } from '../platform/api.ts';
import { agreement, application, call, initiative, programme, rules } from '../platform/sample.ts';
import { evidence, statement } from '../platform/served-routes.ts';
import { emergencyRequests } from './authorisation-emergency.ts';
import { freshnessRequests } from './authorisation-freshness-requests.ts';
import { guardianRequests } from './authorisation-guardian.ts';
import { strategyRequests } from './authorisation-strategy-requests.ts';
import { consentRequests } from './consent-requests.ts';

const euro = { amount: '1000.00', currency: 'EUR' };
const organisation = { name: 'Friends of the Coast', kind: 'association', country: 'FR' };

const person = {
  names: [{ given: 'Amina', family: 'Torvald' }],
  sex: 'female',
  residence: { country: 'FR' },
  channel: 'counter',
  contactable: true,
};

/** The points of each comparison of two records. */
export const duplicateWeights = {
  family: { same: 60, 'sounds-same': 45, close: 40, different: -40 },
  given: { same: 45, 'sounds-same': 30, close: 35, part: 20, different: -35 },
  nameOrder: { swapped: -10 },
  birthDate: { same: 60, swapped: 45, close: 35, part: 15, different: -65 },
  phone: { same: 50, different: 0 },
  email: { close: 40, different: 0 },
  document: { close: 60, different: -20 },
  city: { same: 30, close: 25, different: -10 },
  subdivision: { same: 10, different: -10 },
  country: { same: 2, different: -2 },
  sex: { same: 3, different: -20 },
};

const correction = { body: { reasonCode: 'TYPING_ERROR' }, headers: { 'if-match': '"1"' } };

/** What requests that move money need beside. */
const keyed = { headers: { 'idempotency-key': 'table' } };

/** By `POST /strategy/v1/plans`; a route that is not named takes neither body nor query. */
const requests: Readonly<Record<string, Call & { readonly query?: string }>> = {
  ...consentRequests,
  'POST /registry/v1/organisations': { body: organisation },
  'PATCH /registry/v1/organisations/{id}': correction,
  'PATCH /partnerships/v1/partners/{id}': correction,
  'PATCH /partnerships/v1/agreements/{id}': correction,
  'PATCH /initiatives/v1/initiatives/{id}': correction,
  'PATCH /initiatives/v1/applications/{id}': correction,
  'PUT /registry/v1/organisations/{id}/names': {
    body: { official: { de: 'Freunde der Kueste' } },
    headers: { 'if-match': '"1"' },
  },
  'POST /registry/v1/organisations/{id}/recognition': {
    body: { startsOn: '2026-01-01', endsOn: '2027-01-01', registerNumber: 'R-1' },
  },
  'POST /registry/v1/organisations/{id}/suspension': { body: { reasonCode: 'REPORT_MISSING' } },
  'POST /registry/v1/organisations/{id}/withdrawal': { body: { reasonCode: 'DISSOLVED' } },
  'POST /registry/v1/organisations/{id}/refusal': { body: { reasonCode: 'NO_STATUTES' } },
  'POST /registry/v1/organisations/{id}/memberships': {
    body: { organisationId: '01932f5e-7a00-7000-8000-000000000021', kind: 'member' },
  },
  'POST /registry/v1/organisations/{id}/memberships/{no}/confirmation': { body: {} },
  'POST /registry/v1/organisations/{id}/memberships/{no}/end': { body: { reasonCode: 'LEFT' } },
  'POST /registry/v1/organisations/{id}/succession': { body: { successorIds: [], reasonCode: 'MERGED' } },
  'POST /registry/v1/organisations/{id}/representatives': { body: { role: 'chair', subjectId: 'a-2' } },
  'POST /registry/v1/organisations/{id}/representatives/{no}/confirmation': { body: {} },
  'POST /registry/v1/organisations/{id}/representatives/{no}/end': { body: { reasonCode: 'ELECTED_OUT' } },
  'POST /registry/v1/persons': { body: person },
  'GET /registry/v1/persons/{id}': { query: '?purpose=SERVICE' },
  'PATCH /registry/v1/persons/{id}': correction,
  'POST /registry/v1/persons/search': { body: { purpose: 'SERVICE', name: 'Amina Torvald' } },
  'POST /registry/v1/persons/{id}/residence': { body: { country: 'FR' } },
  'POST /registry/v1/persons/{id}/verification': { body: { assurance: 'eid', evidence: 'PASSPORT' } },
  'POST /registry/v1/persons/{id}/confirmation': { body: { contactable: true, channel: 'web' } },
  'POST /registry/v1/persons/{id}/closure': { body: { reason: 'withdrawn' } },
  'POST /registry/v1/persons/{id}/binding-code': { body: { evidence: 'PASSPORT' } },
  'POST /registry/v1/persons/{id}/unbinding': { body: { reasonCode: 'ACCOUNT_LOST' } },
  'POST /registry/v1/persons/{id}/transfer': { body: { to: 'MHEA', reasonCode: 'MOVED_ABROAD' } },
  'POST /registry/v1/persons/{id}/transfer-withdrawal': { body: { reasonCode: 'STAYS' } },
  'POST /registry/v1/person-transfers/{id}/acceptance': { body: {} },
  'POST /registry/v1/person-transfers/{id}/refusal': { body: { reasonCode: 'NOT_OUR_DISTRICT' } },
  'POST /registry/v1/self/binding': { body: { code: '00000-00000' } },
  'POST /registry/v1/persons/{id}/erasure': { body: { reasonCode: 'ASKED_FOR' } },
  'POST /registry/v1/duplicates/{id}/rejection': { body: { reasonCode: 'TWINS' } },
  'POST /registry/v1/duplicates/{id}/merge': { body: { survivorId: '018f0000-0000-7000-8000-000000000000' } },
  'POST /registry/v1/duplicates/{id}/unmerge': { body: { reasonCode: 'MISTAKEN' } },
  'PUT /registry/v1/duplicate-rules/{ministryCode}': {
    body: { weights: duplicateWeights, proposeFrom: 60 },
    headers: { 'if-none-match': '*' },
  },
  ...freshnessRequests,
  ...guardianRequests,
  ...emergencyRequests,
  'POST /registry/v1/person-imports': { body: { mediaType: 'text/csv', bytes: 3, sha256: 'a'.repeat(64) } },
  'POST /registry/v1/person-imports/{id}/file': {
    query: '?offset=1',
    body: 'x',
    headers: { 'content-type': 'application/octet-stream' },
  },
  'POST /registry/v1/person-imports/{id}/start': { body: {} },
  'POST /registry/v1/person-imports/{id}/cancellation': { body: {} },
  'PUT /registry/v1/person-import-mappings/{ministryCode}/{name}': {
    body: { columns: [{ name: 'Nom', field: 'familyName' }] },
    headers: { 'if-none-match': '*' },
  },
  'PUT /registry/v1/stock-estimates/{country}/{year}': {
    body: { persons: 12_000, source: 'Statistics Office', method: 'census' },
    headers: { 'if-none-match': '*' },
  },
  'POST /initiatives/v1/initiatives': { body: initiative },
  'POST /initiatives/v1/initiatives/{id}/status': { body: { status: 2 } },
  'PUT /initiatives/v1/initiatives/{id}/plan-links/{planCode}': {
    body: { planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] },
    headers: { 'if-match': '"1"' },
  },
  'POST /initiatives/v1/initiatives/{id}/plan-links/{planCode}/remapping': {
    body: { planVersion: '1', moves: [{ from: '9', to: [{ nodeCode: '1', weightPct: 100 }] }] },
  },
  'PUT /initiatives/v1/initiatives/{id}/indicators/{code}': {
    body: { title: { en: 'People with safe water' }, unit: 'people', direction: 'up' },
    headers: { 'if-match': '"1"' },
  },
  'POST /initiatives/v1/initiatives/{id}/results': {
    body: { indicatorCode: 'WATER', from: '2026-01-01', to: '2026-01-31', value: '5' },
  },
  'POST /initiatives/v1/initiatives/{id}/results/{no}/verification': { body: { level: 'partner' } },
  'POST /initiatives/v1/programmes': { body: programme },
  'POST /initiatives/v1/programmes/{id}/rules': { body: rules },
  'POST /initiatives/v1/programmes/{id}/rules/{rulesVersion}/publication': { body: {} },
  'POST /initiatives/v1/calls': { body: call },
  'POST /initiatives/v1/calls/{id}/opening': { body: {} },
  'POST /initiatives/v1/calls/{id}/closure': { body: {} },
  'POST /initiatives/v1/calls/{id}/cancellation': { body: { reasonCode: 'BUDGET_WITHDRAWN' } },
  'POST /initiatives/v1/applications': { body: application },
  'POST /initiatives/v1/applications/{id}/submission': {
    body: { cost: euro, requested: euro, area: 'North Coast' },
  },
  'POST /initiatives/v1/applications/{id}/evidence': {
    body: evidence.content,
    query: `?sha256=${evidence.sha256}&kind=REPORT`,
    headers: { 'content-type': 'application/pdf' },
  },
  'POST /initiatives/v1/applications/{id}/return': { body: { reasonCode: 'COSTS_UNCLEAR' } },
  'POST /initiatives/v1/applications/{id}/eligibility': { body: {} },
  'POST /initiatives/v1/applications/{id}/reviews': { body: { conflictOfInterest: true } },
  'POST /initiatives/v1/applications/{id}/approvals': { body: { body: 'BOARD' } },
  'POST /initiatives/v1/applications/{id}/decline': { body: { reasonCodes: ['SCORE_BELOW_THRESHOLD'] } },
  'POST /initiatives/v1/applications/{id}/appeals': { body: { grounds: ['COST_READ_WRONGLY'] } },
  'POST /initiatives/v1/applications/{id}/appeals/{no}/decision': {
    body: { decision: 'reject', reasonCode: 'NOTHING_NEW' },
  },
  'POST /initiatives/v1/applications/{id}/withdrawal': { body: {} },
  'POST /initiatives/v1/applications/{id}/signature': {
    body: { title: { en: 'Clean water' }, plannedStartOn: '2026-01-01', dueOn: ['2199-12-31'] },
  },
  'POST /initiatives/v1/awards': {
    body: {
      formerNumber: 'HM-2019/044',
      sourceRef: 'AUDIT-2026/7',
      programmeId: '0190a1b2-0000-7000-8000-000000000003',
      area: 'Torva',
      grantedOn: '2024-03-01',
      signedOn: '2024-04-01',
      title: { en: 'Water for Upper Torva (sample)' },
      plannedStartOn: '2024-05-01',
      cost: euro,
      shares: [{ party: 'central', role: 'central', amount: euro }],
      tranches: [{ amount: euro, dueOn: '2024-06-01' }],
    },
    ...keyed,
  },
  'POST /initiatives/v1/awards/{id}/opening/approval': { body: {}, ...keyed },
  'POST /initiatives/v1/awards/{id}/opening/refusal': { body: {} },
  'POST /initiatives/v1/awards/{id}/contributions': { body: { role: 'diaspora', form: 'cash', amount: euro } },
  'POST /initiatives/v1/awards/{id}/contributions/{no}/receipt': { body: { amount: euro }, ...keyed },
  'POST /initiatives/v1/awards/{id}/contributions/{no}/verification': { body: { amount: euro }, ...keyed },
  'POST /initiatives/v1/awards/{id}/contributions/{no}/reduction': {
    body: { amount: euro, reasonCode: 'WRONG_ENTRY' },
    ...keyed,
  },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/acceptances': { body: { code: 'REPORT' } },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/acceptances/{code}/retraction': {
    body: { reasonCode: 'REPORT_WRONG' },
  },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/hold': { body: { reasonCode: 'AUDIT' } },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/release': { body: {} },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/approvals': { body: {} },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/payment': { body: { reference: 'PAY-1' }, ...keyed },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/payment-reversal': {
    body: { reference: 'PAY-1', reasonCode: 'RETURNED_BY_BANK' },
    ...keyed,
  },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/acquittal': { body: { amount: euro }, ...keyed },
  'POST /initiatives/v1/awards/{id}/termination': { body: { reasonCode: 'STOPPED' } },
  'POST /initiatives/v1/awards/{id}/amendments': {
    body: { reasonCode: 'WORKS_DELAYED', plannedEndOn: '2027-12-31' },
    headers: { 'if-match': '"1"' },
  },
  'POST /initiatives/v1/awards/{id}/amendments/{no}/approval': { body: {} },
  'POST /initiatives/v1/awards/{id}/amendments/{no}/refusal': { body: {} },
  'POST /initiatives/v1/awards/{id}/recovery/repayments': { body: { amount: euro, reference: 'BACK-1' }, ...keyed },
  'POST /initiatives/v1/awards/{id}/recovery/waivers': {
    body: { amount: euro, reasonCode: 'COST_ABOVE_CLAIM' },
    ...keyed,
  },
  'POST /initiatives/v1/awards/{id}/recovery/waivers/{no}/approval': { body: {}, ...keyed },
  'POST /initiatives/v1/awards/{id}/recovery/waivers/{no}/refusal': { body: {} },
  'POST /initiatives/v1/awards/{id}/payee': {
    body: { account: { holder: 'Friends of the Coast', iban: 'FR1420041010050500013M02606' } },
  },
  'POST /initiatives/v1/awards/{id}/payee/{no}/confirmation': { body: {} },
  'POST /initiatives/v1/awards/{id}/payee/{no}/disclosure': { body: { reasonCode: 'PAYMENT' } },
  'POST /initiatives/v1/awards/{id}/tranches/{no}/instruction-failure': {
    body: { reference: 'ORDER-1', reasonCode: 'ACCOUNT_CLOSED' },
    ...keyed,
  },
  'POST /initiatives/v1/debtor-accounts': {
    body: { account: { holder: 'Treasury', iban: 'DE89370400440532013000' } },
  },
  'POST /initiatives/v1/debtor-accounts/{id}/confirmation': { body: {} },
  'POST /initiatives/v1/debtor-accounts/{id}/retirement': { body: { reasonCode: 'BANK_CHANGED' } },
  'POST /initiatives/v1/payment-batches': {
    body: {
      debtorAccountId: agreement.partnerId,
      executeOn: '2199-01-04',
      tranches: [{ awardId: agreement.partnerId, no: 1 }],
    },
    ...keyed,
  },
  'POST /initiatives/v1/payment-batches/{id}/release': { body: {}, ...keyed },
  'POST /initiatives/v1/payment-batches/{id}/cancellation': { body: { reasonCode: 'WRONG_DAY' }, ...keyed },
  'POST /initiatives/v1/payment-batches/{id}/file': { body: { reasonCode: 'PAYMENT' } },
  'POST /initiatives/v1/bank-statements': {
    body: statement.content,
    query: `?sha256=${statement.sha256}`,
    headers: { 'content-type': 'application/xml' },
  },
  'POST /initiatives/v1/bank-statements/{id}/entries/{no}/confirmation': { body: {}, ...keyed },
  'PUT /initiatives/v1/fiscal-closings/{of}': {
    // a day to come closes nothing, so that nobody is refused as the one who closed the books
    body: { closedUntil: '2199-12-31' },
    headers: { 'if-none-match': '*' },
  },
  'POST /initiatives/v1/fiscal-closings/{of}/reopening': { body: { reasonCode: 'LATE_ENTRY' } },
  'POST /initiatives/v1/match-quotes': {
    body: { programme: 'NONE', cost: { amount: '1000.00', currency: 'EUR' } },
  },
  'POST /partnerships/v1/partners': { body: { name: 'Coast Foundation', kind: 'foundation', country: 'FR' } },
  'POST /partnerships/v1/agreements': { body: agreement },
  'POST /partnerships/v1/agreements/{id}/signature': { body: {} },
  'POST /partnerships/v1/agreements/{id}/termination': { body: { reasonCode: 'FUNDS_WITHDRAWN' } },
  'POST /partnerships/v1/commitments': {
    body: { agreementId: agreement.partnerId, awardId: agreement.partnerId, amount: euro },
    ...keyed,
  },
  'POST /partnerships/v1/commitments/{id}/disbursements': { body: { amount: euro, reference: 'PAY-1' }, ...keyed },
  'POST /partnerships/v1/commitments/{id}/reduction': { body: { reasonCode: 'FUNDS_WITHDRAWN' }, ...keyed },
  ...strategyRequests,
  'GET /reporting/v1/reports/plan/alignment': { query: '?plan=NONE' },
  'GET /reporting/v1/reports/plan/contribution': { query: '?plan=NONE' },
  'GET /reporting/v1/reports/plan/drift': { query: '?plan=NONE' },
  'GET /reporting/v1/reports/plan/gaps': { query: '?plan=NONE' },
  'GET /reporting/v1/scores/{initiativeId}': { query: '?plan=NONE' },
  'GET /reporting/v1/reports/plan/alignment/initiatives': { query: '?plan=NONE&node=1' },
  'POST /reporting/v1/reports/runs': { body: { key: 'plan/alignment', params: { plan: 'NONE' } } },
};

/** What an operator sends to the same route of every service that keeps copies. */
const ofEveryService: Readonly<Record<string, Call>> = {
  'POST /v1/rebuild': { body: {} },
  'POST /v1/rebuild/flip': { body: { version: 'none' } },
  'POST /v1/rebuild/drop': { body: { version: 'none' } },
};

/** What is sent to a route; `query` is appended to its address. */
export const requestFor = (route: string): Call & { readonly query?: string } =>
  requests[route] ?? ofEveryService[withoutService(route)] ?? {};

const withoutService = (route: string) => route.replace(/ \/[a-z]+\//, ' /');
