// Who acts for a person of several records, and a binding that is taken back: no clock and no store.
import type { Person } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { type BoundPerson, bind, takeBack } from '../../src/binding/decisions.ts';
import { actsFor, type StoredPerson, subjectsOf } from '../../src/person-group.ts';
import { barePerson } from './bare-person.ts';

const NOW = { now: new Date('2026-03-02T10:00:00.000Z'), today: '2026-03-02' };
const person = (changed: Partial<BoundPerson> = {}): BoundPerson => ({
  ...barePerson(),
  birthCohort: '1985-1989',
  contactable: true,
  holds: ['email:1'],
  bindingCode: 'code:1',
  bindingCodes: { until: '2026-03-02T11:00:00.000Z', issuedBy: 'issuer:ana', issuedAt: [] },
  ...changed,
});
const record = (id: string, applicantId?: string): StoredPerson =>
  ({ id, state: applicantId === undefined ? {} : { applicantId } }) as StoredPerson;
const presented = {
  token: 'code:1',
  subject: 'p.one',
  identity: 'identity:1',
  presentedBy: 'issuer:bo',
  survivor: { status: 'registered' } as Pick<Person, 'status'>,
  isTaken: false,
};

describe('who acts for a person', () => {
  it.each([
    ['nobody', [undefined, undefined], undefined],
    ['the subject of the record that goes on', ['p.one', 'p.two'], 'p.one'],
    ['the one subject of those merged into it', [undefined, 'p.two', undefined, 'p.two'], 'p.two'],
    ['nobody where those are of two', [undefined, 'p.two', 'p.three'], undefined],
  ] as const)('is %s', (_who, subjects, acts) => {
    const [first, ...rest] = subjects.map((subject, at) => record(String(at), subject));
    expect(actsFor([first as StoredPerson, ...rest])).toBe(acts);
  });

  it('counts each subject once', () => {
    expect(subjectsOf([record('1', 'p.one'), record('2'), record('3', 'p.one')])).toEqual(['p.one']);
  });
});

describe('a binding', () => {
  it('of a merged record is held to the state of the one that goes on', () => {
    const merged = person({ status: 'merged', statusBefore: 'registered' });
    expect(bind(merged, presented, NOW)).toMatchObject({ state: { applicantId: 'p.one', status: 'merged' } });
    const closed = { ...presented, survivor: { status: 'deceased' } as const };
    expect(bind(merged, closed, NOW)).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(bind(merged, { ...presented, isTaken: true }, NOW)).toMatchObject({ rejected: 'ALREADY_BOUND' });
  });

  it('that is taken back leaves the record as it was, with its code', () => {
    const before = person();
    const bound = bind(before, presented, NOW);
    if (bound === 'unchanged' || 'rejected' in bound) throw new Error('it was not bound');
    expect(takeBack(bound.state, 'p.one')).toEqual({ state: before, events: [] });
    expect(takeBack(bound.state, 'p.two')).toBe('unchanged');
    expect(takeBack(before, 'p.one')).toBe('unchanged');
  });
});
