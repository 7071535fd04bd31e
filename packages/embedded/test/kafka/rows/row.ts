// A conformance row: what is said to a broker over the bare protocol, and what Kafka's documentation says comes back.
// The same rows run against this broker and against Apache Kafka.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ApiName } from '../../../src/kafka/surface.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { createTopic } from './steps.ts';

/** What a row plays on. */
export interface Stage {
  readonly client: RawClient;
  /** Another connection; it is closed after the row. */
  connect(): Promise<RawClient>;
  /** a topic of its own */
  readonly topic: string;
  /** the name of a group of its own, which is not there yet */
  readonly group: string;
}

export interface Row {
  readonly title: string;
  /** APIs that this row shows at work */
  readonly proves: readonly ApiName[];
  /** the page, the message definition or the KIP that says so */
  readonly source: string;
  readonly partitions?: number;
  readonly configs?: Readonly<Record<string, string>>;
  /** What came back, without what differs from run to run. */
  readonly play: (stage: Stage) => Promise<unknown>;
  readonly shows: unknown;
}

/** Makes one test of each row. */
export function testRows(rows: readonly Row[], broker: () => string): void {
  for (const row of rows) {
    test(row.title, async () => {
      const clients: RawClient[] = [];
      const connect = async () => {
        const client = await connectRaw(broker());
        clients.push(client);
        return client;
      };
      try {
        const client = await connect();
        const name = randomUUID();
        const stage = { client, connect, topic: `topic.${name}`, group: `group.${name}` };
        await createTopic(client, stage.topic, row.partitions ?? 1, row.configs ?? {});
        expect(await row.play(stage)).toEqual(row.shows);
      } finally {
        for (const client of clients) client.close();
      }
    });
  }
}
