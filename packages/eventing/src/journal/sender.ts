// Stage 2: journal records after the `sent` cursor go to Kafka; an outage of Kafka grows the journal, nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import { PARTITIONS } from '@tributary/contracts';
import { describeFailure } from '../consume/failure.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import { cut } from '../cut-points.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { CursorStore, JournalRecord, JournalStore } from './store.ts';

/** Bytes of one partition in one request. */
const PARTITION_BYTES = 400 * 1024;
/** Records of one partition in one request: a larger one would hold up this process while it is encoded. */
const PARTITION_RECORDS = 50;
/** Records and their bytes kept in memory for sending; beyond, they are read from the journal again. */
const MEMORY = 4_000;
const MEMORY_BYTES = 16 * 1024 * 1024;
/** How long the cursor may be behind what was sent: a successor sends that again, and positions drop it. */
const CURSOR_MS = 1_000;
const BACKOFF_MS = [100, 250, 500, 1_000, 2_000, 5_000] as const;

/** The topic of this service, as the sender sees it. */
export interface Topic {
  /**
   * Sends records that are in order within each partition.
   * @returns those that the broker refuses for what they are
   * @throws the broker is away, or does not say: anything may be in the topic
   */
  send(records: readonly JournalRecord[]): Promise<readonly JournalRecord[]>;
  /** bytes of a record as a message, roughly */
  sizeOf(record: JournalRecord): number;
  close(): Promise<void>;
}

export interface SenderParts {
  readonly topic: Topic;
  readonly journal: JournalStore;
  readonly cursors: CursorStore;
  readonly log: EventingLog;
}

export interface Sender {
  /** Records that are in the journal now, on top of those before. */
  offer(records: readonly JournalRecord[]): void;
  /** records in the journal that are not yet sent */
  unsent(): number;
  /** Finishes the request under way and saves the cursor. */
  stop(): Promise<void>;
}

/** A record with its bytes as a message. */
interface Weighed {
  readonly record: JournalRecord;
  readonly bytes: number;
}

/**
 * Sends from `sent` on.
 * @param highWatermarks by partition, the last position in the journal
 */
export function startSender(parts: SenderParts, sent: readonly number[], highWatermarks: readonly number[]): Sender {
  const { topic, journal, cursors, log } = parts;
  const assignments = Array.from({ length: PARTITIONS }, (_, partition) => ({
    partition,
    sent: sent[partition] ?? 0,
    highWatermark: highWatermarks[partition] ?? 0,
    memory: [] as Weighed[],
  }));
  type PartitionConsumer = (typeof assignments)[number];
  const work = createWakeUp();
  const halt = createWakeUp();
  let remembered = 0;
  let rememberedBytes = 0;
  let stopped = false;
  let saving: Promise<void> | undefined;

  const weigh = (record: JournalRecord): Weighed => ({ record, bytes: topic.sizeOf(record) });
  const unsent = () => assignments.reduce((sum, assignment) => sum + assignment.highWatermark - assignment.sent, 0);

  async function next(assignment: PartitionConsumer): Promise<readonly JournalRecord[]> {
    if (assignment.highWatermark <= assignment.sent) return [];
    const inMemory = assignment.memory[0]?.record.pos === assignment.sent + 1;
    const weighed = inMemory
      ? assignment.memory.slice(0, PARTITION_RECORDS)
      : (await journal.readPartition(assignment.partition, assignment.sent, PARTITION_RECORDS, PARTITION_BYTES)).map(
          weigh,
        );
    let bytes = 0;
    const fits = weighed.findIndex(({ bytes: more }, index) => {
      bytes += more;
      return index > 0 && bytes > PARTITION_BYTES;
    });
    return (fits === -1 ? weighed : weighed.slice(0, fits)).map(({ record }) => record);
  }

  function advance(assignment: PartitionConsumer, last: JournalRecord | undefined): void {
    if (last === undefined) return;
    assignment.sent = last.pos;
    const first = assignment.memory[0]?.record.pos ?? last.pos + 1;
    const sentNow = assignment.memory.splice(0, Math.max(0, last.pos + 1 - first));
    remembered -= sentNow.length;
    rememberedBytes -= sentNow.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** At most one save is under way; it saves what is true when it is its turn. */
  function saveSoon(): void {
    saving ??= pause(stopped ? 0 : CURSOR_MS, undefined, { ref: false })
      .then(() => {
        saving = undefined;
        return cursors.save(assignments.map((assignment) => assignment.sent));
      })
      .catch((error: unknown) => log.warn({ error: describeFailure(error) }, 'the cursor of the relay was not saved'));
  }

  async function sendOnce(): Promise<boolean> {
    const batches = await Promise.all(assignments.map(next));
    const records = batches.flat();
    if (records.length === 0) return false;
    for (const { partition, pos, agg, seq } of await topic.send(records)) {
      log.error({ partition, pos, agg, seq }, 'the broker refuses a record; consumers read it from the feed');
    }
    cut('after-send-before-cursor');
    for (const assignment of assignments) advance(assignment, batches[assignment.partition]?.at(-1));
    saveSoon();
    return true;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        const busy = await sendOnce();
        failures = 0;
        if (!busy) await work.wait(unsent() > 0 ? BACKOFF_MS[0] : 60_000);
      } catch (error) {
        log.warn({ error: describeFailure(error) }, 'sending waits for the broker');
        await halt.wait(BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 0);
        failures += 1;
      }
    }
  }

  const running = run();
  return {
    offer(records) {
      for (const record of records) {
        const assignment = assignments[record.partition];
        if (assignment === undefined) continue;
        assignment.highWatermark = record.pos;
        const next = (assignment.memory.at(-1)?.record.pos ?? assignment.sent) === record.pos - 1;
        if (!next || remembered >= MEMORY || rememberedBytes >= MEMORY_BYTES) continue;
        const weighed = weigh(record);
        assignment.memory.push(weighed);
        remembered += 1;
        rememberedBytes += weighed.bytes;
      }
      work.signal();
    },
    unsent,
    async stop() {
      stopped = true;
      work.signal();
      halt.signal();
      await running;
      await saving;
      await cursors.save(assignments.map((assignment) => assignment.sent)).catch(() => undefined);
    },
  };
}
