// `tributary verify` where each part of the installation has an address of its own.
import { services } from '@tributary/contracts';
import { verifyHistory, verifyService } from '@tributary/eventing';
import { createFeedClient } from '@tributary/service-kit';
import { given, tell } from './given.ts';

const feeds = createFeedClient({
  tokenUrl: `${given.issuer}/token`,
  clientId: 'reporting',
  clientSecret: given.clientSecret,
  peers: new Map(services.map((service) => [service, `http://${service}-internal:8090`])),
});
const mongoUrl = 'mongodb://embedded:27017';
let facts = 0;
const wrong: string[] = [];
for (const service of services) {
  const lack = await verifyHistory(service, { mongoUrl, kafkaBrokers: ['embedded:9092'], markFile: '/tmp/none' });
  if (lack !== undefined) wrong.push(lack);
  for (const [group, comparison] of await verifyService(service, mongoUrl, feeds)) {
    facts += comparison.facts;
    wrong.push(...comparison.differences.map(({ id, what }) => `${group}: ${id}: ${what}`));
  }
}
tell({ facts, wrong });
