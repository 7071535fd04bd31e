// Two reporting processes beside the real Redis: one folds, the other finds, and no answer needs it.
import { connect } from 'node:net';
import { type Client, type RealRedis, startRealRedis, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, plan } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

let redis: RealRedis;
let harness: Harness;
let processes: readonly Client[];

beforeAll(async () => {
  redis = await startRealRedis();
  harness = await startHarness();
  await harness.publish(...plan('NDP'), ...initiative(idOf('a'), '1000.00'));
  processes = [
    await harness.another({ role: 'api', redisUrl: redis.url }),
    await harness.another({ role: 'api', redisUrl: redis.url }),
  ];
});
afterAll(async () => {
  await harness.installation.close();
  await redis.close();
});

const ask = (client: Client | undefined, lang: string) =>
  client?.get(`/v1/reports/plan/alignment?to=2026-06-30&lang=${lang}`, { as: analyst });

/** One command in Redis' inline form; the number in its answer, or 0. */
function command(words: string): Promise<number> {
  const { hostname, port } = new URL(redis.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${words}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.end();
      resolve(Number(/^:(\d+)/.exec(answer.toString())?.[1] ?? 0));
    });
  });
}

describe('reporting processes that share Redis', () => {
  it('keep the bytes of a report once, and each answers with the same', async () => {
    const [one, other] = processes;
    const first = await until('a report in Redis', async () => {
      const answer = await ask(one, 'en');
      return (await command('DBSIZE')) > 0 ? answer : undefined;
    });
    expect(first?.status).toBe(200);
    expect((await ask(other, 'en'))?.text).toBe(first?.text);
    expect(await command('DBSIZE')).toBe(1);
    expect((await ask(harness.reporting, 'en'))?.text).toBe(first?.text);
  });

  it('answer alike after it was flushed, and after it is gone', async () => {
    await command('FLUSHALL');
    const languages = ['fr', 'es'];
    for (const lang of languages) {
      const texts = await Promise.all(
        [harness.reporting, ...processes].map(async (one) => (await ask(one, lang))?.text),
      );
      expect(texts[0]).toContain('"key":"plan/alignment"');
      expect(new Set(texts).size).toBe(1);
      await redis.close();
    }
  });
});
