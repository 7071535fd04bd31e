// Every row against the embedded broker.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KafkaServer, startKafka } from '../../src/kafka/server.ts';
import { surface } from '../../src/kafka/surface.ts';
import { testRows } from './rows/row.ts';
import { rows } from './rows/rows.ts';

let folder: string;
let server: KafkaServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-kafka-'));
  server = await startKafka({ folder, port: 0 });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

for (const [name, list] of Object.entries(rows)) describe(name, () => testRows(list, () => server.broker));

it('each API of the frozen list is shown at work by a row', () => {
  const proved = new Set(
    Object.values(rows)
      .flat()
      .flatMap(({ proves }) => proves),
  );
  expect([...proved].toSorted()).toEqual(Object.keys(surface).toSorted());
});
