// What moved out of documents for lack of room, or is noted beside them, goes when its time is over or its document is
// gone or erased. A step looks at some rows, and has the same effect when it is made again.
import type { JobStep } from '../ports/jobs.ts';
import { type MongoConnection, SETTLED } from './connection.ts';

/** Rows of one step. */
const PAGE = 500;

type Named = { readonly _id: string };

/** Removes receipts from before `expired`, whoever they are of. */
export async function sweepReceipts(connection: MongoConnection, expired: Date): Promise<JobStep> {
  const collection = connection.collection<Named & { readonly at: Date }>('receipts');
  const old = await collection
    .find({ at: { $lt: expired } }, { ...SETTLED, projection: { _id: 1 } })
    .limit(PAGE)
    .toArray();
  const { deletedCount } = await collection.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
  // what is left begins anew: nothing of it is behind a place
  return { next: old.length < PAGE ? undefined : 'more', changed: deletedCount };
}

/**
 * Removes rows `{_id: aggregate|…}` whose aggregate is gone or erased.
 * @param kinds of aggregates, by the names of their collections
 */
export async function sweepBeside(
  connection: MongoConnection,
  name: 'sources' | 'holdings',
  kinds: readonly string[],
  after: string | undefined,
): Promise<JobStep> {
  const collection = connection.collection<Named>(name);
  const rows = await collection
    .find(after === undefined ? {} : { _id: { $gt: after } }, { ...SETTLED, projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(PAGE)
    .toArray();
  const ownerOf = ({ _id }: Named) => _id.slice(0, _id.indexOf('|'));
  const owners = [...new Set(rows.map(ownerOf))];
  // the rows were read before: whoever is not there now was not there with them, for documents come first
  const living = new Set<string>();
  for (const kind of kinds) {
    const found = await connection
      .collection<Named & { readonly erasedAt?: Date }>(kind)
      .find({ _id: { $in: owners }, erasedAt: { $exists: false } }, { ...SETTLED, projection: { _id: 1 } })
      .toArray();
    for (const { _id } of found) living.add(_id);
  }
  const left = rows.filter((row) => !living.has(ownerOf(row))).map(({ _id }) => _id);
  const { deletedCount } = await collection.deleteMany({ _id: { $in: left } });
  return { next: rows.length < PAGE ? undefined : rows.at(-1)?._id, changed: deletedCount };
}
