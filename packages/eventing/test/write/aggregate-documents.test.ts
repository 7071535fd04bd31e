import { aggregateIndexes } from '../../src/mongo/aggregate-indexes.ts';
import { mongoAggregates } from '../../src/mongo/aggregates.ts';
import { freshDatabase, startServers } from '../fixtures/servers.ts';
import { aggregateDocumentsSuite } from '../suites/aggregate-documents.ts';

aggregateDocumentsSuite('embedded MongoDB', async (definition) => {
  const servers = await startServers();
  const connection = await freshDatabase(servers);
  await connection.collection(definition.name).createIndexes(aggregateIndexes(definition));
  const documents = mongoAggregates(connection, definition);
  return {
    documents,
    async insertTokenless(document) {
      await documents.insert(document);
      await connection
        .collection(definition.name)
        .updateOne({ _id: document.id as never }, { $unset: { token: '', pendingSince: '' } });
    },
    async close() {
      await connection.close();
      await servers.close();
    },
  };
});
