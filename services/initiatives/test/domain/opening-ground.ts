// An award of before, half paid, as an audited statement tells it.
import type { Award, Decision, Known } from '@tributary/contracts';
import { type OpeningGround, proposeOpening, takeIn } from '../../src/award/opening.ts';
import { recognised } from './application-ground.ts';
import { after, initiativeId, known } from './award-ground.ts';
import { call, euro, programme, programmeId } from './call-ground.ts';

export const openedOn = '2026-06-30';

export const balances = {
  formerNumber: 'HM-2019/044',
  sourceRef: 'AUDIT-2026/7',
  programmeId,
  area: 'Torva',
  grantedOn: '2024-03-01',
  signedOn: '2024-04-01',
  openedOn,
  title: { en: 'Water for Upper Torva (sample)' },
  plannedStartOn: '2024-05-01',
  sectors: [],
  cost: euro('80000'),
  shares: [
    { party: 'central', role: 'central' as const, amount: euro('40000') },
    { party: 'local', role: 'local' as const, amount: euro('8000') },
    { party: 'diaspora', role: 'diaspora' as const, amount: euro('20000') },
    { party: 'donor', role: 'partner' as const, amount: euro('12000') },
  ],
  contributions: [
    {
      role: 'diaspora' as const,
      form: 'cash' as const,
      pledged: euro('20000'),
      received: euro('15000'),
      verified: euro('12000'),
    },
    {
      role: 'partner' as const,
      form: 'fx-transfer' as const,
      pledged: { amount: '5000', currency: 'USD' },
      received: { amount: '5000', currency: 'USD' },
      verified: { amount: '5000', currency: 'USD' },
    },
  ],
  tranches: [
    {
      amount: euro('24000'),
      dueOn: '2024-06-01',
      requires: [],
      payment: { reference: 'OLD-1', paidOn: '2024-06-03', acquitted: euro('20000') },
    },
    { amount: euro('16000'), dueOn: '2026-09-30', counterpart: euro('12000'), requires: ['REPORT'] },
  ],
};

const rate = { rate: '0.90', rateDate: openedOn };

/** What is known where a person proposes or approves; the call that is named is open. */
export const openingKnown = (by: string, changed: Partial<OpeningGround> = {}): Known<OpeningGround> => ({
  ...known(by, { organisation: recognised, rate }),
  programme: programme(),
  call: call({ status: 'published' }),
  ...changed,
});

export const propose = (changed: object = {}, ...of: Parameters<typeof openingKnown> | []) =>
  proposeOpening({ ...balances, ...changed }, openingKnown(of[0] ?? 'fay', of[1]));

export const approving = (by: string, changed: object = {}) => ({
  ...openingKnown(by),
  initiativeId,
  exhausted: undefined,
  ...changed,
});

/** The decision that takes in what fay proposed. */
export const taking = (changed: object = {}): Decision<Award> =>
  takeIn(after(propose(changed)), { approvedOn: openedOn }, approving('ada'));
