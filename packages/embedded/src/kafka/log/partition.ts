// One partition: segments of batches in the order of their offsets. Consumers see what is below the high watermark,
// which moves only when a sync has ended.
import { join } from 'node:path';
import type { Disk } from '../../storage/disk.ts';
import type { DurableFile } from '../../storage/durable-file.ts';
import { GrowingFile } from '../../storage/growing-file.ts';
import { CorruptLogError } from '../../storage/recovery.ts';
import { firstAtOrAfter, place } from './batch.ts';
import type { GroupCommit } from './group-commit.ts';
import { recoverSegment } from './recover.ts';
import { Segment } from './segment.ts';

/** How long and how much a partition keeps; -1 is without limit. */
export interface Keeping {
  readonly segmentBytes: number;
  readonly retentionMs: number;
  readonly retentionBytes: number;
}

const pathOf = (folder: string, index: number, base: number) =>
  join(folder, `${index}-${String(base).padStart(20, '0')}.log`);

export interface PartitionOptions {
  /** the topic's */
  readonly folder: string;
  readonly index: number;
  readonly keeping: Keeping;
  readonly commit: GroupCommit;
  readonly disk: Disk;
}

/** Opens a partition from those of its topic's `files` that are its own; without any it is empty. @throws {CorruptLogError} */
export async function openPartition(options: PartitionOptions, files: readonly string[]): Promise<Partition> {
  const { folder, index, disk } = options;
  const bases = files.flatMap((name) => {
    const [, partition, base] = /^(\d+)-(\d{20})\.log$/.exec(name) ?? [];
    return partition === String(index) ? [Number(base)] : [];
  });
  const segments: Segment[] = [];
  try {
    for (const base of bases.sort((one, other) => one - other)) {
      const path = pathOf(folder, index, base);
      const next = segments.at(-1)?.end ?? base;
      if (base !== next) throw new CorruptLogError(`Offsets ${next} to ${base - 1} are missing before ${path}.`);
      segments.push(await recoverSegment(path, base, base === bases.at(-1), disk));
    }
  } catch (error) {
    for (const segment of segments) await segment.close();
    throw error;
  }
  return new Partition(options, segments);
}

export class Partition {
  readonly #options: PartitionOptions;
  readonly #segments: Segment[];
  readonly #listeners = new Set<() => void>();
  #unsynced: Segment[] = [];
  /** offset after the last record that is on disk, whether its round has ended or not */
  #synced: number;
  #highWatermark: number;
  #written: Promise<void> = Promise.resolve();

  constructor(options: PartitionOptions, segments: Segment[]) {
    this.#options = options;
    this.#segments = segments;
    if (segments.length === 0) this.#segments.push(this.#segmentAt(0));
    this.#synced = this.#active.syncedEnd;
    this.#highWatermark = this.#synced;
  }

  /** offset of the first record that is kept */
  get startOffset(): number {
    return this.#segments[0]?.base ?? 0;
  }

  /** offset after the last record that consumers see */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Gives a batch the next offsets. @returns the first of them @throws {NoRoomError} nothing has changed */
  append(batch: Buffer): number {
    const { end, size } = this.#active;
    const full = size > 0 && size + batch.length > this.#options.keeping.segmentBytes;
    if (full) this.#begin(batch.length);
    else this.#active.reserve(batch.length);
    place(batch, end);
    this.#active.append(batch);
    this.#write();
    return end;
  }

  /** Resolves when everything appended so far is on disk. */
  durable(): Promise<void> {
    return this.#written;
  }

  /** Its files with what is on disk of each; of a partition that never held a record, an empty one. */
  files(): DurableFile[] {
    const named = this.#segments.filter((segment) => segment.named);
    return (named.length > 0 ? named : this.#segments.slice(0, 1)).map((segment) => segment.durable());
  }

  /** An older segment is whole on disk before the next one has a name. */
  async flush(): Promise<void> {
    const segments = this.#unsynced;
    this.#unsynced = [];
    for (const segment of segments) await segment.flush();
    this.#synced = Math.max(this.#synced, ...segments.map(({ syncedEnd }) => syncedEnd));
  }

  show(): void {
    this.#highWatermark = this.#synced;
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * Whole batches from the one that holds `offset`, up to `maxBytes`; empty at the high watermark.
   * `atLeastOne`: the first even where it is larger.
   */
  async read(offset: number, maxBytes: number, atLeastOne: boolean): Promise<Buffer> {
    const segment = this.#segments.findLast(({ base }) => base <= offset);
    return segment === undefined || offset >= this.#highWatermark
      ? Buffer.alloc(0)
      : segment.read(offset, maxBytes, atLeastOne);
  }

  /** The first record at or after a time, in ms since 1970. */
  async firstAtOrAfter(timestamp: number): Promise<{ offset: number; timestamp: number } | undefined> {
    for (const segment of this.#segments.filter(({ latest }) => latest >= timestamp)) {
      const batch = await segment.batchAtOrAfter(timestamp);
      if (batch !== undefined) return firstAtOrAfter(batch, timestamp);
    }
    return undefined;
  }

  /** Removes the oldest segments that are too old or too much at `now`, in ms since 1970. */
  async retain(now: number): Promise<void> {
    const { retentionMs, retentionBytes } = this.#options.keeping;
    let total = this.#segments.reduce((sum, { size }) => sum + size, 0);
    let count = 0;
    for (const { latest, size } of this.#segments) {
      const tooOld = retentionMs >= 0 && size > 0 && latest < now - retentionMs;
      const tooMuch = retentionBytes >= 0 && total - size >= retentionBytes && size > 0;
      if (!tooOld && !tooMuch) break;
      total -= size;
      count += 1;
    }
    if (count === 0) return;
    if (count === this.#segments.length) {
      // an empty segment whose name keeps the next offset
      this.#begin(0);
      this.#write();
    }
    await this.durable();
    for (const segment of this.#segments.splice(0, count)) await segment.remove();
  }

  /** Calls when the high watermark has moved. @returns how to stop that */
  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#written.catch(() => undefined);
    for (const segment of this.#segments) await segment.close();
    for (const listener of [...this.#listeners]) listener();
  }

  get #active(): Segment {
    const last = this.#segments.at(-1);
    if (last === undefined) throw new Error('a partition without a segment');
    return last;
  }

  #segmentAt(base: number): Segment {
    const { folder, index, disk } = this.#options;
    return new Segment(base, new GrowingFile(pathOf(folder, index, base), disk));
  }

  /** Goes on in a new segment with room for so many bytes. @throws {NoRoomError} nothing has changed */
  #begin(bytes: number): void {
    const segment = this.#segmentAt(this.#active.end);
    segment.reserve(bytes);
    this.#segments.push(segment);
  }

  /** Takes the active segment into the next round. */
  #write(): void {
    if (!this.#unsynced.includes(this.#active)) this.#unsynced.push(this.#active);
    this.#written = this.#options.commit.next(this);
    // whoever waits learns of a failure; who does not wait must not end the process by it
    this.#written.catch(() => undefined);
  }
}
