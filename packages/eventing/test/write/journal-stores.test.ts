import { memoryJournal } from '../fixtures/memory-journal.ts';
import { journalOn } from '../fixtures/on-mongo.ts';
import { startServers } from '../fixtures/servers.ts';
import { journalSuite } from '../suites/journal.ts';
import { leaseSuite } from '../suites/lease.ts';

journalSuite('embedded MongoDB', journalOn(startServers));
leaseSuite('embedded MongoDB', journalOn(startServers));
journalSuite('memory', async () => ({
  journal: memoryJournal().on(async () => undefined),
  close: async () => undefined,
}));
