// What other parties give to an award: in increments, of which none takes more than there is.
import {
  awardContributionPledged,
  awardContributionReceived,
  awardContributionVerified,
  awardTrancheEligible,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { pledge, receive, reduce, verify } from '../../src/award/contributions.ts';
import { ended } from '../../src/award/ending.ts';
import { recognised } from './application-ground.ts';
import { after, known, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const on = '2026-06-30';
const promise = { role: 'diaspora', form: 'cash', amount: euro('32000.00'), pledgedOn: on } as const;
const coming = (amount: string, reasonCode?: string) => ({
  no: 1,
  amount: euro(amount),
  receivedOn: on,
  ...(reasonCode && { reasonCode }),
});
const checking = (amount: string, reasonCode?: string) => ({
  no: 1,
  amount: euro(amount),
  verifiedOn: on,
  ...(reasonCode && { reasonCode }),
});

const pledged = () => after(pledge(signed(), promise, known('ben')));
const received = () => after(receive(pledged(), coming('20000.00'), known('ben')));
const verified = () => after(verify(received(), checking('10000.00'), known('fay')));

describe('a contribution', () => {
  it('is pledged by a party that has a share, in a form that the rules take, and not by programme or partners', () => {
    expect(pledged().contributions).toMatchObject([{ no: 1, role: 'diaspora', received: euro('0.00') }]);
    const refused = (changed: object) => pledge(signed(), { ...promise, ...changed }, known('ben'));
    const passes = 'local (cash, fx-transfer); diaspora (cash, fx-transfer)';
    for (const role of ['central', 'partner', 'beneficiary'] as const) {
      expect(refused({ role })).toMatchObject({
        rejected: 'CONTRIBUTION_NOT_TAKEN',
        values: { passes, given: `${role} (cash)` },
        errors: [{ pointer: '/role' }],
      });
    }
    expect(refused({ form: 'time', method: 'daily-rate' })).toMatchObject({ errors: [{ pointer: '/form' }] });
    const dollars = { amount: { amount: '10.00', currency: 'USD' } };
    expect(refused(dollars)).toMatchObject({ rejected: 'OTHER_CURRENCY', values: { passes: 'EUR', given: 'USD' } });
    expect(refused({ ...dollars, form: 'fx-transfer' })).toMatchObject({ rejected: 'RATE_MISSING' });
  });

  it('comes in up to what is promised, and is verified up to what came in, to the cent', () => {
    const told = { no: 1, role: 'diaspora', form: 'cash' } as const;
    const value = (amount: string) => ({ amount: euro(amount), base: euro(amount), rate: '1', rateDate: on });
    given(pledged(), coming('32000.00'), known('ben'))
      .when(receive)
      .thenFacts(awardContributionReceived({ ...told, value: value('32000.00'), receivedOn: on }));
    given(received(), coming('12000.01'), known('ben'))
      .when(receive)
      .thenRejected('ABOVE_LIMIT', { rule: 'pledged', limit: '12000.00 EUR', given: '12000.01 EUR' });
    given(received(), checking('20000.01'), known('fay'))
      .when(verify)
      .thenRejected('ABOVE_LIMIT', { rule: 'received', limit: '20000.00 EUR', given: '20000.01 EUR' });
    given(received(), checking('10000.00'), known('fay'))
      .when(verify)
      .thenFacts(
        awardContributionVerified({ ...told, value: value('10000.00'), verifiedOn: on }),
        awardTrancheEligible({ no: 1, on }),
      );
  });

  it('is corrected by a negative increment with a reason, which never takes back more than is left', () => {
    given(verified(), coming('-1.00'), known('ben')).when(receive).thenRejected('REASON_REQUIRED');
    given(verified(), coming('-10000.01', 'WRONG_ENTRY'), known('ben'))
      .when(receive)
      .thenRejected('BELOW_LIMIT', { rule: 'verified', limit: '10000.00 EUR', given: '10000.01 EUR' });
    expect(after(receive(verified(), coming('-10000.00', 'WRONG_ENTRY'), known('ben'))).contributions).toMatchObject([
      { received: euro('10000.00'), verified: euro('10000.00') },
    ]);
    const back = after(verify(verified(), checking('-0.01', 'WRONG_ENTRY'), known('fay')));
    expect(back.contributions).toMatchObject([{ verified: euro('9999.99') }]);
    expect(back.tranches[0]).toMatchObject({ status: 'held', reasonCode: 'COUNTERPART_SHORT' });
  });

  it('is verified by a person who entered none of it', () => {
    given(received(), checking('1.00'), known('ben')).when(verify).thenRejected('FOUR_EYES');
    given(received(), { ...checking('1.00'), no: 2 }, known('fay'))
      .when(verify)
      .thenRejected('NOT_FOUND');
  });

  it('is taken back as a promise up to what has come in, and a partner changes its commitment instead', () => {
    const less = { no: 1, amount: euro('12000.00'), reasonCode: 'WRONG_ENTRY', pledgedOn: on };
    const told = { no: 1, role: 'diaspora', form: 'cash', reasonCode: 'WRONG_ENTRY' } as const;
    const value = { amount: euro('-12000.00'), base: euro('-12000.00'), rate: '1', rateDate: on };
    given(received(), less, known('ben'))
      .when(reduce)
      .thenFacts(awardContributionPledged({ ...told, value, pledgedOn: on }));
    given(received(), { ...less, amount: euro('12000.01') }, known('ben'))
      .when(reduce)
      .thenRejected('BELOW_LIMIT', { rule: 'received', limit: '12000.00 EUR', given: '12000.01 EUR' });
    expect(after(reduce(received(), less, known('ben'))).contributions).toMatchObject([
      { pledged: { amount: euro('20000.00') } },
    ]);
    const [contribution] = received().contributions;
    if (contribution === undefined) throw new Error('there is a contribution');
    const ofPartner = { ...received(), contributions: [{ ...contribution, role: 'partner' as const }] };
    given(ofPartner, less, known('ben')).when(reduce).thenRejected('CONTRIBUTION_NOT_TAKEN');
    given(received(), { ...less, pledgedOn: '2026-06-29' }, known('ben'))
      .when(reduce)
      .thenRejected('DATES_REVERSED');
  });

  it('counts for tranches in the currency of the award, by the rate of its pledge', () => {
    const rated = known('ben', { organisation: recognised, rate: { rate: '0.90', rateDate: on } });
    const dollars = (amount: string) => ({ amount, currency: 'USD' });
    const far = after(pledge(signed(), { ...promise, form: 'fx-transfer', amount: dollars('20000.00') }, rated));
    const came = after(receive(far, { no: 1, amount: dollars('20000.00'), receivedOn: on }, rated));
    const stepped = (amount: string) =>
      after(verify(came, { no: 1, amount: dollars(amount), verifiedOn: on }, { ...rated, by: 'fay' })).tranches[0];
    expect(stepped('11111.10')).toMatchObject({ status: 'held' });
    expect(stepped('11111.11')).toMatchObject({ status: 'eligible' });
  });

  it('is taken for no award that has ended', () => {
    given(ended(verified(), { reasonCode: 'STOPPED', on }).state, promise, known('ben'))
      .when(pledge)
      .thenRejected('WRONG_STATE');
  });
});
