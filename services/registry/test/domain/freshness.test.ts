// How stale a record is: the formula at its edges, and when an active record is dormant.
import { describe, expect, it } from 'vitest';
import { fallDormant } from '../../src/freshness/decisions.ts';
import { defaultFreshness, freshnessOf } from '../../src/freshness/score.ts';
import { barePerson } from './bare-person.ts';

const person = barePerson({
  status: 'active',
  sex: 'female',
  residence: { country: 'FR' },
  birthCohort: '1985-1989',
  assurance: 'consular',
  contactable: true,
  registeredOn: '2020-01-31',
});
const of = (changed: object, today: string, rules = defaultFreshness) =>
  freshnessOf({ ...person, ...changed } as never, rules, today);

describe('the staleness of a record', () => {
  it.each([
    ['2026-01-01', 0, false],
    ['2026-01-02', 0, false],
    ['2026-01-03', 1, false],
    ['2026-12-31', 100, false],
    ['2027-01-01', 100, true],
    ['2028-01-01', 200, true],
  ])('of one that was confirmed on 2026-01-01 is on %s %d', (today, staleness, isDue) => {
    expect(of({ confirmedOn: '2026-01-01' }, today)).toMatchObject({
      seenOn: '2026-01-01',
      dueOn: '2027-01-01',
      dormantFrom: '2028-01-01',
      staleness,
      isDue,
    });
  });

  it('counts from the confirmation, else from the later one of registration and verification', () => {
    expect(of({}, '2026-01-01')?.seenOn).toBe('2020-01-31');
    expect(of({ verifiedOn: '2021-05-05' }, '2026-01-01')?.seenOn).toBe('2021-05-05');
    expect(of({ verifiedOn: '2019-05-05' }, '2026-01-01')?.seenOn).toBe('2020-01-31');
    expect(of({ verifiedOn: '2021-05-05', confirmedOn: '2020-06-06' }, '2026-01-01')?.seenOn).toBe('2020-06-06');
  });

  it('follows the rules of the ministry, by assurance, and the ends of months', () => {
    const rules = { dueAfterMonths: { self: 6, assisted: 1, consular: 24, eid: 36 }, dormantAfterMonths: 1 };
    expect(of({ assurance: 'assisted' }, '2020-02-29', rules)).toMatchObject({ dueOn: '2020-02-29', isDue: true });
    expect(of({}, '2020-02-29', rules)).toMatchObject({ dueOn: '2022-01-31', dormantFrom: '2022-02-28' });
  });

  it('is nothing of one that is closed, and never below 0', () => {
    for (const status of ['withdrawn', 'deceased', 'merged', 'erased'])
      expect(of({ status }, '2026-01-01')).toBeUndefined();
    expect(of({ confirmedOn: '2026-01-02' }, '2026-01-01')?.staleness).toBe(0);
  });
});

describe('a record that nobody confirms', () => {
  const fall = (changed: object, today: string) =>
    fallDormant({ ...person, confirmedOn: '2024-03-31', ...changed } as never, defaultFreshness, today);

  it('is dormant from the day on, where it was active', () => {
    expect(fall({}, '2026-03-30')).toBe('unchanged');
    expect(fall({}, '2026-03-31')).toMatchObject({
      state: { status: 'dormant' },
      events: [{ type: 'registry.person.became-dormant.v1', data: { dormantOn: '2026-03-31' } }],
    });
    for (const status of ['registered', 'verified', 'dormant', 'withdrawn', 'merged'])
      expect(fall({ status }, '2026-03-31')).toBe('unchanged');
  });
});
