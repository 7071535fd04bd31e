// What is missing of a service's journal, for the command line: it needs no running process of that service.
import type { ServiceName } from '@tributary/contracts';
import { lackSentence } from './consume/failure.ts';
import { lookForLoss } from './history/history.ts';
import { createKafka } from './kafka/client.ts';
import { connectMongo } from './mongo/connection.ts';
import type { EventingLog } from './ports/eventing.ts';

const silent: EventingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Compares what the journal of `service` holds with its topic and its marks.
 * @param markFile where its mark lies apart from database and broker
 * @returns in one sentence what is missing; undefined: nothing
 * @throws when the database or the broker does not answer: then nothing is known
 */
export async function verifyHistory(
  service: ServiceName,
  { mongoUrl, kafkaBrokers, markFile }: { mongoUrl: string; kafkaBrokers: readonly string[]; markFile: string },
): Promise<string | undefined> {
  const connection = await connectMongo(mongoUrl, `tributary_${service}`);
  try {
    const kafka = createKafka(kafkaBrokers, `${service}.verify`, silent);
    const lack = await lookForLoss(service, connection, kafka, markFile);
    return lack && lackSentence(service, lack);
  } finally {
    await connection.close();
  }
}
