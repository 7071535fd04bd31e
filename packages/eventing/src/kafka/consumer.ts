// A consumer of Kafka that lives as long as its process: whatever kafkajs gives up on is begun anew from the checkpoints.
// Nothing waits inside `eachBatch`: one slow call would stop every partition of that broker (rule 25).
import { setTimeout as pause } from 'node:timers/promises';
import { PARTITIONS, type RecordedEvent, type ServiceName, topicOf } from '@tributary/contracts';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { describeFailure } from '../consume/failure.ts';
import { CHUNK } from '../consume/plan.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import type { EventingLog } from '../ports/eventing.ts';
import { fromMessage } from './message.ts';
import { ensureTopics } from './topics.ts';

export interface ConsumerParts {
  readonly kafka: Kafka;
  readonly group: string;
  readonly sources: readonly ServiceName[];
  /** position up to which a partition is known to be applied: what is below is not even decoded */
  readonly applied: (service: ServiceName, partition: number) => number;
  /** @returns false: the same records should come again later */
  readonly take: (
    service: ServiceName,
    partition: number,
    records: readonly RecordedEvent[],
    beat: () => Promise<void>,
  ) => Promise<boolean>;
  /** Bytes that are no event. */
  readonly onDead: (record: { topic: string; partition: number; offset: string; error: string }) => Promise<void>;
  /** The group has given this process other partitions. */
  readonly onJoin: () => Promise<void>;
  readonly log: EventingLog;
}

export interface TopicsConsumer {
  /** whether Kafka brings records at the moment */
  readonly delivering: boolean;
  close(): Promise<void>;
}

/** How long the broker holds an empty fetch: an idle consumer costs one request in this time, a stop waits as long. */
const LONG_POLL_MS = 1_500;
/** How long the other assignments of a fetch wait for one. */
const PATIENCE_MS = 500;
/** How long an offset may be on its way to the broker. */
const COMMIT_MS = 1_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** A batch under way; `left`: the fetch has gone on without it. */
interface Handling {
  left: boolean;
}

const after = (ms: number): Promise<undefined> => pause(ms, undefined, { ref: false });

const wait = (failures: number) => Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);

