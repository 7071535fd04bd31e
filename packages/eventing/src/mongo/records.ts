// Plain documents beside aggregates, `{_id, version, content}`: each write is one document, guarded by its version.
import { cut } from '../cut-points.ts';
import type { KeptRecord, RecordStore } from '../ports/beside-aggregates.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';
import { duplicates } from './write-errors.ts';

interface RecordDocument<Content> {
  readonly _id: string;
  readonly version: number;
  readonly content: Content;
}

/** A kind of records as it was declared: the collection, and the fields of the content that a page can be of. */
export interface DeclaredRecords {
  readonly name: string;
  readonly sought: readonly string[];
}

export async function makeRecordsIndexes(
  connection: MongoConnection,
  { name, sought }: DeclaredRecords,
): Promise<void> {
  if (sought.length === 0) return;
  const indexes = sought.map((field) => ({ key: { [`content.${field}`]: 1 as const, _id: 1 as const } }));
  await connection.collection(name).createIndexes(indexes);
}

/** @param connection is asked when it is needed: records are declared before the start */
export function mongoRecords<Content extends object>(
  connection: () => MongoConnection,
  name: string,
): RecordStore<Content> {
  const collection = () => connection().collection<RecordDocument<Content>>(name);
  const keptOf = ({ _id, version, content }: RecordDocument<Content>): KeptRecord<Content> => ({
    id: _id,
    version,
    content,
  });
  return {
    async insert(id, content) {
      const document = { _id: id, version: 1, content };
      const inserted = await collection()
        .insertOne(document as never)
        .catch(unlessThere);
      if (inserted !== undefined) cut('after-record');
      return inserted !== undefined;
    },
    async insertAll(entries) {
      if (entries.length === 0) return new Set();
      const documents = entries.map(({ id, content }) => ({ _id: id, version: 1, content }));
      const taken = await collection()
        .insertMany(documents as never, { ordered: false })
        .then(
          () => new Set<number>(),
          (error: unknown) => new Set(duplicates(error).map(({ index }) => index)),
        );
      return new Set(entries.filter((_entry, at) => !taken.has(at)).map(({ id }) => id));
    },
    async readAll(ids) {
      if (ids.length === 0) return [];
      const found = await collection()
        .find({ _id: { $in: ids } } as never, SETTLED)
        .toArray();
      return found.map((one) => keptOf(one as RecordDocument<Content>));
    },
    async read(id) {
      const found = await collection().findOne({ _id: id } as never, SETTLED);
      return found === null ? undefined : keptOf(found as RecordDocument<Content>);
    },
    async replace(id, version, content) {
      const change = { $set: { version: version + 1, content } };
      const { matchedCount } = await collection().updateOne({ _id: id, version } as never, change as never);
      cut('after-record');
      return matchedCount === 1;
    },
    async remove(id) {
      await collection().deleteOne({ _id: id } as never);
      cut('after-record');
    },
    async removeAll(ids) {
      if (ids.length > 0) await collection().deleteMany({ _id: { $in: ids } } as never);
    },
    async last() {
      const [found] = await collection().find({}, SETTLED).sort({ _id: -1 }).limit(1).toArray();
      return found && keptOf(found as RecordDocument<Content>);
    },
    async page({ after, limit, where }) {
      const filter = {
        ...(where && { [`content.${where.field}`]: where.value }),
        ...(after !== undefined && { _id: { $gt: after } }),
      };
      const found = await collection()
        .find(filter as never, LIMITED)
        .sort({ _id: 1 })
        .limit(limit + 1)
        .toArray();
      const items = found.slice(0, limit).map((one) => keptOf(one as RecordDocument<Content>));
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    count({ field, value }) {
      return collection().countDocuments({ [`content.${field}`]: value } as never, LIMITED);
    },
  };
}
