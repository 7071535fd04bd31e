// The window of a call: days as its time zone writes them, whatever the clocks there do.
import { dayIn } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter, isTaken, limitsOf, phaseOf, placeIn } from '../../src/call/window.ts';
import { call } from './call-ground.ts';

const at = (moment: string) => new Date(moment);
const chisinau = { opensOn: '2026-03-29', closesOn: '2026-10-25', timeZone: 'Europe/Chisinau' };

/** Zones that change their clocks at different hours, by half an hour, across the date line, or never. */
const zones = [
  'Europe/Chisinau',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'UTC',
] as const;

describe('the window of a call', () => {
  it('begins and ends with the days of its time zone, also where the clocks change on them', () => {
    expect(placeIn(chisinau, at('2026-03-28T21:59:59.999Z'))).toBe('before');
    expect(placeIn(chisinau, at('2026-03-28T22:00:00.000Z'))).toBe('open');
    expect(placeIn(chisinau, at('2026-10-25T21:59:59.999Z'))).toBe('open');
    expect(placeIn(chisinau, at('2026-10-25T22:00:00.000Z'))).toBe('after');
    expect(limitsOf(chisinau)).toEqual({ from: at('2026-03-28T22:00:00.000Z'), until: at('2026-10-25T22:00:00.000Z') });
  });

  it('lets days of the calendar and minutes of the clock run on after it', () => {
    const late = { ...chisinau, closesOn: '2026-03-28', opensOn: '2026-03-01', grace: { days: 1, minutes: 30 } };
    // the day of grace has 23 hours
    expect(limitsOf(late).until).toEqual(at('2026-03-29T21:30:00.000Z'));
    expect(placeIn(late, at('2026-03-28T22:00:00.000Z'))).toBe('grace');
    expect(placeIn(late, at('2026-03-29T21:29:59.999Z'))).toBe('grace');
    expect(placeIn(late, at('2026-03-29T21:30:00.000Z'))).toBe('after');
  });

  it('ends when the call is closed, and no earlier', () => {
    const closed = { ...chisinau, closedAt: '2026-05-01T10:00:00.000Z' };
    expect(isTaken(closed, at('2026-05-01T09:59:59.999Z'))).toBe(true);
    expect(isTaken(closed, at('2026-05-01T10:00:00.000Z'))).toBe(false);
    expect(limitsOf(closed).until).toEqual(at('2026-05-01T10:00:00.000Z'));
  });

  it('is told as where the call stands', () => {
    const published = call({ status: 'published', ...chisinau, closesOn: '2026-04-01', grace: { days: 2 } });
    const moments = ['2026-03-01', '2026-03-30', '2026-04-02', '2026-04-03', '2026-04-04'];
    expect(moments.map((day) => phaseOf(published, at(`${day}T12:00:00Z`)))).toEqual([
      'published',
      'open',
      'grace',
      'grace',
      'closed',
    ]);
    expect(phaseOf(call({ status: 'cancelled' }), at('2026-03-30T12:00:00Z'))).toBe('cancelled');
  });

  it('takes a moment exactly where it lies between its limits, in every zone and across every change of clocks', () => {
    const window = fc.record({
      timeZone: fc.constantFrom(...zones),
      start: fc.integer({ min: 0, max: 730 }),
      length: fc.integer({ min: 0, max: 40 }),
      days: fc.integer({ min: 0, max: 5 }),
      minutes: fc.integer({ min: 0, max: 1440 }),
      offset: fc.integer({ min: -3 * 86_400_000, max: 50 * 86_400_000 }),
    });
    fc.assert(
      fc.property(window, ({ timeZone, start, length, days, minutes, offset }) => {
        const opensOn = daysAfter('2025-01-01', start);
        const of = { opensOn, closesOn: daysAfter(opensOn, length), timeZone, grace: { days, minutes } };
        const moment = new Date(Date.parse(opensOn) + offset);
        const { from, until } = limitsOf(of);
        expect(isTaken(of, moment)).toBe(moment >= from && moment < until);
        expect(dayIn(timeZone, from)).toBe(opensOn);
        expect(dayIn(timeZone, new Date(from.getTime() - 1)) < opensOn).toBe(true);
        expect(placeIn(of, new Date(until.getTime() - 1))).not.toBe('after');
      }),
      { numRuns: 150 },
    );
  });
});
