import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthEnd } from '../../src/values/calendar.ts';
import { dayIn, Instant, LocalDate } from '../../src/values/date.ts';

describe('a local date', () => {
  it('is every day that a calendar has, written in ISO 8601', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (day) => {
        expect(LocalDate.safeParse(day.toISOString().slice(0, 10)).success).toBe(true);
      }),
    );
  });

  it.each([
    '2025-02-29',
    '2025-04-31',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-1-1',
    '25-01-01',
    '2025-06-01T00:00Z',
    '',
    '01.06.2025',
    '2025-06-01\n',
  ])('is not %j', (value) => {
    expect(LocalDate.safeParse(value).success).toBe(false);
  });

  it.each(['2024-02-29', '2000-02-29'])('%s is a leap day', (value) => {
    expect(LocalDate.safeParse(value).success).toBe(true);
  });

  it('orders as text as it orders in time', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [a, b] = [one, other].map((date) => date.toISOString().slice(0, 10)) as [string, string];
        expect(a < b).toBe(Date.parse(a) < Date.parse(b));
      }),
    );
  });

  it('is the day in the time zone of the installation, not of the machine', () => {
    const moment = new Date('2025-06-30T22:30:00.000Z');
    expect(dayIn('UTC', moment)).toBe('2025-06-30');
    expect(dayIn('Europe/Chisinau', moment)).toBe('2025-07-01');
    expect(dayIn('America/Mexico_City', moment)).toBe('2025-06-30');
    expect(dayIn('Pacific/Kiritimati', new Date('2024-12-31T10:00:00.000Z'))).toBe('2025-01-01');
  });

  it('in UTC is the first ten characters of the instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (moment) => {
          expect(dayIn('UTC', moment)).toBe(moment.toISOString().slice(0, 10));
        },
      ),
    );
  });
});

describe('an instant', () => {
  it('is what a Date writes', () => {
    expect(Instant.safeParse(new Date(0).toISOString()).success).toBe(true);
  });

  it.each(['2025-06-01T10:00:00Z', '2025-06-01T10:00:00.000+02:00', '2025-06-01', '2025-06-01T25:00:00.000Z'])(
    'is not %s',
    (value) => {
      expect(Instant.safeParse(value).success).toBe(false);
    },
  );
});

describe('the end of a month', () => {
  it.each([
    ['2026-06-01', 0, '2026-06-30'],
    ['2026-06-30', 0, '2026-06-30'],
    ['2024-02-10', 0, '2024-02-29'],
    ['2100-02-10', 0, '2100-02-28'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-31'],
  ])('of %s, and %i months after it, is %s', (day, months, end) => {
    expect(monthEnd(day, months)).toBe(end);
  });
});

describe('the same day of another month', () => {
  it.each([
    ['2026-01-15', 9, '2026-10-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-01', 84, '2033-12-01'],
    ['2026-06-30', -6, '2025-12-30'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2026-03-31', -12, '2025-03-31'],
    ['2026-01-05', -1, '2025-12-05'],
  ])('as %s, %i months after it, is %s', (day, months, other) => {
    expect(addMonths(day, months)).toBe(other);
  });
});
