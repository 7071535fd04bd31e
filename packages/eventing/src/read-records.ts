// Records beside aggregates, for the command line: it needs no running process of their service.
import type { ServiceName } from '@tributary/contracts';
import { databaseOf } from './eventing.ts';
import { connectMongo } from './mongo/connection.ts';
import { mongoRecords } from './mongo/records.ts';
import type { RecordStore } from './ports/beside-aggregates.ts';

/** Reads records of a service; nothing can be written by it. */
export interface RecordReader {
  of<Content extends object>(name: string): Pick<RecordStore<Content>, 'read' | 'page' | 'last'>;
  close(): Promise<void>;
}

/** @throws the database does not answer within five seconds */
export async function openRecordReader(service: ServiceName, mongoUrl: string): Promise<RecordReader> {
  const connection = await connectMongo(mongoUrl, databaseOf(service));
  return {
    of: <Content extends object>(name: string) => mongoRecords<Content>(() => connection, name),
    close: () => connection.close(),
  };
}
