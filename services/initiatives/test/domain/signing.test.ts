// An award as it is signed: its tranches, and the initiative that is registered for it.
import { awardSigned, awardTrancheHeld } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { ended } from '../../src/award/ending.ts';
import { initiativeOf, sign } from '../../src/award/signing.ts';
import { applicationId, granted, initiativeId, known, signature, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const awardId = '0190a1b2-0000-7000-8000-000000000009';

describe('a signature', () => {
  it('plans the tranches of the rules, which sum to the central share, and says what holds each', () => {
    const value = (amount: string) => ({ amount: euro(amount), base: euro(amount), rate: '1', rateDate: '2026-06-30' });
    given(granted(), signature, known('ana'))
      .when(sign)
      .thenFacts(
        awardSigned({
          applicationId,
          initiativeId,
          signedOn: '2026-06-30',
          tranches: [
            { no: 1, value: value('24000.00'), dueOn: '2026-07-15' },
            { no: 2, value: value('16000.00'), dueOn: '2027-03-31' },
          ],
        }),
        awardTrancheHeld({ no: 1, on: '2026-06-30', reasonCode: 'COUNTERPART_SHORT' }),
        awardTrancheHeld({ no: 2, on: '2026-06-30', reasonCode: 'COUNTERPART_SHORT' }),
      );
    expect(signed().tranches.map(({ counterpart }) => counterpart)).toEqual([euro('10000.00'), euro('36000.00')]);
  });

  it('is refused with the field and what would have passed', () => {
    const refused = (changed: object) => sign(granted(), { ...signature, ...changed }, known('ana'));
    expect(refused({ dueOn: ['2026-07-15'] })).toMatchObject({
      rejected: 'TRANCHES_NOT_PLANNED',
      values: { needed: 2, given: 1 },
      errors: [{ pointer: '/dueOn' }],
    });
    expect(refused({ dueOn: ['2026-07-15', '2026-07-14'] })).toMatchObject({
      rejected: 'DATES_REVERSED',
      errors: [{ pointer: '/dueOn/1' }],
    });
    expect(refused({ dueOn: ['2026-06-29', '2026-07-14'] })).toMatchObject({ errors: [{ pointer: '/dueOn/0' }] });
    expect(refused({ signedOn: '2026-06-29' })).toMatchObject({ errors: [{ pointer: '/signedOn' }] });
    expect(refused({ plannedEndOn: '2026-06-30' })).toMatchObject({ errors: [{ pointer: '/plannedEndOn' }] });
  });

  it('is of a recognised applicant, and given once', () => {
    const suspended = known('ana', { organisation: { periods: [], suspended: true } });
    given(granted(), signature, suspended).when(sign).thenRejected('ORGANISATION_SUSPENDED');
    given(signed(), signature, known('ana'))
      .when(sign)
      .thenRejected('WRONG_STATE', { state: 'signed', needed: 'granted' });
    const over = ended(granted(), { reasonCode: 'APPLICATION_WITHDRAWN', on: '2026-06-30' }).state;
    given(over, signature, known('ana')).when(sign).thenRejected('WRONG_STATE', { state: 'terminated' });
  });
});

describe('the initiative of an award', () => {
  it('is what was signed, with the cost as its budget', () => {
    const registered = initiativeOf(awardId, signed());
    expect(registered?.state).toMatchObject({
      awardId,
      area: 'Torva',
      status: 1,
      budget: { amount: euro('80000.00') },
    });
    expect(registered?.events[0]?.data).toMatchObject({
      awardId,
      registeredOn: '2026-06-30',
      title: signature.title,
      plannedStart: '2026-07-01',
    });
    expect(initiativeOf(awardId, granted())).toBeUndefined();
  });
});
