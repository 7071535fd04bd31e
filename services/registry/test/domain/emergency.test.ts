// What becomes of emergency accesses, whom they let in and whom they cover: no clock and no store.
import { type Decision, type EmergencyAccess, isRejection, type Person, personStates } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { covers, declare, end, expire, isFor, isInForce, review } from '../../src/emergency/decisions.ts';
import { barePerson } from './bare-person.ts';

const at = (instant: string) => ({
  now: new Date(instant),
  today: instant.slice(0, 10),
  newId: () => '0190a1b2-0000-7000-8000-000000000001',
});
const begun = at('2026-03-02T06:40:00.000Z');
const rules = { accessHours: 72, reviewHours: 48 };

const command = {
  incident: 'EQ-2026-000212-TUR',
  reasonCode: 'EARTHQUAKE',
  reason: 'Buildings have collapsed in two provinces and the network is down',
  purpose: 'WELFARE_CHECK',
  places: [{ country: 'TR', subdivisions: ['TR-31', 'TR-46'] }, { country: 'SY' }],
  officers: ['ana'],
};
const declared = (hours = 24, changed: object = {}) =>
  declare({ ...command, hours, ...changed }, { ...begun, by: 'vera', rules });
const open = (changed: object = {}): EmergencyAccess => {
  const decided = declared(24, changed);
  if (isRejection(decided)) throw new Error(decided.rejected);
  return decided.state;
};
/** What a decision says, as one thing that can be compared. */
const said = (decided: Decision<EmergencyAccess> | 'unchanged') =>
  decided === 'unchanged' || isRejection(decided) ? decided : decided.events.map(({ type, data }) => [type, data]);

describe('an emergency access', () => {
  it('holds from its declaration for the hours that were asked for, and no longer than the rules allow', () => {
    expect(open()).toMatchObject({
      status: 'open',
      declaredAt: '2026-03-02T06:40:00.000Z',
      until: '2026-03-03T06:40:00.000Z',
      declaredBy: 'vera',
      reviewHours: 48,
    });
    expect(declared(72)).not.toHaveProperty('rejected');
    expect(declared(73)).toMatchObject({
      rejected: 'EMERGENCY_TOO_LONG',
      errors: [{ pointer: '/hours', values: { hours: 73, most: 72 } }],
    });
  });

  it('tells of its declaration where and why, and never who may look or the words of the reason', () => {
    expect(said(declared())).toEqual([
      [
        'registry.emergency-access.declared.v1',
        {
          incident: 'EQ-2026-000212-TUR',
          reasonCode: 'EARTHQUAKE',
          purpose: 'WELFARE_CHECK',
          countries: ['SY', 'TR'],
          until: '2026-03-03T06:40:00.000Z',
          declaredOn: '2026-03-02',
        },
      ],
    ]);
  });

  it.each([
    ['2026-03-02T06:40:00.000Z', true],
    ['2026-03-03T06:39:59.999Z', true],
    ['2026-03-03T06:40:00.000Z', false],
    // the clock of another process is a little behind
    ['2026-03-02T06:35:00.000Z', true],
    // a clock went back, or the one that declared it was ahead
    ['2026-03-02T06:34:59.999Z', false],
  ])('at %s is in force: %s', (instant, expected) => {
    expect(isInForce(open(), new Date(instant))).toBe(expected);
    expect(expire(open(), at(instant)) === 'unchanged').toBe(expected);
  });

  it('is over once, however it ends, and stays so whatever a clock says later', () => {
    const ended = end(open(), { reasonCode: 'ALL_ACCOUNTED_FOR' }, { ...at('2026-03-02T09:00:00.000Z'), by: 'paul' });
    expect(said(ended)).toEqual([
      [
        'registry.emergency-access.ended.v1',
        {
          cause: 'ended',
          reasonCode: 'ALL_ACCOUNTED_FOR',
          reviewBy: '2026-03-04T09:00:00.000Z',
          endedOn: '2026-03-02',
        },
      ],
    ]);
    const expired = expire(open(), at('2026-03-03T06:41:00.000Z'));
    expect(said(expired)).toEqual([
      [
        'registry.emergency-access.ended.v1',
        { cause: 'expired', reviewBy: '2026-03-05T06:41:00.000Z', endedOn: '2026-03-03' },
      ],
    ]);
    for (const one of [ended, expired]) {
      if (one === 'unchanged' || isRejection(one)) throw new Error('it is over');
      expect(isInForce(one.state, begun.now)).toBe(false);
      expect(expire(one.state, begun)).toBe('unchanged');
      expect(end(one.state, { reasonCode: 'AGAIN' }, { ...begun, by: 'paul' })).toMatchObject({
        rejected: 'WRONG_STATE',
      });
    }
  });

  it('is reviewed once it is over, by somebody who neither declared it nor looked under it', () => {
    const by = (who: string, hasLooked = false) => ({ ...at('2026-03-04T08:00:00.000Z'), by: who, hasLooked });
    const said = { outcome: 'unjustified', reasonCode: 'LOOKS_BEYOND_NEED' } as const;
    const over = { ...open(), status: 'expired' as const };
    expect(review(open(), said, by('paul'))).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(review(over, said, by('vera'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(review(over, said, by('paul', true))).toMatchObject({ rejected: 'FOUR_EYES' });
    const reviewed = review(over, said, by('paul'));
    expect(reviewed).toMatchObject({ state: { status: 'unjustified', reviewedBy: 'paul' } });
    if (isRejection(reviewed)) throw new Error(reviewed.rejected);
    expect(review(reviewed.state, said, by('nora'))).toMatchObject({ rejected: 'WRONG_STATE' });
  });
});

describe('an emergency access is for', () => {
  it.each([
    ['a registrar whom it names', {}, { sub: 'ana', roles: ['registrar'] }, true],
    ['no registrar whom it does not name', {}, { sub: 'ion', roles: ['registrar'] }, false],
    ['nobody of another role, named or not', {}, { sub: 'ana', roles: ['privacy'] }, false],
    [
      'every registrar, where it names the role',
      { officers: undefined, roles: ['registrar'] },
      { sub: 'ion', roles: ['registrar'] },
      true,
    ],
    [
      'never who declared it',
      { officers: ['vera'], roles: ['registrar'] },
      { sub: 'vera', roles: ['registrar', 'privacy'] },
      false,
    ],
  ] as const)('%s', (_what, changed, officer, expected) => {
    expect(isFor(open(changed), officer)).toBe(expected);
  });
});

describe('an emergency access covers', () => {
  const person = (changed: Partial<Person>) =>
    barePerson({
      birthCohort: '1985-1989',
      ...changed,
    });

  it.each([
    [{ country: 'SY' }, true],
    [{ country: 'SY', subdivision: 'SY-HL' }, true],
    [{ country: 'TR', subdivision: 'TR-31' }, true],
    [{ country: 'TR', subdivision: 'TR-34' }, false],
    // where in the country is not known
    [{ country: 'TR' }, false],
    [{ country: 'FR' }, false],
    [undefined, false],
  ])('who lives in %j: %s', (residence, expected) => {
    expect(covers(open(), person({ ...(residence && { residence }) }))).toBe(expected);
  });

  it('records that are open, and no other', () => {
    const covered = personStates.filter((status) => covers(open(), person({ status, residence: { country: 'SY' } })));
    expect(covered).toEqual(['registered', 'verified', 'active', 'dormant']);
  });
});
