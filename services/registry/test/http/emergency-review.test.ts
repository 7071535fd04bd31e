// The review of emergency accesses: what was done under them is counted from the chain, and who has not reviewed is told of.
import type { Service } from '@tributary/service-kit';
import { type Client, type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { declarer, emergencyStepsOn, inField, notNamed, refusal, reviewer } from './emergency-steps.ts';
import { ofAnother, registrar, stepsOn } from './person-steps.ts';

let installation: Installation;
let registry: Client;
let service: Service;
let people: ReturnType<typeof stepsOn>;
let steps: ReturnType<typeof emergencyStepsOn>;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await installation.start('registry', async (config) => {
    service = await compose(config, {
      checkReplies: true,
      limits: testLimits,
      now: () => new Date(Date.now() + ahead),
    });
    return service;
  });
  people = stepsOn(registry);
  steps = emergencyStepsOn(registry, () => installation.configOf('registry').mongoUrl);
});
afterAll(() => installation.close());

const HOUR = 3_600_000;
const inSyria = { residence: { country: 'SY' } };

async function told(): Promise<Record<string, number>> {
  await steps.followed();
  const { body } = await service.internal.inject('/metrics');
  const found = [...body.matchAll(/^tributary_(emergency_\w+) (\S+)$/gm)];
  return Object.fromEntries(found.map(([, name = '', value]) => [name, Number(value)]));
}

it('shows who looked at whom, counted by officer, and nothing of who the persons are', async () => {
  const [one, other] = [await people.enter(inSyria), await people.enter(inSyria)];
  const access = await steps.declared({ officers: ['ana', 'ion'] });
  expect((await steps.get(access, '/use')).body).toEqual({ looks: 0, officers: [] });
  for (const id of [one, other, one]) expect((await steps.look(id, access)).status).toBe(200);
  expect((await steps.look(other, access, notNamed)).status).toBe(200);
  // a look without it is not one under it
  expect((await people.read(one, inField)).status).toBe(200);
  expect((await steps.get(access, '/use')).body).toEqual({
    looks: 4,
    officers: [
      { officer: 'ana', looks: 3 },
      { officer: 'ion', looks: 1 },
    ],
  });
  const first = (await steps.get(access, '/looks?limit=3')).body;
  const rest = await registry.get(`/v1/emergency-accesses/${access}/looks?limit=3&after=${first.next}`, {
    as: reviewer,
  });
  expect([...first.items, ...rest.body.items].map(({ officer, persons }) => [officer, persons])).toEqual([
    ['ana', [one]],
    ['ana', [other]],
    ['ana', [one]],
    ['ion', [other]],
  ]);
  expect(rest.body.next).toBeNull();
  expect(JSON.stringify(first)).not.toMatch(/Torvald|example\.org/);
  for (const part of ['/use', '/looks']) {
    expect((await steps.get(access, part, registrar)).status).toBe(403);
    expect((await steps.get(access, part, 'privacy@MLAB:nora')).status).toBe(404);
    expect((await steps.get(access, part, ofAnother)).status).toBe(403);
  }
});

it('is made by a second person who did not look, once, and after the end', async () => {
  const id = await people.enter(inSyria);
  const access = await steps.declared({ officers: ['ana', 'nora'] });
  // one person may have both roles, by two tokens
  expect((await steps.look(id, access, 'registrar@MFOR:nora')).status).toBe(200);
  expect(await steps.review(access)).toMatchObject(refusal(409, 'WRONG_STATE'));
  expect((await steps.end(access)).status).toBe(200);
  expect(await steps.review(access, declarer)).toMatchObject(refusal(403, 'FOUR_EYES'));
  expect(await steps.review(access, 'privacy@MFOR:nora')).toMatchObject(refusal(403, 'FOUR_EYES'));
  expect(await steps.review(access, 'privacy@MFOR:robot/robot')).toMatchObject(refusal(403, 'FOUR_EYES'));
  expect((await steps.review(access, 'privacy@MLAB:nora')).status).toBe(404);
  expect(await steps.review(access, registrar)).toMatchObject(refusal(403, 'FORBIDDEN'));
  const outcomes = ['justified', 'unjustified'];
  const both = await Promise.all(outcomes.map((outcome) => steps.review(access, reviewer, outcome)));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const kept = outcomes[both.findIndex(({ status }) => status === 200)];
  expect((await steps.get(access)).body).toMatchObject({ status: kept, reviewedBy: 'paul' });
  const listed = await registry.get(`/v1/emergency-accesses?status=${kept}`, { as: registrar });
  expect(listed.body.items.map((item) => item.id)).toContain(access);
});

it('is waited for, and told of as overdue once its hours are over', async () => {
  const before = await told();
  const access = await steps.declared();
  const open = await told();
  expect(open['emergency_accesses_open']).toBe((before['emergency_accesses_open'] ?? 0) + 1);
  expect((await steps.end(access)).status).toBe(200);
  const waiting = await told();
  expect(waiting['emergency_accesses_open']).toBe(before['emergency_accesses_open']);
  expect(waiting['emergency_reviews_waiting']).toBe((before['emergency_reviews_waiting'] ?? 0) + 1);
  expect(waiting['emergency_reviews_overdue']).toBe(0);
  ahead = 73 * HOUR;
  expect((await told())['emergency_reviews_overdue']).toBeGreaterThanOrEqual(1);
  ahead = 0;
  expect((await steps.review(access)).status).toBe(200);
  const reviewed = await told();
  expect(reviewed['emergency_reviews_overdue']).toBe(0);
});
