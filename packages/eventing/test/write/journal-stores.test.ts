import { journalIndexes, mongoCursors, mongoJournal, mongoLease } from '../../src/mongo/journal.ts';
import { memoryJournal } from '../fixtures/memory-journal.ts';
import { freshDatabase, startServers } from '../fixtures/servers.ts';
import { journalSuite } from '../suites/journal.ts';
import { leaseSuite } from '../suites/lease.ts';

async function open() {
  const servers = await startServers();
  const connection = await freshDatabase(servers);
  await connection.collection('journal').createIndexes(journalIndexes());
  return {
    journal: mongoJournal(connection),
    leases: mongoLease(connection),
    cursors: mongoCursors(connection),
    async close() {
      await connection.close();
      await servers.close();
    },
  };
}

journalSuite('embedded MongoDB', open);
leaseSuite('embedded MongoDB', open);
journalSuite('memory', async () => ({
  journal: memoryJournal().on(async () => undefined),
  close: async () => undefined,
}));
