// Makes the indexes of a service's collections; it may run again and again, and in several processes at once.
import { mongo } from 'mongoose';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import { aggregateIndexes, supersededIndexes } from './aggregate-indexes.ts';
import type { MongoConnection } from './connection.ts';
import { makeJobsIndex } from './jobs.ts';
import { journalIndexes } from './journal.ts';
import { makeMovedReceiptsIndex } from './moved-receipts.ts';
import { type DeclaredRecords, makeRecordsIndexes } from './records.ts';
import { makeVersionedRowsIndexes } from './versioned-rows.ts';

/** What of an aggregate its indexes are made of. */
type Indexed = Pick<AggregateDefinition<object>, 'name' | 'indexes' | 'order' | 'names'>;

export async function makeIndexes(
  connection: MongoConnection,
  definitions: readonly Indexed[],
  versionedRows: readonly string[] = [],
  records: readonly DeclaredRecords[] = [],
): Promise<void> {
  if (definitions.length > 0) {
    await connection.collection('journal').createIndexes(journalIndexes());
    await makeMovedReceiptsIndex(connection);
    await makeJobsIndex(connection);
  }
  for (const definition of definitions) {
    await connection.collection(definition.name).createIndexes(aggregateIndexes(definition));
    await dropSuperseded(connection, definition);
  }
  for (const name of versionedRows) await makeVersionedRowsIndexes(connection, name);
  for (const kind of records) await makeRecordsIndexes(connection, kind);
}

const INDEX_NOT_FOUND = 27;

/** Once the indexes that take their place are there; a release before that starts again makes its own anew. */
async function dropSuperseded(connection: MongoConnection, definition: Indexed): Promise<void> {
  const superseded = supersededIndexes(definition);
  if (superseded.length === 0) return;
  const collection = connection.collection(definition.name);
  const there = await collection.indexes();
  for (const { name } of there.filter((index) => superseded.includes(index.name ?? ''))) {
    await collection.dropIndex(name ?? '').catch((error: unknown) => {
      // another process was faster
      if (!(error instanceof mongo.MongoServerError) || error.code !== INDEX_NOT_FOUND) throw error;
    });
  }
}
