// When a record is looked at anew, and what is decided of it, without a server.
import type { Person, RetentionProposal } from '@tributary/contracts';
import { retentionKept, retentionLapsed, retentionProposed } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { groundOf, keep, lapse, propose, proposeAgain } from '../../src/retention/decisions.ts';
import { barePerson } from './bare-person.ts';

const today = '2026-06-30';
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana' };
const rules = { withdrawnYears: 2, deceasedYears: 1, unconfirmedYears: 10 };
const personId = '0190a1b2-0000-7000-8000-000000000041';

const person = barePerson({
  status: 'active',
  registeredOn: '2010-01-01',
});
const open: RetentionProposal = {
  status: 'open',
  personId,
  ground: 'withdrawn',
  runsFrom: '2024-01-31',
  dueOn: '2026-01-31',
  proposedOn: '2026-02-01',
};
const ground = { ground: 'withdrawn', runsFrom: '2024-01-31', dueOn: '2026-01-31' } as const;

describe('a clock', () => {
  it.each([
    [
      { status: 'withdrawn', closedOn: '2024-06-30' },
      { ground: 'withdrawn', dueOn: today },
    ],
    [{ status: 'withdrawn', closedOn: '2024-07-01' }, undefined],
    [
      { status: 'deceased', closedOn: '2024-02-29' },
      { ground: 'deceased', dueOn: '2025-02-28' },
    ],
    [{}, { ground: 'unconfirmed', runsFrom: '2010-01-01', dueOn: '2020-01-01' }],
    [{ confirmedOn: '2016-07-01' }, undefined],
    [
      { verifiedOn: '2016-06-30', confirmedOn: '2012-01-01' },
      { ground: 'unconfirmed', dueOn: today },
    ],
    [{ status: 'merged' }, undefined],
    [{ status: 'erased' }, undefined],
  ] as [Partial<Person>, object | undefined][])('of %j has run down: %j', (changed, found) => {
    const seen = groundOf({ ...person, ...changed }, rules, today);
    if (found === undefined) expect(seen).toBeUndefined();
    else expect(seen).toMatchObject(found);
  });

  it('that a ministry has not set runs for nobody', () => {
    expect(groundOf(person, { withdrawnYears: 2 }, today)).toBeUndefined();
    expect(groundOf(person, undefined, today)).toBeUndefined();
  });
});

describe('a proposal', () => {
  it('is made once while it is open, and again when the day is there until which it was kept', () => {
    expect(propose(personId, ground, today)).toMatchObject({
      events: [retentionProposed({ personId, ground: 'withdrawn', dueOn: '2026-01-31', proposedOn: today })],
    });
    expect(proposeAgain(open, ground, today)).toBe('unchanged');
    expect(proposeAgain({ ...open, status: 'kept', keptUntil: '2026-07-01' }, ground, today)).toBe('unchanged');
    const again = proposeAgain({ ...open, status: 'kept', keptUntil: today, reasonCode: 'OPEN_CASE' }, ground, today);
    expect(again).toMatchObject({ state: { status: 'open', proposedOn: today } });
    expect(again === 'unchanged' ? again : 'state' in again && again.state).not.toHaveProperty('reasonCode');
  });

  it('is kept until a later day for a reason, while it is open', () => {
    const command = { keptUntil: '2027-06-30', reasonCode: 'OPEN_CASE', decidedOn: today };
    given(open)
      .when((one) => keep(one, command, known))
      .thenFacts(retentionKept(command))
      .thenState({ status: 'kept', keptUntil: '2027-06-30' });
    given(open)
      .when((one) => keep(one, { ...command, keptUntil: today }, known))
      .thenRejected('DATES_REVERSED');
    given({ ...open, status: 'kept' } as RetentionProposal)
      .when((one) => keep(one, command, known))
      .thenRejected('WRONG_STATE');
  });

  it('lapses once, and says nothing more of why it was kept', () => {
    const lapsed = lapse({ ...open, status: 'kept', keptUntil: '2027-01-01', reasonCode: 'OPEN_CASE' }, today);
    expect(lapsed).toEqual({ state: { ...open, status: 'lapsed' }, events: [retentionLapsed({ lapsedOn: today })] });
    expect(lapse({ ...open, status: 'lapsed' }, today)).toBe('unchanged');
  });
});
