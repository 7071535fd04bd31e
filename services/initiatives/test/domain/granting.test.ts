// The award of an approved application: its shares sum to its cost, and no share is above what the rules and the
// application allow.
import { awardCoFundingRequested, isRejection, toMinor } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grant } from '../../src/award/granting.ts';
import { grantOf } from '../../src/award/shares.ts';
import { project, started, submitted } from './application-ground.ts';
import { applicationId, granted, granting, lastApproval, rulesWith } from './award-ground.ts';
import { euro } from './call-ground.ts';
import { organisationId, surroundings } from './known.ts';

const amounts = (shares: ReturnType<typeof granted>['shares']) =>
  shares.map(({ role, value }) => [role, value.amount.amount]);

describe('an award', () => {
  it('is granted by the rules of the submission, and told without the names that the programme uses', () => {
    const { state, events } = granting();
    expect(amounts(state.shares)).toEqual([
      ['central', '40000.00'],
      ['local', '8000.00'],
      ['diaspora', '32000.00'],
    ]);
    expect(state).toMatchObject({ status: 'granted', rulesVersion: '2025', organisationId, grantedOn: '2026-06-30' });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'initiatives.award.granted.v1',
      data: {
        applicationId,
        cost: { amount: euro('80000.00') },
        bounds: [
          { role: 'central', limit: 'maxPct' },
          { role: 'central', limit: 'maxAmount' },
          { role: 'local', limit: 'minPct' },
        ],
      },
    });
  });

  it('takes no more from the programme than was asked for, and the others pay the rest', () => {
    const asked = submitted({ requested: euro('30000.00') });
    expect(amounts(granted(asked).shares)).toEqual([
      ['central', '30000.00'],
      ['local', '8000.00'],
      ['diaspora', '42000.00'],
    ]);
  });

  it('asks partners for their share', () => {
    const offers = [
      ['local', '8000.00'],
      ['diaspora', '20000.00'],
      ['partner', '12000.00'],
    ].map(([party, amount]) => ({ party, amount: euro(String(amount)) }));
    const { events } = granting(submitted({ offers }));
    expect(events[1]).toEqual(
      awardCoFundingRequested({
        programmeId: started().programmeId,
        role: 'partner',
        amount: euro('12000.00'),
        area: 'Torva',
      }),
    );
  });

  it('pays in the parts of the rules, and waits with the first for what every award asks for', () => {
    expect(granted(undefined, rulesWith({ requirements: ['TRAINING'] })).tranchePlan).toMatchObject([
      { pct: 60, requires: ['TRAINING'] },
      { pct: 40, requires: ['RESULT'] },
    ]);
    expect(granted(undefined, rulesWith({ tranches: [] })).tranchePlan).toEqual([{ pct: 100, requires: [] }]);
  });

  it('is not granted, and nothing is approved, where the rules cannot share out the cost', () => {
    const { match } = rulesWith();
    const capped = { match: { ...match, parties: match?.parties.map((party) => ({ ...party, maxPct: 20 })) } };
    expect(lastApproval(submitted(), rulesWith(capped))).toMatchObject({
      rejected: 'AWARD_NOT_POSSIBLE',
      values: { rulesVersion: '2025', cost: '80000.00 EUR', requested: '40000.00 EUR' },
    });
    const { submission } = submitted();
    if (submission === undefined) throw new Error('it was submitted');
    const dollars = { ...submission, cost: { amount: '80000.00', currency: 'USD' } };
    expect(grantOf(dollars, rulesWith(), '2026-06-30', surroundings())).toMatchObject({
      rejected: 'RATE_MISSING',
      errors: [{ pointer: '/approvedOn' }],
    });
  });

  it('shares out a loan and costs that are paid back: the programme’s part and the applicant’s own', () => {
    const loan = { match: undefined };
    expect(amounts(granted(undefined, rulesWith(loan)).shares)).toEqual([
      ['central', '40000.00'],
      ['beneficiary', '40000.00'],
    ]);
    const reimbursement = { pct: 30, of: 'LOWEST_ECONOMY_FARE', after: 'ATTENDANCE_COMPLETED' };
    expect(amounts(granted(undefined, rulesWith({ match: undefined, reimbursement })).shares)).toEqual([
      ['central', '24000.00'],
      ['beneficiary', '56000.00'],
    ]);
  });

  it('is none of an application that was withdrawn meanwhile', () => {
    const approved = lastApproval();
    if (isRejection(approved)) throw new Error(approved.rejected);
    expect(grant(applicationId, { ...approved.state, status: 'withdrawn' })).toBeUndefined();
  });

  it('shares sum to the cost to the minor unit, and the programme never pays more than was asked for', () => {
    const cents = (most: number) => fc.integer({ min: 0, max: most }).map((minor) => (minor / 100).toFixed(2));
    const [cost, requested, local, diaspora] = [cents(90_000_00), cents(45_000_00), cents(30_000_00), cents(60_000_00)];
    let shared = 0;
    fc.assert(
      fc.property(fc.record({ cost, requested, local, diaspora }), (drawn) => {
        const asked = project({
          cost: euro(drawn.cost),
          requested: euro(drawn.requested),
          offers: [
            { party: 'local', amount: euro(drawn.local) },
            { party: 'diaspora', amount: euro(drawn.diaspora) },
          ],
        });
        const moment = { submittedAt: '2026-06-01T08:00:00.000Z', submittedOn: '2026-06-01' };
        const submission = { ...asked, ...moment, rulesVersion: '2025', answers: [] };
        const made = grantOf(submission, rulesWith(), '2026-06-30', surroundings());
        if ('rejected' in made) return;
        shared += 1;
        const minor = made.shares.map(({ value }) => toMinor(value.amount));
        expect(minor.reduce((sum, one) => sum + one, 0n)).toBe(toMinor(asked.cost));
        const [central = 0n] = made.shares
          .filter(({ role }) => role === 'central')
          .map(({ value }) => toMinor(value.amount));
        expect(central <= toMinor(asked.requested)).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(shared).toBeGreaterThan(50);
  });
});
