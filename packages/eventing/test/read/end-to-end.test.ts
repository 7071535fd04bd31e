import { startServers } from '../fixtures/servers.ts';
import { endToEndSuite } from '../suites/end-to-end.ts';

endToEndSuite('the embedded servers', startServers);
