// The connection to one service's database: acknowledged by the majority and on disk, never waiting without a limit.
// mongoose locks what a request can reach (filters, the fields of a state); journal and rows go through the driver.
import { type Connection, type Model, Mongoose, mongo, Schema } from 'mongoose';

/** Goes with every read, so that no query runs longer than a request waits. It reads what the connection says: `majority`. */
export const LIMITED = { maxTimeMS: 5_000 } as const;

/** Says so where others build on what is read: it can no longer be rolled back. */
export const SETTLED = { ...LIMITED, readConcern: { level: 'majority' } } as const;

/** A document as the driver gives it. */
export type Fields = Record<string, unknown>;

export interface MongoConnection {
  /** A collection of the driver, for documents that contracts check. */
  collection<Document extends mongo.Document>(name: string): mongo.Collection<Document>;
  /** The names of the collections that are there. */
  collections(): Promise<string[]>;
  /** A model whose filters and fields are strict; `fields` as mongoose reads them. */
  model(collection: string, fields: Readonly<Record<string, unknown>>): Model<Fields>;
  /** Whether the server is the one that pilots run in MongoDB's place. */
  isEmbedded(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Connects to `database` at `url`.
 * @throws after 5 s without a server
 */
export async function connectMongo(url: string, database: string): Promise<MongoConnection> {
  const mongoose = new Mongoose({ sanitizeFilter: true, strictQuery: 'throw', maxTimeMS: LIMITED.maxTimeMS });
  const connection = mongoose.createConnection(url, {
    dbName: database,
    // a read that forgets to say so is settled too: no decision rests on what a failover may undo
    readConcern: SETTLED.readConcern,
    writeConcern: { w: 'majority', journal: true },
    retryWrites: true,
    ignoreUndefined: true,
    maxPoolSize: 32,
    waitQueueTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: 15_000,
    serverSelectionTimeoutMS: 5_000,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  await connection.asPromise().catch(async (error: unknown) => {
    await connection.close().catch(() => undefined);
    throw error;
  });
  const driver = connection.getClient().db(database);
  return {
    collection: (name) => driver.collection(name),
    collections: async () => (await driver.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
    model: (collection, fields) => strictModel(connection, collection, fields),
    isEmbedded: async () => {
      const { modules } = await driver.command({ buildInfo: 1 });
      return Array.isArray(modules) && modules.includes('tributary-embedded');
    },
    close: () => connection.close(),
  };
}

/** Bytes of a document as it is stored. */
export const sizeOf = (document: object): number =>
  mongo.BSON.calculateObjectSize(document as mongo.Document, { ignoreUndefined: true });

function strictModel(connection: Connection, collection: string, fields: Readonly<Record<string, unknown>>) {
  const schema = new Schema<Fields>(fields as never, {
    collection,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  return connection.model<Fields>(collection, schema);
}
