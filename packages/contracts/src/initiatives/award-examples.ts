// The facts of an award, as the event catalogue shows them: from its grant to its early end.
const organisationId = '0190a1b2-0000-7000-8000-000000000002';
const ofCall = {
  callId: '0190a1b2-0000-7000-8000-000000000004',
  programmeId: '0190a1b2-0000-7000-8000-000000000003',
};
const initiativeId = '0190a1b2-0000-7000-8000-000000000001';

const euros = (amount: string) => {
  const money = { amount, currency: 'EUR' };
  return { amount: money, base: money, rate: '1', rateDate: '2026-06-22' };
};

/** The data of an example by event type. */
export const awardExamples: Readonly<Record<string, unknown>> = {
  'initiatives.award.granted.v1': {
    applicationId: '0190a1b2-0000-7000-8000-000000000005',
    ...ofCall,
    organisationId,
    area: 'Torva',
    rulesVersion: '2025',
    grantedOn: '2026-06-22',
    cost: euros('80000.00'),
    shares: [
      { role: 'central', value: euros('40000.00') },
      { role: 'local', value: euros('8000.00') },
      { role: 'diaspora', value: euros('20000.00') },
      { role: 'partner', value: euros('12000.00') },
    ],
    bounds: [
      { role: 'central', limit: 'maxPct' },
      { role: 'central', limit: 'maxAmount' },
      { role: 'local', limit: 'minPct' },
    ],
  },
  'initiatives.award.opened.v1': {
    formerNumber: 'HM-2019/044',
    programmeId: ofCall.programmeId,
    organisationId,
    area: 'Torva',
    initiativeId,
    grantedOn: '2024-03-01',
    signedOn: '2024-04-01',
    openedOn: '2026-06-30',
    cost: euros('60000.00'),
    shares: [
      { role: 'central', value: euros('40000.00') },
      { role: 'diaspora', value: euros('20000.00') },
    ],
    contributions: [
      {
        no: 1,
        role: 'diaspora',
        form: 'cash',
        pledged: euros('20000.00'),
        received: euros('15000.00'),
        verified: euros('12000.00'),
      },
    ],
    tranches: [
      {
        no: 1,
        value: euros('24000.00'),
        dueOn: '2024-06-01',
        paidOn: '2024-06-03',
        acquitted: { amount: '20000.00', currency: 'EUR' },
      },
      { no: 2, value: euros('16000.00'), dueOn: '2026-09-30' },
    ],
  },
  'initiatives.award.co-funding-requested.v1': {
    programmeId: ofCall.programmeId,
    role: 'partner',
    amount: { amount: '12000.00', currency: 'EUR' },
    area: 'Torva',
  },
  'initiatives.award.signed.v1': {
    applicationId: '0190a1b2-0000-7000-8000-000000000005',
    initiativeId,
    signedOn: '2026-07-01',
    tranches: [
      { no: 1, value: euros('24000.00'), dueOn: '2026-08-01' },
      { no: 2, value: euros('16000.00'), dueOn: '2027-03-31' },
    ],
  },
  'initiatives.award.contribution-pledged.v1': {
    no: 1,
    role: 'diaspora',
    form: 'cash',
    value: euros('20000.00'),
    sourceRef: 'PLEDGE-2026/14',
    pledgedOn: '2026-07-02',
  },
  'initiatives.award.contribution-received.v1': {
    no: 1,
    role: 'diaspora',
    form: 'cash',
    value: euros('12000.00'),
    receivedOn: '2026-07-20',
  },
  'initiatives.award.contribution-verified.v1': {
    no: 1,
    role: 'diaspora',
    form: 'cash',
    value: euros('-500.00'),
    reasonCode: 'WRONG_ENTRY',
    verifiedOn: '2026-07-28',
  },
  'initiatives.award.tranche-eligible.v1': { no: 1, on: '2026-07-28' },
  'initiatives.award.tranche-held.v1': { no: 2, on: '2026-07-28', reasonCode: 'COUNTERPART_SHORT' },
  'initiatives.award.tranche-released.v1': { no: 1, on: '2026-07-30', reasonCode: 'AUDIT_UNDER_WAY' },
  'initiatives.award.tranche-approved.v1': { no: 1, on: '2026-07-31', approvals: 2 },
  'initiatives.award.tranche-paid.v1': {
    no: 1,
    value: euros('24000.00'),
    paidOn: '2026-08-03',
    budgetCode: 'MLOC-6421',
  },
  'initiatives.award.payment-reversed.v1': {
    no: 1,
    value: euros('-24000.00'),
    paidOn: '2026-08-03',
    reversedOn: '2026-08-06',
    reasonCode: 'RETURNED_BY_BANK',
  },
  'initiatives.award.tranche-acquitted.v1': {
    no: 1,
    amount: { amount: '23500.00', currency: 'EUR' },
    acquittedOn: '2026-10-30',
  },
  'initiatives.award.amended.v1': {
    no: 1,
    reasonCode: 'WORKS_DELAYED',
    plannedEnd: '2027-12-31',
    tranches: [{ no: 2, value: euros('16000.00'), dueOn: '2027-09-30' }],
    amendedOn: '2026-11-10',
  },
  'initiatives.award.recovery-opened.v1': {
    amount: { amount: '500.00', currency: 'EUR' },
    basis: 'not-acquitted',
    reasonCode: 'PROJECT_ABANDONED',
    openedOn: '2026-11-30',
  },
  'initiatives.award.recovery-repaid.v1': { value: euros('400.00'), repaidOn: '2027-01-15' },
  'initiatives.award.recovery-waived.v1': {
    no: 1,
    amount: { amount: '100.00', currency: 'EUR' },
    reasonCode: 'COST_ABOVE_CLAIM',
    waivedOn: '2027-02-20',
  },
  'initiatives.award.payee-proposed.v1': { no: 1, on: '2026-07-02' },
  'initiatives.award.payee-confirmed.v1': { no: 1, usableFrom: '2026-07-04', on: '2026-07-03' },
  'initiatives.award.payee-disclosed.v1': { no: 1, reasonCode: 'PAYMENT', on: '2026-08-03' },
  'initiatives.award.terminated.v1': { reasonCode: 'PROJECT_ABANDONED', on: '2026-11-30' },
  'initiatives.award.revised.v1': {},
};