export function consumeTopics(parts: ConsumerParts): TopicsConsumer {
  const { kafka, group, sources, log } = parts;
  const owners = new Map(sources.map((service) => [topicOf(service), service]));
  const wakeUp = createWakeUp();
  const hints = createWakeUp();
  const waiting = new Map<string, number>();
  const slow = new Set<Promise<void>>();
  let uncommitted: EachBatchPayload | undefined;
  let committing: Promise<void> | undefined;
  let delivering = false;
  let closing = false;

  async function decode(topic: string, partition: number, messages: readonly KafkaMessage[], applied: number) {
    const records: RecordedEvent[] = [];
    for (const message of messages) {
      if (Number(message.headers?.['ce_pos']?.toString() || Number.NaN) <= applied) continue;
      const record = fromMessage(partition, message);
      if (record !== undefined) records.push(record);
      else
        await parts.onDead({
          topic,
          partition: partition,
          offset: message.offset,
          error: 'not a CloudEvent with a position',
        });
    }
    return records;
  }

  /**
   * kafkajs fetches again when every batch of a fetch was handled, and says that it lives in between: an assignment that takes
   * longer is paused and goes on beside the fetch, so that it alone is late. Its records come again, and are dropped.
   */
  async function eachBatch(payload: EachBatchPayload): Promise<void> {
    const service = owners.get(payload.batch.topic);
    if (service === undefined) return;
    const handling: Handling = { left: false };
    const handled = handle(service, payload, handling);
    const waitMs = await Promise.race([handled, after(PATIENCE_MS)]);
    if (waitMs === 0) return;
    const resume = payload.pause();
    if (waitMs !== undefined) {
      setTimeout(resume, waitMs).unref();
      return;
    }
    handling.left = true;
    const goingOn = handled
      .catch((error: unknown) => {
        log.warn({ group, error: describeFailure(error) }, 'a slow assignment begins anew');
        return FIRST_WAIT_MS;
      })
      .then((ms) => void setTimeout(resume, ms).unref())
      .finally(() => slow.delete(goingOn));
    slow.add(goingOn);
    await payload.heartbeat();
  }

  /**
   * Effect and checkpoint are done when `take` returns; the offset comes last, and only as a hint (rule 24).
   * @returns after how many milliseconds the assignment is to be fetched again, because something is away; 0: at once
   */
  async function handle(service: ServiceName, payload: EachBatchPayload, handling: Handling): Promise<number> {
    const { batch, isRunning, isStale } = payload;
    const { topic, partition, messages } = batch;
    const assignment = `${topic}|${partition}`;
    const beat = async () => {
      if (!handling.left) await payload.heartbeat();
    };
    for (let from = 0; from < messages.length; from += CHUNK) {
      if (!isRunning() || isStale()) return 0;
      const chunk = messages.slice(from, from + CHUNK);
      const last = chunk.at(-1);
      if (last === undefined) return 0;
      if (!(await take(service, topic, partition, chunk, beat))) {
        const failures = waiting.get(assignment) ?? 0;
        waiting.set(assignment, failures + 1);
        return wait(failures);
      }
      waiting.delete(assignment);
      if (handling.left) continue;
      payload.resolveOffset(last.offset);
      await beat();
      commitOffsets(payload);
    }
    if (closing) await committing;
    return 0;
  }

  /** Nobody waits for a hint: what is resolved within a second goes in one request, and at the end at once. */
  function commitOffsets(payload: EachBatchPayload): void {
    uncommitted = payload;
    committing ??= commitInTime()
      .catch((error: unknown) => log.info({ group, error: describeFailure(error) }, 'offsets were not committed'))
      .finally(() => {
        committing = undefined;
      });
  }

  async function commitInTime(): Promise<void> {
    while (uncommitted !== undefined) {
      if (!closing) await hints.wait(COMMIT_MS);
      const { commitOffsetsIfNecessary, uncommittedOffsets } = uncommitted;
      uncommitted = undefined;
      await commitOffsetsIfNecessary(uncommittedOffsets());
    }
  }

  async function take(
    service: ServiceName,
    topic: string,
    partition: number,
    chunk: readonly KafkaMessage[],
    beat: () => Promise<void>,
  ): Promise<boolean> {
    let records: readonly RecordedEvent[];
    try {
      records = await decode(topic, partition, chunk, parts.applied(service, partition));
    } catch (error) {
      log.warn({ group, topic, partition, error: describeFailure(error) }, 'an undecodable record cannot be noted');
      return false;
    }
    return parts.take(service, partition, records, beat);
  }

  /** Runs one kafkajs consumer until it crashes or this one is closed. */
  async function live(consumer: Consumer): Promise<void> {
    const crashed = new Promise<unknown>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
    });
    consumer.on(consumer.events.REBALANCING, () => {
      delivering = false;
    });
    consumer.on(consumer.events.GROUP_JOIN, async () => {
      await parts
        .onJoin()
        .catch((error) => log.warn({ group, error: describeFailure(error) }, 'checkpoints cannot be read'));
      delivering = !closing;
    });
    await ensureTopics(kafka, sources);
    await consumer.connect();
    await consumer.subscribe({ topics: [...owners.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS,
      eachBatch,
    });
    const error = await Promise.race([crashed, closed]);
    if (error !== undefined) throw error;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !closing; failures += 1) {
      const since = performance.now();
      const consumer = kafka.consumer({
        groupId: group,
        sessionTimeout: 30_000,
        rebalanceTimeout: 60_000,
        maxWaitTimeInMs: LONG_POLL_MS,
        allowAutoTopicCreation: false,
        retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => false },
      });
      try {
        await live(consumer);
      } catch (error) {
        log.warn({ group, error: describeFailure(error) }, 'the consumer begins anew');
      }
      delivering = false;
      await consumer.disconnect().catch(() => undefined);
      if (performance.now() - since > 60_000) failures = 0;
      if (!closing) await wakeUp.wait(wait(failures));
    }
  }

  let close: () => void = () => undefined;
  const closed = new Promise<undefined>((resolve) => {
    close = () => resolve(undefined);
  });
  const loop = run();

  return {
    get delivering() {
      return delivering;
    },
    async close() {
      closing = true;
      delivering = false;
      hints.signal();
      await Promise.race([committing, after(PATIENCE_MS)]);
      close();
      wakeUp.signal();
      await loop;
      await Promise.all(slow);
    },
  };
}
