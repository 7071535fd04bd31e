// The same rows against Apache Kafka: what the embedded broker does is what Kafka does.
import { afterAll, beforeAll, describe } from 'vitest';
import { type RealKafka, startRealKafka } from '../../../testkit/src/real-kafka.ts';
import { testRows } from './rows/row.ts';
import { rows } from './rows/rows.ts';

let kafka: RealKafka;

beforeAll(async () => {
  kafka = await startRealKafka();
});

afterAll(() => kafka.close());

for (const [name, list] of Object.entries(rows)) describe(name, () => testRows(list, () => kafka.broker));
