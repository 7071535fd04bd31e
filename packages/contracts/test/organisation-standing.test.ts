import { describe, expect, it } from 'vitest';
import {
  appliedStanding,
  refusalFor,
  withRecognition,
  withSuspension,
  withWithdrawal,
} from '../src/registry/organisation-standing.ts';

const id = '0190a1b2-0000-7000-8000-000000000002';
const recognised = withRecognition(appliedStanding, { validFrom: '2025-01-15', validUntil: '2025-12-31' });
const refused = (standing: Parameters<typeof refusalFor>[1], on: string) => refusalFor(id, standing, on)?.rejected;

describe('the standing of an organisation', () => {
  it('is unknown before any fact of it is here', () => {
    expect(refused(undefined, '2025-06-01')).toBe('ORGANISATION_UNKNOWN');
  });

  it('does not suffice after an application alone', () => {
    expect(refused(appliedStanding, '2025-06-01')).toBe('ORGANISATION_NOT_RECOGNISED');
  });

  it.each([
    ['2025-01-14', 'ORGANISATION_NOT_RECOGNISED'],
    ['2025-01-15', undefined],
    ['2025-12-31', undefined],
    ['2026-01-01', 'ORGANISATION_NOT_RECOGNISED'],
  ])('on %s, for a recognition from 2025-01-15 to 2025-12-31, answers %s', (on, code) => {
    expect(refused(recognised, on)).toBe(code);
  });

  it('refuses every day while it is suspended, so that no back-dated registration slips past', () => {
    const suspended = withSuspension(recognised, { from: '2026-02-10' });
    expect(refused(suspended, '2025-06-01')).toBe('ORGANISATION_SUSPENDED');
    expect(refused(suspended, '2025-01-15')).toBe('ORGANISATION_SUSPENDED');
  });

  it('is restored by another recognition, and the earlier period still counts', () => {
    const restored = withRecognition(withSuspension(recognised, { from: '2026-02-10' }), {
      validFrom: '2026-03-01',
      validUntil: '2026-12-31',
    });
    expect(refused(restored, '2026-03-01')).toBeUndefined();
    expect(refused(restored, '2025-06-01')).toBeUndefined();
    expect(refused(restored, '2026-02-01')).toBe('ORGANISATION_NOT_RECOGNISED');
  });

  it('refuses every day once it is withdrawn, as one that is not recognised, until it is recognised anew', () => {
    const withdrawn = withWithdrawal(recognised, { withdrawnOn: '2025-06-30' });
    expect(withdrawn).toMatchObject({ suspended: true, suspendedFrom: '2025-06-30' });
    expect(refused(withdrawn, '2025-06-01')).toBe('ORGANISATION_NOT_RECOGNISED');
    const anew = withRecognition(withdrawn, { validFrom: '2025-07-01', validUntil: '2025-12-31' });
    expect(refused(anew, '2025-07-01')).toBeUndefined();
  });

  it('is said with the organisation, the day and the field', () => {
    expect(refusalFor(id, appliedStanding, '2025-06-01')).toEqual({
      rejected: 'ORGANISATION_NOT_RECOGNISED',
      values: { organisationId: id, date: '2025-06-01' },
      errors: [
        {
          pointer: '/organisationId',
          code: 'ORGANISATION_NOT_RECOGNISED',
          values: { organisationId: id, date: '2025-06-01' },
        },
      ],
    });
  });
});
