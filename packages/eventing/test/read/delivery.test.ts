import { startServers } from '../fixtures/servers.ts';
import { deliverySuite } from '../suites/delivery.ts';
import { membershipSuite } from '../suites/membership.ts';

deliverySuite('the embedded servers', startServers);
membershipSuite('the embedded servers', startServers);
