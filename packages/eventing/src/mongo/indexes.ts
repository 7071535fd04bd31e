// Makes the indexes of a service's collections; it may run again and again, and in several processes at once.
import type { AggregateDefinition } from '../ports/aggregates.ts';
import { aggregateIndexes } from './aggregate-indexes.ts';
import type { MongoConnection } from './connection.ts';
import { makeJobsIndex } from './jobs.ts';
import { journalIndexes } from './journal.ts';
import { makeMovedReceiptsIndex } from './moved-receipts.ts';
import { type DeclaredRecords, makeRecordsIndexes } from './records.ts';
import { makeVersionedRowsIndexes } from './versioned-rows.ts';

export async function makeIndexes(
  connection: MongoConnection,
  definitions: readonly AggregateDefinition<object>[],
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
  }
  for (const name of versionedRows) await makeVersionedRowsIndexes(connection, name);
  for (const kind of records) await makeRecordsIndexes(connection, kind);
}
