// The history of a service's journal: a name that its positions go by, `{_id: 'history', id, before, givenUp}`.
import { randomUUID } from 'node:crypto';
import type { HistoryNote, Lack } from '../history/compare.ts';
import type { Lease } from '../journal/store.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

interface HistoryDocument extends HistoryNote {
  readonly _id: 'history';
  /** what was given up, and when, for whoever looks into it later */
  readonly givenUp?: readonly { readonly at: Date; readonly missing: number; readonly since?: string }[];
}

export function mongoHistory(connection: MongoConnection) {
  const collection = connection.collection<HistoryDocument>('history');
  const leases = connection.collection<
    Pick<Lease, 'owner' | 'epoch' | 'beat' | 'highWatermarks' | 'at'> & { readonly _id: string }
  >('lease');
  const _id = 'history';

  async function read(): Promise<HistoryNote | undefined> {
    const found = await collection.findOne({ _id }, SETTLED);
    return found === null ? undefined : { id: found.id, before: found.before };
  }

  return {
    read,
    /** Names the history where it has no name yet. @returns its name */
    async name(id: string = randomUUID()): Promise<string> {
      await collection.insertOne({ _id, id, before: [] }).catch(unlessThere);
      return (await read())?.id ?? id;
    },
    /**
     * Begins another history on top of what is there: what is told of those before no longer counts.
     * @param epoch the highest that is known of: fencing records of the new history are of later ones
     */
    async begin(before: readonly string[], epoch: number, { missing, since }: Lack, at: Date): Promise<void> {
      const $setOnInsert = { owner: '', beat: 0, highWatermarks: [], at: new Date(0) };
      await leases.updateOne({ _id: 'relay' }, { $max: { epoch }, $setOnInsert }, { upsert: true }).catch(unlessThere);
      await collection.updateOne(
        { _id },
        {
          $set: { id: randomUUID(), before: [...new Set(before)] },
          $push: { givenUp: { at, missing, ...(since === undefined ? {} : { since }) } },
        },
        { upsert: true },
      );
    },
  };
}
