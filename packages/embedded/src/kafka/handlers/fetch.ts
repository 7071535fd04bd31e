// Fetch: whole batches from the one that holds the asked offset, the first even where it is above the limits.
// A request that finds less than it wants waits until a partition grows or its time is over.
import { errors } from '../errors.ts';
import type { Partition } from '../log/partition.ts';
import type { Request, Response } from '../messages/messages.ts';
import type { Broker, Handler } from './handler.ts';

type Fetched = Response<'Fetch'>['topics'];

export const fetch: Handler<'Fetch'> = async (request, broker, { gone }) => {
  const answer = (topics: Fetched, error: number = errors.NONE) => ({ throttleMs: 0, error, sessionId: 0, topics });
  // No session is ever given out: a client that asks for one goes on with whole requests.
  if (request.sessionId !== 0) return answer([], errors.FETCH_SESSION_ID_NOT_FOUND);
  const deadline = performance.now() + request.maxWaitMs;
  for (;;) {
    const growth = awaitGrowth(partitionsOf(request, broker), deadline - performance.now(), gone);
    const topics = await readAll(request, broker);
    if (isEnough(topics, request.minBytes) || performance.now() >= deadline || gone.aborted) {
      growth.cancel();
      return answer(topics);
    }
    await growth.came;
  }
};

function isEnough(topics: Fetched, minBytes: number): boolean {
  const partitions = topics.flatMap((topic) => topic.partitions);
  const bytes = partitions.reduce((sum, { records }) => sum + (records?.length ?? 0), 0);
  return bytes >= minBytes || partitions.some(({ error }) => error !== errors.NONE);
}

const partitionsOf = ({ topics }: Request<'Fetch'>, broker: Broker): Partition[] =>
  topics.flatMap(({ name, partitions }) =>
    partitions.flatMap(({ index }) => broker.topics.partition(name, index) ?? []),
  );

async function readAll(request: Request<'Fetch'>, broker: Broker): Promise<Fetched> {
  let left = request.maxBytes;
  let empty = true;
  const topics = [];
  for (const { name, partitions } of request.topics) {
    const read = [];
    for (const asked of partitions) {
      const found = await readOne(asked, broker.topics.partition(name, asked.index), left, empty);
      left -= found.records.length;
      empty &&= found.records.length === 0;
      read.push({ ...found, aborted: request.isolationLevel === 0 ? null : [] });
    }
    topics.push({ name, partitions: read });
  }
  return topics;
}

const nothing = Buffer.alloc(0);

async function readOne(
  { index, offset, maxBytes }: Request<'Fetch'>['topics'][number]['partitions'][number],
  partition: Partition | undefined,
  left: number,
  atLeastOne: boolean,
) {
  const refuse = (error: number) => ({
    index,
    error,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    preferredReplica: -1,
    records: nothing,
  });
  if (partition === undefined) return refuse(errors.UNKNOWN_TOPIC_OR_PARTITION);
  if (offset < partition.startOffset || offset > partition.highWatermark) return refuse(errors.OFFSET_OUT_OF_RANGE);
  const highWatermark = partition.highWatermark;
  const records = await partition.read(offset, Math.min(maxBytes, left), atLeastOne);
  return {
    index,
    error: errors.NONE,
    highWatermark,
    lastStableOffset: highWatermark,
    logStartOffset: partition.startOffset,
    preferredReplica: -1,
    records,
  };
}

/** Resolves when one of the partitions has grown, after `ms`, or when the connection is gone. */
function awaitGrowth(partitions: readonly Partition[], ms: number, gone: AbortSignal) {
  let cancel: () => void = () => undefined;
  const came = new Promise<void>((resolve) => {
    const timer = setTimeout(() => cancel(), Math.max(0, ms));
    const unlisten = partitions.map((partition) => partition.onAdvance(() => cancel()));
    const onGone = () => cancel();
    gone.addEventListener('abort', onGone);
    cancel = () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', onGone);
      for (const stop of unlisten) stop();
      resolve();
    };
  });
  return { came, cancel: () => cancel() };
}
