// Where a commitment may be made, as far as it rests on what other services told.
import { type Agreement, ratesIn } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { planned } from '../../src/commitment/making.ts';
import type { AwardStanding } from '../../src/upstream/upstream.ts';

const agreement: Agreement = {
  partnerId: '0190a1b2-0000-7000-8000-000000000006',
  type: 'financing',
  title: { en: 'Wells of Upper Torva (sample)' },
  reference: 'MFIN-2026/17',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  status: 'signed',
  signedOn: '2026-01-10',
  draftedBy: 'ana',
};
const granted: AwardStanding = { currency: 'EUR', rate: '1', grantedOn: '2026-01-15' };
const asked = {
  agreementId: '0190a1b2-0000-7000-8000-000000000007',
  awardId: '0190a1b2-0000-7000-8000-000000000008',
  amount: { amount: '10.00', currency: 'EUR' },
  committedOn: '2026-02-01',
};
const withAward = (award: AwardStanding | undefined) =>
  planned(asked, {
    agreement,
    request: undefined,
    ...ratesIn(() => new Map(), 'EUR'),
    organisation: () => undefined,
    award: () => award,
  });

describe('a commitment to an award of which no request is known', () => {
  it('waits where the award has asked partners: the request is about to be there', () => {
    expect(withAward({ ...granted, asksPartners: true })).toMatchObject({ rejected: 'NOT_CAUGHT_UP' });
  });

  it('is refused where it has asked none', () => {
    for (const award of [granted, undefined]) {
      expect(withAward(award)).toMatchObject({ rejected: 'CO_FUNDING_NOT_ASKED' });
    }
  });
});
