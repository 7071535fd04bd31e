// Produce: each partition's batch is checked and appended by itself; the reply leaves when all of them are on disk.
import { attempt, errors } from '../errors.ts';
import {
  batchSize,
  HEADER_BYTES,
  isControl,
  isIntact,
  LENGTH_ENDS_AT,
  magicOf,
  producerIdOf,
  readHeader,
  recordCountOf,
} from '../log/batch.ts';
import type { Request } from '../messages/messages.ts';
import { numberOf } from '../topic-settings.ts';
import type { Topic } from '../topics.ts';
import type { Broker, Handler } from './handler.ts';

const allowedAcks = [-1, 0, 1];

export const produce: Handler<'Produce'> = async (request, broker) => {
  const appended = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map((partition) => append(name, partition, request, broker)),
  }));
  if (request.acks === 0) return undefined;
  const topics = await Promise.all(
    appended.map(async ({ name, partitions }) => ({ name, partitions: await Promise.all(partitions) })),
  );
  return { topics, throttleMs: 0 };
};

async function append(
  name: string,
  { index, records }: Request<'Produce'>['topics'][number]['partitions'][number],
  { acks, transactionalId }: Request<'Produce'>,
  { topics }: Broker,
) {
  const refuse = (error: number) => ({ index, error, baseOffset: -1, logAppendTime: -1, logStartOffset: -1 });
  if (transactionalId !== null) return refuse(errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
  if (!allowedAcks.includes(acks)) return refuse(errors.INVALID_REQUIRED_ACKS);
  const topic = topics.get(name);
  const partition = topic?.partitions[index];
  if (topic === undefined || partition === undefined) return refuse(errors.UNKNOWN_TOPIC_OR_PARTITION);
  const error = check(records, topic);
  if (error !== errors.NONE || records === null) return refuse(error);
  let baseOffset = -1;
  const refused = attempt(() => {
    baseOffset = partition.append(records);
  });
  if (refused !== errors.NONE) return refuse(refused);
  await partition.durable();
  return { index, error, baseOffset, logAppendTime: -1, logStartOffset: partition.startOffset };
}

/** What is wrong with the one batch that a partition may get in a request. */
function check(records: Buffer | null, topic: Topic): number {
  if (records === null || records.length < LENGTH_ENDS_AT) return errors.INVALID_RECORD;
  const size = batchSize(records);
  if (size !== records.length || size < HEADER_BYTES) {
    return size > HEADER_BYTES && size < records.length ? errors.INVALID_RECORD : errors.CORRUPT_MESSAGE;
  }
  if (magicOf(records) !== 2) return errors.INVALID_RECORD;
  if (size > numberOf(topic.settings, 'max.message.bytes')) return errors.MESSAGE_TOO_LARGE;
  if (!isIntact(records)) return errors.CORRUPT_MESSAGE;
  const { baseOffset, count } = readHeader(records);
  const wellFormed = baseOffset === 0 && count > 0 && count === recordCountOf(records) && !isControl(records);
  if (!wellFormed) return errors.INVALID_RECORD;
  return producerIdOf(records) === -1n ? errors.NONE : errors.UNKNOWN_PRODUCER_ID;
}
