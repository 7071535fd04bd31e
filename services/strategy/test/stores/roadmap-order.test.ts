// Requests for steps that are cut short between what is noted in the order of the roadmap and what is written.
import { keyOf, roadmapStep, type SetRoadmapStep } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { set } from '../../src/roadmap-step/decisions.ts';
import type { AskedStep } from '../../src/roadmap-step/order.ts';
import { type OpenStores, startStores } from './open.ts';
import { known, request } from './requests.ts';

let open: OpenStores;

beforeAll(async () => {
  open = await startStores();
});
afterAll(() => open.close());

const at = (seconds: number) => ({ now: new Date(known.now.getTime() + seconds * 1000) });
const ask = (code: string, dependsOn: readonly string[] = []): AskedStep => ({
  code,
  dependsOn: [...dependsOn],
  status: 'planned',
});
const admit = (asked: AskedStep, claim: string, seconds = 0) => open.admissions.admit(asked, claim, at(seconds));

/** Writes a step, and leaves what was noted for its request as it is. */
async function write({ code, dependsOn, status }: AskedStep): Promise<void> {
  const step: SetRoadmapStep = {
    code,
    dependsOn,
    status,
    pillar: 'P1',
    horizon: 'short',
    title: { en: code },
    owner: 'MFOR',
    dueOn: '2026-12-31',
    setOn: '2026-06-01',
    evidence: [],
    support: [],
  };
  const key = keyOf(roadmapStep, { code });
  await open.stores.steps.put(key, request(`${code} ${dependsOn}`), (before) =>
    set(before?.state, step, { ...known, refused: undefined }),
  );
}

async function enter(code: string, dependsOn: readonly string[] = []): Promise<void> {
  const claim = `enter ${code}`;
  expect(await admit(ask(code, dependsOn), claim)).toEqual({ refused: undefined });
  await write(ask(code, dependsOn));
  await open.admissions.settle(code, claim);
}

describe('a request that was cut', () => {
  it('before its step was written hinders others for half a minute and no longer', async () => {
    await enter('A');
    await enter('B');
    await admit(ask('A', ['B']), 'cut');
    expect((await admit(ask('B', ['A']), 'early', 20)).refused).toMatchObject({ rejected: 'STEPS_CIRCULAR' });
    expect((await admit(ask('B', ['A']), 'late', 31)).refused).toBeUndefined();
    await open.admissions.settle('B', 'late');
  });

  it('after its step was written counts by what the step holds', async () => {
    await admit(ask('C'), 'cut');
    await write(ask('C'));
    expect((await admit(ask('D', ['C']), 'early', 20)).refused).toMatchObject({ rejected: 'STEP_UNKNOWN' });
    expect((await admit(ask('D', ['C']), 'late', 31)).refused).toBeUndefined();
    await open.admissions.settle('D', 'late');
    expect((await admit(ask('E', ['D']), 'other', 31)).refused).toMatchObject({ rejected: 'STEP_UNKNOWN' });
  });

  it('is settled once, however often that is tried', async () => {
    await enter('F');
    await open.admissions.settle('F', 'enter F');
    await open.admissions.settle('NONE', 'never admitted');
    expect((await admit(ask('G', ['F']), 'other', 32)).refused).toBeUndefined();
  });
});

describe('many requests at once', () => {
  it('are all admitted where none stands against another', async () => {
    const codes = Array.from({ length: 40 }, (_, number) => `M${number}`);
    const answers = await Promise.all(codes.map((code) => admit(ask(code), `many ${code}`, 40)));
    expect(answers.filter(({ refused }) => refused === undefined)).toHaveLength(40);
  });
});
