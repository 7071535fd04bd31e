import { startServers } from '../fixtures/servers.ts';
import { deliverySuite } from '../suites/delivery.ts';

deliverySuite('the embedded servers', startServers);
