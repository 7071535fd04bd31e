import { documentsOn } from '../fixtures/on-mongo.ts';
import { startServers } from '../fixtures/servers.ts';
import { aggregateDocumentsSuite } from '../suites/aggregate-documents.ts';

aggregateDocumentsSuite('embedded MongoDB', documentsOn(startServers));
