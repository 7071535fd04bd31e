import { startServersWithRealKafka } from '../fixtures/servers.ts';
import { endToEndSuite } from '../suites/end-to-end.ts';

endToEndSuite('Apache Kafka beside the embedded MongoDB', () => startServersWithRealKafka());
