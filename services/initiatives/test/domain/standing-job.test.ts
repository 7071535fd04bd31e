// The job that looks at every award of an organisation: all of 5,000 are held, once each, whatever is signed meanwhile and
// wherever it is killed; and the later of a suspension and a recognition counts.
import {
  type Award,
  awardTrancheHeld,
  type DomainEvent,
  isRejection,
  type OrganisationStanding,
} from '@tributary/contracts';
import type { JobStep, Stored } from '@tributary/eventing';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/award/signing.ts';
import { type StandingGround, standingJob } from '../../src/standing-job.ts';
import { recognised } from './application-ground.ts';
import { after, granted, known, signature } from './award-ground.ts';
import { organisationId, today } from './known.ts';

const suspended: OrganisationStanding = { ...recognised, suspended: true, suspendedFrom: '2026-02-10' };
const unsigned = granted();
const signed = after(sign(unsigned, signature, known('ana')));
const moment = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none' };
const standing = { organisationId, seq: 3 };

/** Awards in memory, in the order of their ids. */
function awardsIn(count: number, state: Award = signed) {
  const kept = new Map(
    Array.from({ length: count }, (_, at) => [String(at).padStart(6, '0'), { state, changes: 0 as number }] as const),
  );
  const told: DomainEvent[] = [];
  let left = Number.POSITIVE_INFINITY;
  let organisation: OrganisationStanding = suspended;
  const stored = (id: string) => ({ id, ministry: 'MLOC', state: kept.get(id)?.state }) as Stored<Award>;
  const awards: StandingGround['awards'] = {
    page: async (_filter, { limit, after: place = '' }) => {
      const ids = [...kept.keys()].filter((id) => id > place).sort();
      return { items: ids.slice(0, limit).map(stored), next: ids.length > limit ? ids[limit - 1] : undefined };
    },
    change: async (id, _context, decide) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      const decision = decide(stored(id));
      const before = kept.get(id);
      if (before !== undefined && decision !== 'unchanged' && !isRejection(decision)) {
        kept.set(id, { state: decision.state, changes: before.changes + 1 });
        told.push(...decision.events);
      }
      const reply = { id, seq: 1, status: 'signed', links: { self: '' } };
      return { kind: 'acknowledged', created: false, repeated: false, reply };
    },
  };
  return {
    kept,
    told,
    awards,
    job: standingJob({ awards, upstream: { organisation: () => organisation }, waitFor: async () => 'there' }),
    killAfter: (changes: number) => {
      left = changes;
    },
    stands: (now: OrganisationStanding) => {
      organisation = now;
    },
    reasons: () =>
      new Set([...kept.values()].flatMap(({ state: of }) => of.tranches.map(({ reasonCode }) => reasonCode))),
  };
}

/** Steps passes until one changes nothing. @param between after each step, with how many there were */
async function worked(
  { job, killAfter }: ReturnType<typeof awardsIn>,
  between: (steps: number) => void = () => undefined,
): Promise<void> {
  let [cursor, changed, steps]: [string | undefined, number, number] = [undefined, 0, 0];
  for (;;) {
    let step: JobStep;
    try {
      step = await job.step(standing, cursor, moment);
    } catch {
      // what was killed begins again where the step before ended
      killAfter(Number.POSITIVE_INFINITY);
      continue;
    }
    steps += 1;
    between(steps);
    changed += step.changed;
    cursor = step.next;
    if (cursor === undefined && changed === 0) return;
    if (cursor === undefined) changed = 0;
  }
}

describe('the job after a suspension', () => {
  it('holds all of 5,000 awards, each once, although it is killed in the middle of a step', async () => {
    const many = awardsIn(5_000);
    many.killAfter(1_234);
    await worked(many);
    expect(many.reasons()).toEqual(new Set(['APPLICANT_SUSPENDED']));
    expect(new Set([...many.kept.values()].map(({ changes }) => changes))).toEqual(new Set([1]));
  });

  it('misses none that is signed while it runs, before or behind the place where it stands', async () => {
    const many = awardsIn(1_000);
    const late = ['000000x', '000999x'];
    await worked(many, (steps) => {
      // signed by a process that knows of no suspension yet
      if (steps === 3) for (const id of late) many.kept.set(id, { state: signed, changes: 0 });
    });
    expect(many.kept.size).toBe(1_002);
    expect(many.reasons()).toEqual(new Set(['APPLICANT_SUSPENDED']));
  });

  it('holds as of the first day of the suspension, also where the job of an earlier fact is the one that sees it', async () => {
    const few = awardsIn(1);
    await few.job.step({ ...standing, seq: 2 }, undefined, moment);
    expect(few.told.map(({ type, data }) => [type, data])).toEqual(
      signed.tranches.map(({ no }) => [
        awardTrancheHeld.type,
        { no, on: '2026-02-10', reasonCode: 'APPLICANT_SUSPENDED' },
      ]),
    );
  });

  it('leaves alone what is not signed', async () => {
    const few = awardsIn(3, unsigned);
    await worked(few);
    expect([...few.kept.values()].every(({ state }) => state === unsigned)).toBe(true);
  });

  it('goes by how the organisation stands when it looks, so that the later fact counts', async () => {
    const few = awardsIn(300);
    await worked(few);
    few.stands(recognised);
    await worked(few);
    expect(few.reasons().has('APPLICANT_SUSPENDED')).toBe(false);
    expect(few.reasons()).toEqual(new Set(signed.tranches.map(({ reasonCode }) => reasonCode)));
  });

  it('waits for the fact that began it, without a rest, and fails where that is set aside', async () => {
    const few = awardsIn(2);
    const known: ('there' | 'late' | 'parked')[] = ['late', 'late', 'there', 'parked'];
    const asked: string[] = [];
    const job = standingJob({
      awards: few.awards,
      upstream: { organisation: () => suspended },
      waitFor: async (token) => {
        asked.push(token);
        return known.shift() ?? 'late';
      },
    });
    const first = await job.step(standing, undefined, moment);
    expect(first).toEqual({ next: expect.any(String), changed: 0 });
    const second = await job.step(standing, first.next, moment);
    expect(second).toEqual(first);
    expect(await job.step(standing, second.next, moment)).toEqual({ next: undefined, changed: 2 });
    await expect(job.step(standing, undefined, moment)).rejects.toThrow('is set aside');
    expect(new Set(asked)).toEqual(new Set([`registry:${organisationId}:3`]));
  });
});
