// Who is under age, and what becomes of guardianships: no clock and no store.
import type { Guardianship, Person } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { firstOfMonth, isMinor, mayBeMinor, ofAgeFrom } from '../../src/guardian/age.ts';
import { endDue, endOf, guardiansOf, holdsOn } from '../../src/guardian/decisions.ts';
import { barePerson } from './bare-person.ts';

const MOTHER = '0190a1b2-0000-7000-8000-000000000041';
const FATHER = '0190a1b2-0000-7000-8000-000000000042';

const guardianship = (changed: Partial<Guardianship> = {}): Guardianship => ({
  no: 1,
  guardianId: MOTHER,
  relation: 'mother',
  evidence: 'BIRTH_CERTIFICATE',
  since: '2026-03-02',
  ...changed,
});
const minor = (...guardians: Guardianship[]): Person =>
  barePerson({
    birthCohort: '2010-2014',
    guardians,
    guardedBy: guardians.flatMap(({ guardianId }) => guardianId ?? []),
  });

describe('the age of majority', () => {
  it.each([
    ['2010-06-15', '2028-06-14', true],
    ['2010-06-15', '2028-06-15', false],
    ['2008-02-29', '2026-02-28', true],
    ['2008-02-29', '2026-03-01', false],
    ['2008', '2025-12-31', true],
    ['2008', '2026-01-01', false],
    ['2008-05', '2026-04-30', true],
    ['2008-05', '2026-05-01', false],
    [undefined, '2026-05-01', false],
  ])('of a birth on %s is not reached on %s: %s', (birthDate, today, expected) => {
    expect(isMinor(birthDate, 18, today)).toBe(expected);
  });

  it('is counted in the years that the ministry has set', () => {
    expect(ofAgeFrom('2010-06-15', 21)).toBe('2031-06-15');
    expect(isMinor('2010-06-15', 21, '2031-06-14')).toBe(true);
  });

  it('is looked up in the vault only where the years of birth leave it open: whoever is a minor is among them', () => {
    for (let year = 1995; year <= 2026; year += 1) {
      const cohort = `${year - (year % 5)}-${year - (year % 5) + 4}`;
      for (const day of ['01-01', '06-15', '12-31']) {
        if (isMinor(`${year}-${day}`, 18, '2026-06-15')) expect(mayBeMinor(cohort, 18, '2026-06-15')).toBe(true);
      }
    }
    expect(mayBeMinor('2000-2004', 18, '2026-06-15')).toBe(false);
    expect(mayBeMinor('unknown', 18, '2026-06-15')).toBe(false);
  });
});

describe('a guardianship', () => {
  it('holds from its first day, and no longer on the day on which it ends', () => {
    const one = guardianship({ until: '2026-09-01' });
    const held = ['2026-03-01', '2026-03-02', '2026-08-31', '2026-09-01'].map((day) => holdsOn(one, day));
    expect(held).toEqual([false, true, true, false]);
    expect(holdsOn(guardianship({ endedOn: '2026-03-05' }), '2026-03-05')).toBe(false);
  });

  it('of whoever came of age is told as of the first day of the month, and leads to nobody from then on', () => {
    const before = minor(guardianship(), guardianship({ no: 2, guardianId: FATHER, relation: 'father' }));
    const decided = endDue(before, true, '2028-07-03');
    if (decided === 'unchanged' || 'rejected' in decided) throw new Error('not ended');
    expect(decided.events.map(({ data }) => data)).toEqual([
      { no: 1, relation: 'mother', cause: 'of-age', endedOn: '2028-07-01' },
      { no: 2, relation: 'father', cause: 'of-age', endedOn: '2028-07-01' },
    ]);
    expect(JSON.stringify(decided.state)).not.toContain(MOTHER);
    expect(decided.state.guardedBy).toBeUndefined();
    expect(endDue(decided.state, true, '2028-07-03')).toBe('unchanged');
    expect(firstOfMonth('2028-07-03')).toBe('2028-07-01');
  });

  it('ends at its term alone while the minor is under age', () => {
    const before = minor(guardianship({ until: '2026-09-01' }), guardianship({ no: 2, guardianId: FATHER }));
    expect(endDue(before, false, '2026-08-31')).toBe('unchanged');
    const decided = endDue(before, false, '2026-09-04');
    if (decided === 'unchanged' || 'rejected' in decided) throw new Error('not ended');
    expect(decided.events).toHaveLength(1);
    expect(decided.state.guardedBy).toEqual([FATHER]);
    expect(guardiansOf(decided.state)[0]).toMatchObject({ cause: 'term', endedOn: '2026-09-01' });
  });

  it('of a guardian who was erased ends, and the other one stays', () => {
    const decided = endOf(minor(guardianship(), guardianship({ no: 2, guardianId: FATHER })), MOTHER, '2026-05-05');
    if (decided === 'unchanged' || 'rejected' in decided) throw new Error('not ended');
    expect(decided.state.guardedBy).toEqual([FATHER]);
    expect(JSON.stringify(decided)).not.toContain(MOTHER);
    expect(endOf(decided.state, MOTHER, '2026-05-05')).toBe('unchanged');
  });
});
