// What MongoDB must do for eventing, on the image that docker-compose.yml runs, wherever that image can be had.
import { canHave, MONGO, startMongoContainer } from '@tributary/testkit';
import { test } from 'vitest';
import { documentsOn, journalOn, type Start } from '../fixtures/on-mongo.ts';
import { startServers } from '../fixtures/servers.ts';
import { aggregateDocumentsSuite } from '../suites/aggregate-documents.ts';
import { deliverySuite } from '../suites/delivery.ts';
import { journalSuite } from '../suites/journal.ts';
import { leaseSuite } from '../suites/lease.ts';
import { membershipSuite } from '../suites/membership.ts';
import { prepareSuite } from '../suites/prepare.ts';

const start = (async () => {
  const { url: mongoUrl, close } = await startMongoContainer();
  return { mongoUrl, close };
}) satisfies Start;

/** MongoDB beside the embedded Kafka. */
async function servers() {
  const [mongo, { kafkaBroker, close }] = await Promise.all([start(), startServers()]);
  return { ...mongo, kafkaBroker, close: async () => void (await Promise.all([mongo.close(), close()])) };
}

if (await canHave(MONGO)) {
  aggregateDocumentsSuite(MONGO, documentsOn(start));
  journalSuite(MONGO, journalOn(start));
  leaseSuite(MONGO, journalOn(start));
  prepareSuite(`${MONGO} beside the embedded Kafka`, servers);
  deliverySuite(`${MONGO} beside the embedded Kafka`, servers);
  membershipSuite(`${MONGO} beside the embedded Kafka`, servers);
} else {
  test.skip(`NOT RUN HERE: the image ${MONGO} cannot be had, so nothing of this file was tried on a real MongoDB`);
}
