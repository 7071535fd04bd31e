import { startServersWithRealKafka } from '../fixtures/servers.ts';
import { deliverySuite } from '../suites/delivery.ts';

deliverySuite('Apache Kafka beside the embedded MongoDB', () => startServersWithRealKafka());
