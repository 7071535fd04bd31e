import { startServers } from '../fixtures/servers.ts';
import { topicSuite } from '../suites/topic.ts';

topicSuite('the embedded broker', async () => {
  const { kafkaBroker, close } = await startServers();
  return { broker: kafkaBroker, close };
});
