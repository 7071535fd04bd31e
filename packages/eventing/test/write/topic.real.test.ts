import { startRealKafka } from '@tributary/testkit';
import { topicSuite } from '../suites/topic.ts';

topicSuite('Apache Kafka', startRealKafka);
