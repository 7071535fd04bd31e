// Handlers that find offsets in logs, and keep the offsets of groups.
import { attempt, errors } from '../errors.ts';
import type { CommittedOffset } from '../group/groups.ts';
import type { Partition } from '../log/partition.ts';
import type { Request } from '../messages/messages.ts';
import type { Broker, Handler } from './handler.ts';

const LATEST = -1;
const EARLIEST = -2;
const NOT_FOUND = { timestamp: -1, offset: -1 };

export const listOffsets: Handler<'ListOffsets'> = async ({ topics }, broker) => ({
  throttleMs: 0,
  topics: await Promise.all(
    topics.map(async ({ name, partitions }) => ({
      name,
      partitions: await Promise.all(
        partitions.map(async ({ index, timestamp }) => {
          const partition = broker.topics.partition(name, index);
          return partition === undefined
            ? { index, error: errors.UNKNOWN_TOPIC_OR_PARTITION, ...NOT_FOUND }
            : { index, error: errors.NONE, ...(await find(partition, timestamp)) };
        }),
      ),
    })),
  ),
});

async function find(partition: Partition, timestamp: number) {
  if (timestamp === LATEST) return { timestamp: -1, offset: partition.highWatermark };
  if (timestamp === EARLIEST) return { timestamp: -1, offset: partition.startOffset };
  return (await partition.firstAtOrAfter(timestamp)) ?? NOT_FOUND;
}

const LARGEST_METADATA = 4096;

export const offsetCommit: Handler<'OffsetCommit'> = (request, broker) => {
  const refusal = refusalOf(request, broker);
  const topics = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map((asked) => ({
      index: asked.index,
      error: refusal === errors.NONE ? commit(request.groupId, name, asked, broker) : refusal,
    })),
  }));
  return { throttleMs: 0, topics };
};

function refusalOf({ groupId, memberId, generation }: Request<'OffsetCommit'>, { groups }: Broker): number {
  if (groupId === '') return errors.INVALID_GROUP_ID;
  const group = groups.get(groupId);
  if (group !== undefined) return group.checkCommit(memberId, generation);
  return generation < 0 ? errors.NONE : errors.ILLEGAL_GENERATION;
}

function commit(
  groupId: string,
  topic: string,
  { index, offset, metadata }: Request<'OffsetCommit'>['topics'][number]['partitions'][number],
  { topics, groups }: Broker,
): number {
  if (topics.partition(topic, index) === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
  if (metadata !== null && metadata.length > LARGEST_METADATA) return errors.OFFSET_METADATA_TOO_LARGE;
  if (!Number.isSafeInteger(offset)) return errors.INVALID_COMMIT_OFFSET_SIZE;
  return attempt(() => groups.commit(groupId, topic, index, { offset, metadata: metadata ?? '' }));
}

const NOTHING_COMMITTED: CommittedOffset = { offset: -1, metadata: '' };

export const offsetFetch: Handler<'OffsetFetch'> = ({ groupId, topics }, { groups }) => {
  const committed = groups.committed(groupId);
  const asked = topics ?? [...committed].map(([name, partitions]) => ({ name, partitions: [...partitions.keys()] }));
  return {
    throttleMs: 0,
    error: errors.NONE,
    topics: asked.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map((index) => ({
        index,
        error: errors.NONE,
        ...(committed.get(name)?.get(index) ?? NOTHING_COMMITTED),
      })),
    })),
  };
};
