// Jobs as documents `{_id, kind, input, cursor, version, dueAt, …}`; one that is done has no `dueAt`.
import type { Job, JobLease, JobStore } from '../jobs/store.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { mongoLease } from './journal.ts';
import { unlessThere } from './races.ts';

type JobDocument = Omit<Job, 'id' | 'cursor' | 'dueAt'> & {
  readonly _id: string;
  readonly cursor?: string;
  readonly dueAt?: Date;
};

const NAME = 'jobs';

export const makeJobsIndex = (connection: MongoConnection): Promise<string[]> =>
  connection.collection(NAME).createIndexes([{ key: { dueAt: 1 }, sparse: true }]);

const jobOf = ({ _id, ...job }: JobDocument): Job => ({ cursor: undefined, dueAt: undefined, ...job, id: _id });

export function mongoJobs(connection: MongoConnection): JobStore {
  const collection = connection.collection<JobDocument>(NAME);
  return {
    async begin({ id, ...job }) {
      await collection.insertOne({ _id: id, ...job } as never).catch(unlessThere);
    },
    async due(kinds, now) {
      const filter = { dueAt: { $lte: now }, kind: { $in: [...kinds] } };
      const [job] = await collection.find(filter, SETTLED).sort({ dueAt: 1 }).limit(1).toArray();
      return job && jobOf(job);
    },
    async move({ id, version, cursor, dueAt, ...job }) {
      const gone = { ...(cursor === undefined && { cursor: '' }), ...(dueAt === undefined && { dueAt: '' }) };
      const { matchedCount } = await collection.updateOne({ _id: id, version: version - 1 }, {
        $set: { ...job, version, ...(cursor !== undefined && { cursor }), ...(dueAt !== undefined && { dueAt }) },
        ...(Object.keys(gone).length > 0 && { $unset: gone }),
      } as never);
      return matchedCount === 1;
    },
    async find(id) {
      const found = await collection.findOne({ _id: id }, SETTLED);
      return found === null ? undefined : jobOf(found);
    },
  };
}

export function mongoJobLease(connection: MongoConnection): JobLease {
  const { read, take, renew, release } = mongoLease(connection, NAME);
  return { read, take, release, beat: (mine) => renew(mine, [], '') };
}
