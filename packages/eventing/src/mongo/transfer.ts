// Moves the database of a service to another server: from the embedded one of a pilot to MongoDB, as a rule. What is
// copied is read again on both sides and compared byte by byte; until then the target says that it is not whole.
import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { connectMongo, LIMITED, type MongoConnection } from './connection.ts';

/** Why nothing was copied, or what differs; the message is one sentence for the operator. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
}

export interface Transferred {
  readonly collections: number;
  readonly documents: number;
}

/** Documents that are read and written at once: a few of the largest fit into memory. */
const BATCH = 200;
/** A reading of a whole collection takes as long as it takes. */
const WITHOUT_END = { maxTimeMS: 0, batchSize: BATCH } as const;

/** Stands in a target until all is copied and compared. */
const UNFINISHED = 'unfinished-transfer';

/**
 * Copies a database, whose service is at rest, to an empty one of the same name, and compares both. One that was cut
 * short begins again.
 * @param told after each batch: documents copied so far
 * @throws {TransferRefused} the target holds data, or what was copied differs from its source
 */
export async function transferDatabase(
  database: string,
  { from, to }: { readonly from: string; readonly to: string },
  told: (documents: number) => void,
): Promise<Transferred> {
  const [source, target] = [await connectMongo(from, database), await connectMongo(to, database)];
  try {
    await takeEmpty(target, database, to);
    const names = (await source.collections()).sort();
    let documents = 0;
    for (const name of names) {
      await copy(source.collection(name), target.collection(name), (more) => {
        documents += more;
        told(documents);
      });
    }
    for (const name of names) {
      const digests = [source, target].map((one) => digestOf(one.collection(name)));
      const [own, copied] = await Promise.all(digests);
      if (own !== copied)
        throw new TransferRefused(
          `What was copied of ${database}.${name} differs from its source: is something still writing there? End it, and begin again.`,
        );
    }
    await target.collection(UNFINISHED).drop();
    return { collections: names.length, documents };
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** Takes an empty database as the target, or one that an earlier copy left unfinished, which is emptied. */
async function takeEmpty(target: MongoConnection, database: string, url: string): Promise<void> {
  const there = await target.collections();
  if (!there.includes(UNFINISHED)) {
    for (const name of there) {
      if ((await target.collection(name).findOne({}, LIMITED)) === null) continue;
      const { host } = new URL(url.split(',', 1)[0] ?? url);
      throw new TransferRefused(
        `The database ${database} at ${host} holds data already: name a server without it, or drop it there first.`,
      );
    }
  }
  await target.collection<{ _id: string }>(UNFINISHED).updateOne({ _id: database }, { $set: {} }, { upsert: true });
  for (const name of there) if (name !== UNFINISHED) await target.collection(name).drop();
}

/** Numbers and bytes stay of the type that they are stored with. */
const AS_STORED = { promoteValues: false, promoteBuffers: false } as const;

async function copy(
  source: mongo.Collection,
  target: mongo.Collection,
  copied: (documents: number) => void,
): Promise<void> {
  let batch: mongo.Document[] = [];
  const write = async () => {
    if (batch.length > 0) await target.insertMany(batch, { ordered: false });
    copied(batch.length);
    batch = [];
  };
  for await (const document of source.find({}, { ...WITHOUT_END, ...AS_STORED })) {
    batch.push(document);
    if (batch.length >= BATCH) await write();
  }
  await write();
}

/** A digest of all documents of a collection as they are stored, in the order of their ids. */
async function digestOf(collection: mongo.Collection): Promise<string> {
  const hash = createHash('sha256');
  const cursor = collection.find({}, { ...WITHOUT_END, raw: true }).sort({ _id: 1 });
  for await (const bytes of cursor) hash.update(bytes as unknown as Uint8Array);
  return hash.digest('hex');
}
