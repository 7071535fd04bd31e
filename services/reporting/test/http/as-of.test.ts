// Reports up to a recorded instant: the same answer for ever, on any process.
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeRedis, startFakeRedis } from '../cache/fake-redis.ts';
import { initiative, links, plan, review, status } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const path = '/v1/reports/plan/alignment';
let harness: Harness;
let redis: FakeRedis;

beforeAll(async () => {
  redis = await startFakeRedis();
  harness = await startHarness({ limits: { drainMs: 0, caughtUpMs: 300 } });
  await harness.publish(
    ...plan('NDP'),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 100 }),
    ...review(idOf('a'), '1.1', 100, 'awaiting'),
  );
});
afterAll(async () => {
  await harness.installation.close();
  await redis.close();
});

const ask = (query: string, client = harness.reporting) => client.get(path + query, { as: analyst });

/** An answer up to W that shows `portfolioBudget`. */
const latestWith = (portfolioBudget: string) =>
  until(`W with ${portfolioBudget}`, async () => {
    const answer = await ask('?asOf=latest&to=2026-06-30');
    return answer.status === 200 && answer.text.includes(`"portfolioBudget":"${portfolioBudget}"`) ? answer : undefined;
  });

describe('rule 35: a report up to W', () => {
  it('asked again by its instant after more was written is the same bytes, on another process too', async () => {
    const first = await latestWith('1000.00');
    const asOf = first.headers.get('x-data-as-of') ?? '';
    await harness.publish(
      ...review(idOf('a'), '1.1', 100, 'accepted'),
      ...initiative(idOf('b'), '500.00'),
      ...status(idOf('a'), 5, '2025-06-01'),
    );
    const later = await latestWith('500.00');
    expect(later.text).not.toBe(first.text);
    const again = await ask(`?asOf=${asOf}&to=2026-06-30`);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('x-data-as-of')).toBe(asOf);
    const other = await harness.another({ role: 'api' });
    expect((await ask(`?asOf=${asOf}&to=2026-06-30`, other)).text).toBe(first.text);
  });

  it('is what a live answer names as its instant, where it names one', async () => {
    for (let round = 0; round < 3; round += 1) {
      await harness.publish(...initiative(idOf('a'), `${1_000 + round}.00`));
      await until('an answer that names its instant', async () => {
        const live = await ask('?to=2026-06-30');
        const asOf = live.headers.get('x-data-as-of');
        if (asOf === null) return undefined;
        expect((await ask(`?asOf=${asOf}&to=2026-06-30`)).text).toBe(live.text);
        return true;
      });
    }
  });

  it('never shows a recorded fact that lies beyond it', async () => {
    const { body } = await ask('?asOf=2020-01-01T00:00:00.000Z');
    expect(body).toMatchObject({ code: 'PLAN_REQUIRED' });
  });

  it('is the same bytes with a shared cache that answers, is silent, refuses, or is not there', async () => {
    const plain = await latestWith('500.00');
    const asOf = plain.headers.get('x-data-as-of');
    const [working, gone] = [
      await harness.another({ role: 'api', redisUrl: redis.url }),
      await harness.another({ role: 'api', redisUrl: 'redis://127.0.0.1:1' }),
    ];
    for (const mood of ['answers', 'silent', 'refuses', 'answers'] as const) {
      redis.mood(mood);
      redis.stored.clear();
      expect((await ask(`?asOf=${asOf}&to=2026-06-30`, working)).text).toBe(plain.text);
      expect((await ask(`?asOf=${asOf}&to=2026-06-30&lang=fr`, working)).status).toBe(200);
    }
    expect((await ask(`?asOf=${asOf}&to=2026-06-30`, gone)).text).toBe(plain.text);
  });
});

describe('rule 35: an instant beyond W', () => {
  it('is answered once W is there', async () => {
    const asOf = new Date().toISOString();
    const reached = await until('W to reach it', async () => {
      const answer = await ask(`?asOf=${asOf}`);
      return answer.status === 503 ? undefined : answer;
    });
    expect(reached.status).toBe(200);
    expect(reached.headers.get('x-data-as-of')).toBe(asOf);
  });

  it('is to be asked again where W does not come in time, while a report without it is answered as before', async () => {
    await harness.end('initiatives');
    const asOf = new Date().toISOString();
    const late = await ask(`?asOf=${asOf}`);
    expect(late).toMatchObject({ status: 503, body: { code: 'NOT_CAUGHT_UP' } });
    expect(late.headers.get('retry-after')).toBe('1');
    const plain = await ask('?to=2026-06-30');
    expect(plain).toMatchObject({ status: 200, body: { footer: { portfolioBudget: '500.00' } } });
    expect((plain.headers.get('x-data-as-of') ?? '') < asOf).toBe(true);
  });
});
