// What is decided of memberships and of successors, without any server.
import {
  type Membership,
  MOST_MEMBERSHIPS,
  membershipBegan,
  membershipEnded,
  type Organisation,
  organisationRevised,
  organisationSucceeded,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/organisation/decisions.ts';
import { claimedFrom, claimedSince, withClaim, withoutClaim } from '../../src/organisation/links.ts';
import { confirmJoining, join, leave } from '../../src/organisation/memberships.ts';
import { succeed } from '../../src/organisation/succession.ts';

const network = '0190a1b2-0000-7000-8000-000000000001';
const today = '2026-06-30';
const known = {
  now: new Date(`${today}T12:00:00Z`),
  today,
  newId: () => 'none',
  by: 'ana',
  id: '0190a1b2-0000-7000-8000-000000000002',
  proposer: undefined,
  barred: undefined,
};
const applied: Organisation = {
  name: 'Marsh Enders of Lombardy',
  kind: 'association',
  country: 'IT',
  identifiers: [],
  sectors: [],
  status: 'applied',
};
const asked = { organisationId: network, kind: 'branch' as const, since: '2026-05-01' };
const told = { no: 1, organisationId: network, kind: 'branch' as const };
const first = { no: 1 } as Parameters<typeof confirmJoining>[1];
const one: Membership = { no: 1, ...asked, status: 'confirmed' };

describe('a membership', () => {
  it('holds at once where a registrar enters it', () => {
    given(applied)
      .when((organisation) => join(organisation, asked, known))
      .thenFacts(membershipBegan({ ...told, since: '2026-05-01' }))
      .thenState({ memberships: [one], memberOf: [], branchOf: [network] });
  });

  it('waits for a registrar where it is proposed, and is told as it is confirmed', () => {
    const proposed: Organisation = { ...applied, memberships: [{ ...one, status: 'proposed' }] };
    given(applied)
      .when((organisation) => join(organisation, asked, { ...known, proposer: 'a-1' }))
      .thenFacts(organisationRevised({}))
      .thenState({ memberships: proposed.memberships, memberOf: [], branchOf: [] });
    given(proposed)
      .when((organisation) => confirmJoining(organisation, first, known))
      .thenFacts(membershipBegan({ ...told, since: '2026-05-01' }))
      .thenState({ branchOf: [network] });
  });

  it('ends with a reason, and leaves what lists are narrowed by', () => {
    const end = { no: 1, reasonCode: 'LEFT', endedOn: today };
    given({ ...applied, memberships: [one], memberOf: [], branchOf: [network] })
      .when((organisation) => leave(organisation, end, known))
      .thenFacts(membershipEnded({ ...told, until: today, reasonCode: 'LEFT' }))
      .thenState({ memberships: [{ ...one, status: 'ended', until: today, reasonCode: 'LEFT' }], branchOf: [] });
  });

  it('is entered again once it has ended, and not among more than are kept', () => {
    const ended: Membership = { ...one, status: 'ended', until: today, reasonCode: 'LEFT' };
    given({ ...applied, memberships: [ended] })
      .when((organisation) => join(organisation, asked, known))
      .thenState({ memberships: [ended, { ...one, no: 2 }] });
    const full = Array.from({ length: MOST_MEMBERSHIPS }, (_, at) => ({ ...ended, no: at + 1 }));
    given({ ...applied, memberships: full })
      .when((organisation) => join(organisation, asked, known))
      .thenRejected('ABOVE_LIMIT', { limit: MOST_MEMBERSHIPS, given: MOST_MEMBERSHIPS + 1 });
  });
});

describe('a succession', () => {
  const command = { successorIds: [network], succeededOn: today, reasonCode: 'MERGED' };

  it.each(['withdrawn', 'expired'] as const)(
    'is of one that is %s, and keeps it from being recognised anew',
    (status) => {
      const followed = { ...applied, status, successorIds: [network] };
      given({ ...applied, status })
        .when((organisation) => succeed(organisation, command, known))
        .thenFacts(organisationSucceeded(command))
        .thenState({ successorIds: [network], succession: { succeededOn: today, reasonCode: 'MERGED' } });
      const recognition = { startsOn: '2026-01-01', endsOn: '2028-12-31', registerNumber: 'A-1' };
      given(followed)
        .when((organisation) => recognise(organisation, recognition, known))
        .thenRejected('ORGANISATION_SUCCEEDED', { organisations: network });
    },
  );

  it.each(['applied', 'recognised', 'suspended', 'refused'] as const)('is refused of one that is %s', (status) => {
    given({ ...applied, status })
      .when((organisation) => succeed(organisation, command, known))
      .thenRejected('WRONG_STATE');
  });
});

describe('links that are being written', () => {
  it('count until their request is over, or its time is up', () => {
    const claim = { id: 'c', at: '2026-06-30T12:00:00.000Z', from: 'a', to: ['b', 'c'] };
    const open = withClaim({ claims: [] }, claim);
    expect(claimedFrom(open, 'a')).toEqual(['b', 'c']);
    expect(claimedFrom(open, 'b')).toEqual([]);
    expect(withoutClaim(open, 'c').claims).toEqual([]);
    expect(claimedSince(open, new Date('2026-06-30T12:00:00Z')).claims).toEqual([claim]);
    expect(claimedSince(open, new Date('2026-06-30T12:00:01Z')).claims).toEqual([]);
  });
});
