// The journey from a plan to the report on Kafka and Redis in containers, beside the embedded database.
import { startKafkaContainer, startRedisContainer } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planToDecision, reportOf } from '../journeys/plan-to-report.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';

let tributary: Tributary;
const close: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [kafka, redis] = await Promise.all([startKafkaContainer(), startRedisContainer()]);
  close.push(kafka.close, redis.close);
  tributary = await startTributary({ env: { KAFKA_BROKERS: kafka.broker, REDIS_URL: redis.url } });
});
afterAll(async () => {
  await tributary?.remove();
  for (const end of close) await end();
});

it('carries a plan, an initiative and a decision into the report', async () => {
  const decision = await planToDecision(tributary, 'NDP');
  expect(await reportOf(tributary, 'NDP', decision)).toMatchObject({ accepted: '600.00', awaiting: '400.00' });
});
