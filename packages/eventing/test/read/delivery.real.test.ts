import { startServersWithRealKafka } from '../fixtures/servers.ts';
import { deliverySuite } from '../suites/delivery.ts';
import { membershipSuite } from '../suites/membership.ts';

deliverySuite('Apache Kafka beside the embedded MongoDB', () => startServersWithRealKafka());
membershipSuite('Apache Kafka beside the embedded MongoDB', () => startServersWithRealKafka());
