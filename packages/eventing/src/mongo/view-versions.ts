// What a version of the views leaves in the store: rows and segments in collections of its own, checkpoints and markers
// under the name of its group.
import { mongo } from 'mongoose';
import type { Versions } from '../rebuild/versions.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';
import type { RowDocument } from './row-document.ts';
import { mongoRows } from './rows.ts';

const BATCH = 500;
const NO_SUCH_COLLECTION = 26;

/** For `.catch`: what is to be removed is not there. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof mongo.MongoServerError) || error.code !== NO_SUCH_COLLECTION) throw error;
}

/** @param groupOf the consumer group of a version */
export function mongoViewVersions(connection: MongoConnection, groupOf: (version: string) => string): Versions {
  const rowsOf = (version: string) => connection.collection<RowDocument>(`rows__v${version}`);

  async function takeOverErased(version: string, from: string): Promise<void> {
    let batch: RowDocument[] = [];
    const put = async () => {
      if (batch.length > 0) await rowsOf(version).insertMany(batch, { ordered: false }).catch(unlessThere);
      batch = [];
    };
    for await (const row of rowsOf(from).find({ erased: true }, SETTLED)) {
      batch.push(row);
      if (batch.length >= BATCH) await put();
    }
    await put();
  }

  return {
    rows: (version) => mongoRows(connection, version),
    async prepare(version, erasedIn) {
      await mongoRows(connection, version).index();
      if (erasedIn !== undefined) await takeOverErased(version, erasedIn);
    },
    async remove(version) {
      const group = groupOf(version);
      await connection.collection<{ readonly _id: string }>('checkpoints').deleteOne({ _id: group });
      await connection.collection('checkpoints').deleteMany({ group });
      await connection.collection('parked').deleteMany({ group });
      for (const name of ['rows', 'segments'])
        await connection.collection(`${name}__v${version}`).drop().catch(unlessGone);
    },
  };
}
