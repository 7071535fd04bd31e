// The one place that makes Kafka clients; everything of kafkajs stays in this folder.
import './quiet-requests.ts';
import { Kafka, logLevel } from 'kafkajs';
import type { EventingLog } from '../ports/eventing.ts';

export type { Kafka } from 'kafkajs';

/** A client that logs through `log`; requests give up after 10 s. */
export function createKafka(brokers: readonly string[], clientId: string, log: EventingLog): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const { message, logger, timestamp, stack, ...fields } = entry.log;
      // kafkajs calls every retry an error; what is one is thrown, and logged by who catches it
      log.warn({ kafka: entry.namespace, ...fields }, message);
    },
  });
}
