// A look under an emergency access, step by step: what was recorded leaves only while the access is still in force.
import { type Person, reject } from '@tributary/contracts';
import type { Answer } from '@tributary/service-kit';
import { expect, it } from 'vitest';
import { type LooksGround, personLooks } from '../../src/person-looks.ts';

const ID = '0190a1b2-0000-7000-8000-000000000041';
const ACCESS = '0190a1b2-0000-7000-8000-000000000042';
const now = new Date('2026-03-02T09:00:00.000Z');

type Looks = ReturnType<typeof personLooks>;
type Asked = Parameters<Looks['getPerson']>[0];

/** The steps of one look, in their order, where the access ends at one of them. */
async function lookThat(ends: 'while it is recorded' | 'later'): Promise<{ answer: Answer<unknown>; steps: string[] }> {
  const steps: string[] = [];
  let inForce = true;
  const state: Partial<Person> = { status: 'registered', residence: { country: 'SY' }, vault: ID, tokens: [] };
  const stored = { id: ID, seq: 1, ministry: 'MFOR', at: now, state };
  const looks = personLooks({
    group: { recordsOf: async () => [stored] },
    known: async () => stored,
    vault: {
      open: async () => {
        steps.push('opened');
        return { phones: ['+963 11 555 0100'] };
      },
    },
    emergency: {
      letIn: async () => {
        steps.push('let in');
        return { id: ACCESS, purpose: 'WELFARE_CHECK' };
      },
      refuseEnded: async () => {
        steps.push('asked again');
        return inForce ? undefined : reject('EMERGENCY_ACCESS_OVER', { emergencyAccess: ACCESS });
      },
    },
    audit: {
      record: async ({ what, emergencyAccess }: { what: string; emergencyAccess?: string }) => {
        steps.push(`recorded ${what} ${emergencyAccess}`);
        inForce = ends === 'later';
      },
    },
    consents: {
      toReach: async () => {
        throw new Error('no consent is asked for');
      },
    },
    freshness: { of: async () => ({}) },
    pairwise: () => ID,
  } as unknown as LooksGround);
  const answer = await looks.getPerson({
    params: { id: ID },
    query: { emergencyAccess: ACCESS },
    actor: { sub: 'ana', client: 'desk', ministry: 'MFOR', roles: ['registrar'] },
    applicant: () => undefined,
    context: { now, today: '2026-03-02' },
  } as unknown as Asked);
  return { answer, steps };
}

const inOrder = ['let in', 'opened', `recorded emergency ${ACCESS}`, 'asked again'];

it('is let in, recorded, and answered while the access is in force', async () => {
  const { answer, steps } = await lookThat('later');
  expect(steps).toEqual(inOrder);
  expect(JSON.stringify(answer)).toContain('555 0100');
});

it('is recorded and not answered where the access ends in between', async () => {
  const { answer, steps } = await lookThat('while it is recorded');
  expect(steps).toEqual(inOrder);
  expect(answer).toMatchObject({ outcome: { kind: 'rejected', rejection: { rejected: 'EMERGENCY_ACCESS_OVER' } } });
  expect(JSON.stringify(answer)).not.toContain('555 0100');
});
