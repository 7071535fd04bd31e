// The facts of a commitment and of the request that it answers, as the event catalogue shows them.
const partnerId = '0190a1b2-0000-7000-8000-000000000006';
const awardId = '0190a1b2-0000-7000-8000-000000000008';

const dollars = (amount: string, euros: string) => ({
  amount: { amount, currency: 'USD' },
  base: { amount: euros, currency: 'EUR' },
  rate: '0.90',
  rateDate: '2025-06-01',
});

/** The data of an example by event type. */
export const commitmentExamples: Readonly<Record<string, unknown>> = {
  'partnerships.commitment.made.v1': {
    partnerId,
    agreementId: '0190a1b2-0000-7000-8000-000000000007',
    awardId,
    programmeId: '0190a1b2-0000-7000-8000-000000000003',
    value: dollars('20000.00', '18000.00'),
    committedOn: '2025-06-20',
  },
  'partnerships.commitment.disbursement-recorded.v1': {
    partnerId,
    awardId,
    no: 2,
    value: dollars('-500.00', '-450.00'),
    disbursedOn: '2025-09-12',
    reasonCode: 'WRONG_ENTRY',
  },
  'partnerships.commitment.reduced.v1': {
    partnerId,
    awardId,
    no: 1,
    value: dollars('15000.00', '13500.00'),
    takenOff: { amount: '5000.00', currency: 'USD' },
    reasonCode: 'PROJECT_SMALLER',
    reducedOn: '2025-11-03',
  },
  'partnerships.commitment.revised.v1': {},
  'partnerships.co-funding-request.revised.v1': {},
};
