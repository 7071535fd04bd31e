// What Kafka must do for eventing, on the image that docker-compose.yml runs.
import { startKafkaContainer } from '@tributary/testkit';
import { startServersWithRealKafka } from '../fixtures/servers.ts';
import { deliverySuite } from '../suites/delivery.ts';
import { endToEndSuite } from '../suites/end-to-end.ts';
import { membershipSuite } from '../suites/membership.ts';
import { prepareSuite } from '../suites/prepare.ts';
import { topicSuite } from '../suites/topic.ts';

const NAME = 'Kafka in a container';
const servers = () => startServersWithRealKafka(startKafkaContainer);

topicSuite(NAME, startKafkaContainer);
prepareSuite(NAME, servers);
deliverySuite(`${NAME} beside the embedded MongoDB`, servers);
membershipSuite(`${NAME} beside the embedded MongoDB`, servers);
endToEndSuite(`${NAME} beside the embedded MongoDB`, servers);
