// Amendments of a signed award: by two persons, one at a time, within what was committed and within its rules.
import { type Award, awardAmended, awardRevised, awardTrancheHeld } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { approveAmended, propose, refuseAmended } from '../../src/award/amendment.ts';
import { ended } from '../../src/award/ending.ts';
import { balancesOf } from '../../src/award/ledger.ts';
import { approve } from '../../src/award/tranches.ts';
import { after, amending, approved, covered, known, on, paid, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const why = { reasonCode: 'WORKS_DELAYED', proposedOn: on };
const later = { ...why, plannedEndOn: '2027-12-31' };
const tranche = (amount: string, changed: object = {}) => ({
  amount: euro(amount),
  dueOn: '2027-03-31',
  counterpart: euro('10000.00'),
  requires: [] as string[],
  ...changed,
});
const [, second] = signed().tranches;
const secondCounterpart = second?.counterpart ?? euro('0.00');
const rest = { counterpart: secondCounterpart, requires: ['RESULT'] };
type Plan = Parameters<typeof propose>[1]['tranches'];
const planning = (...tranches: NonNullable<Plan>) => ({ ...why, tranches });
const share = (party: string, amount: string) => ({ party, amount: euro(amount) });

const proposed = (award: Award, asked: Parameters<typeof propose>[1]) => after(propose(award, asked, amending('bo')));
const agreed = (award: Award, asked: Parameters<typeof propose>[1]) =>
  after(approveAmended(proposed(award, asked), { no: 1, approvedOn: on }, amending('max')));
const refusal = (award: Award, asked: Parameters<typeof propose>[1]) => propose(award, asked, amending('bo'));

describe('an amendment', () => {
  it('is proposed by one person and approved by another, and keeps what stood before', () => {
    given(signed(), later, amending('bo')).when(propose).thenFacts(awardRevised({}));
    const waits = proposed(signed(), later);
    expect(waits.project).toMatchObject({ plannedEndOn: '2027-06-30' });
    const approving = { no: 1, approvedOn: on };
    given(waits, approving, amending('bo')).when(approveAmended).thenRejected('FOUR_EYES');
    given(waits, approving, amending('max'))
      .when(approveAmended)
      .thenFacts(awardAmended({ no: 1, reasonCode: 'WORKS_DELAYED', plannedEnd: '2027-12-31', amendedOn: on }));
    const award = agreed(signed(), later);
    expect(award).toMatchObject({
      project: { plannedEndOn: '2027-12-31' },
      amendments: [{ status: 'approved', decidedOn: on, replaced: { plannedEndOn: '2027-06-30' } }],
    });
    given(award, approving, amending('ada')).when(approveAmended).thenRejected('WRONG_STATE', { state: 'approved' });
    given(award, { ...approving, no: 2 }, amending('ada'))
      .when(approveAmended)
      .thenRejected('NOT_FOUND');
  });

  it('waits alone: another is proposed once it is approved or refused', () => {
    const waits = proposed(signed(), later);
    given(waits, later, amending('ana')).when(propose).thenRejected('AMENDMENT_OPEN', { no: 1 });
    const refused = after(refuseAmended(waits, { no: 1, refusedOn: on }, known('max')));
    expect(refused).toMatchObject({ project: { plannedEndOn: '2027-06-30' }, amendments: [{ status: 'refused' }] });
    given(refused, { no: 1, refusedOn: on }, known('max')).when(refuseAmended).thenRejected('WRONG_STATE');
    expect(proposed(refused, later).amendments).toMatchObject([{ no: 1 }, { no: 2, status: 'proposed' }]);
  });

  it('is of a signed award alone, also where that ended before the approval', () => {
    const over = ended(proposed(signed(), later), { reasonCode: 'STOPPED', on }).state;
    given(over, { no: 1, approvedOn: on }, amending('max')).when(approveAmended).thenRejected('WRONG_STATE');
    given(over, later, amending('ana')).when(propose).thenRejected('AMENDMENT_OPEN');
    given(signed(), { ...later, plannedEndOn: '2026-06-30' }, amending('bo'))
      .when(propose)
      .thenRejected('DATES_REVERSED');
  });
});

describe('tranches as they are amended', () => {
  it('are approved anew, and not by who proposed them', () => {
    const plan = planning(
      tranche('14000.00', { no: 1, dueOn: '2026-09-30' }),
      tranche('10000.00'),
      tranche('16000.00', rest),
    );
    const award = agreed(approved(), plan);
    expect(award.tranches).toMatchObject([
      { no: 1, status: 'eligible', approvals: [], value: { amount: euro('14000.00') } },
      { no: 2, status: 'cancelled' },
      { no: 3, status: 'eligible' },
      { no: 4, status: 'held', reasonCode: 'REPORT_MISSING' },
    ]);
    const approving = { no: 1, approvedOn: on };
    given(award, approving, known('bo')).when(approve).thenRejected('FOUR_EYES');
    given(award, approving, known('ana')).when(approve).thenRejected('FOUR_EYES');
    given(award, approving, known('ada')).when(approve).thenState({ status: 'signed' });
    expect(balancesOf(award.ledger)).toMatchObject([
      { account: 'approved:central', minor: 0n },
      { account: 'committed:central', minor: 40_000_00n },
      {},
      {},
      {},
      {},
      {},
      {},
      {},
    ]);
    expect(award.amendments?.[0]?.replaced?.tranches).toMatchObject([{ no: 1, amount: euro('24000.00') }, { no: 2 }]);
  });

  it('are what is left to pay to the cent, and leave what is paid', () => {
    const more = refusal(paid(), planning(tranche('16000.01', rest)));
    expect(more).toMatchObject({
      rejected: 'AMENDMENT_NOT_TAKEN',
      values: { rule: 'SUM_IS_LEFT', passes: '16000.00 EUR', given: '16000.01 EUR' },
      errors: [{ pointer: '/tranches' }],
    });
    expect(refusal(paid(), planning(tranche('16000.00', { ...rest, no: 1 })))).toMatchObject({
      values: { rule: 'NOT_PAID_NAMED_ONCE', passes: '2', given: '1' },
      errors: [{ pointer: '/tranches/0/no' }],
    });
    const split = agreed(paid(), planning(tranche('6000.00', { ...rest, no: 2 }), tranche('10000.00', rest)));
    expect(split.tranches).toMatchObject([{ no: 1, status: 'paid' }, { no: 2 }, { no: 3 }]);
    const dollars = { amount: { amount: '16000.00', currency: 'USD' } };
    expect(refusal(paid(), planning(tranche('0', { ...rest, ...dollars })))).toMatchObject({
      values: { rule: 'SAME_CURRENCY', passes: 'EUR', given: 'USD' },
    });
  });

  it('pay nothing before what the rules ask for until then', () => {
    expect(refusal(covered(), planning(tranche('40000.00', { counterpart: secondCounterpart })))).toMatchObject({
      values: { rule: 'REQUIREMENTS_OF_RULES', passes: 'RESULT', given: '–' },
      errors: [{ pointer: '/tranches/0/requires' }],
    });
    const early = planning(tranche('24000.01', { counterpart: secondCounterpart }), tranche('15999.99', rest));
    expect(refusal(covered(), early)).toMatchObject({ values: { rule: 'REQUIREMENTS_OF_RULES' } });
    const unmatched = planning(tranche('24000.00', { counterpart: euro('9999.99') }), tranche('16000.00', rest));
    expect(refusal(covered(), unmatched)).toMatchObject({
      values: { rule: 'COUNTERPART_OF_RULES', passes: '≥ 10000.00 EUR', given: '9999.99 EUR' },
      errors: [{ pointer: '/tranches/0/counterpart' }],
    });
    const unordered = planning(tranche('24000.00'), tranche('16000.00', { ...rest, dueOn: '2027-03-30' }));
    expect(refusal(covered(), unordered)).toMatchObject({ rejected: 'DATES_REVERSED' });
  });

  it('are held again where the applicant is suspended meanwhile', () => {
    const plan = planning(tranche('24000.00', { no: 1 }), tranche('16000.00', { ...rest, no: 2 }));
    const suspended = amending('max', { organisation: { periods: [], suspended: true } });
    const decision = approveAmended(proposed(covered(), plan), { no: 1, approvedOn: on }, suspended);
    expect(decision).toMatchObject({
      events: [{}, awardTrancheHeld({ no: 1, on, reasonCode: 'APPLICANT_SUSPENDED' }), {}],
    });
  });
});

describe('shares as they are amended', () => {
  const shares = [share('central', '40000.00'), share('local', '10000.00'), share('diaspora', '30000.00')];

  it('sum to the cost and move between the parties in the ledger', () => {
    const award = agreed(signed(), { ...why, shares });
    expect(award.shares.map(({ party, value }) => [party, value.amount.amount])).toEqual([
      ['central', '40000.00'],
      ['local', '10000.00'],
      ['diaspora', '30000.00'],
    ]);
    expect(award.ledger.at(-1)).toMatchObject({
      fact: 'amended',
      postings: [
        { account: 'committed:local', amount: euro('2000.00') },
        { account: 'committed:diaspora', amount: euro('-2000.00') },
      ],
    });
  });

  it('are refused beyond what was committed, and where the rules would give others', () => {
    const refused = (...asked: ReturnType<typeof share>[]) => refusal(signed(), { ...why, shares: asked });
    const [central, local, diaspora] = shares;
    if (central === undefined || local === undefined || diaspora === undefined) throw new Error('there are three');
    expect(refused(central, local)).toMatchObject({ values: { rule: 'SAME_PARTIES' } });
    expect(refused(central, local, share('diaspora', '30000.01'))).toMatchObject({
      values: { rule: 'SUM_IS_COST', passes: '80000.00 EUR', given: '80000.01 EUR' },
    });
    expect(refused(share('central', '40000.01'), local, share('diaspora', '29999.99'))).toMatchObject({
      values: { rule: 'WITHIN_COMMITTED', passes: '≤ 40000.00 EUR', given: '40000.01 EUR' },
    });
    expect(refused(central, share('local', '7999.99'), share('diaspora', '32000.01'))).toMatchObject({
      rejected: 'AWARD_NOT_POSSIBLE',
    });
  });

  it('that lower what the programme pays come with the tranches that are left', () => {
    const lower = [share('central', '39000.00'), share('local', '8000.00'), share('diaspora', '33000.00')];
    expect(refusal(signed(), { ...why, shares: lower })).toMatchObject({
      values: { rule: 'SUM_IS_LEFT', passes: '39000.00 EUR', given: '40000.00 EUR' },
    });
    const strict = { counterpart: euro('41000.00'), requires: ['RESULT'] };
    const award = agreed(signed(), { ...planning(tranche('39000.00', strict)), shares: lower });
    expect(balancesOf(award.ledger).find(({ account }) => account === 'committed:central')?.minor).toBe(39_000_00n);
  });
});
