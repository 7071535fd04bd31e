// The topics that exist, each with its partitions. Nothing is created by asking for it.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../folder/make-folder.ts';
import { type Disk, isNoRoom, NoRoomError } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
import { UNNAMED } from '../storage/growing-file.ts';
import { CorruptLogError } from '../storage/recovery.ts';
import { GroupCommit } from './log/group-commit.ts';
import { openPartition, type Partition } from './log/partition.ts';
import { type GivenSettings, numberOf } from './topic-settings.ts';

/** What outlives the process beside the partitions' files. */
export interface TopicMemory {
  readonly name: string;
  /** names the topic's folder */
  readonly id: number;
  readonly partitions: number;
  readonly settings: GivenSettings;
}

export interface Topic extends Omit<TopicMemory, 'partitions'> {
  readonly partitions: readonly Partition[];
}

/** Where topics outlive the process. */
export interface TopicJournal {
  /** @throws {NoRoomError} */
  topic(memory: TopicMemory): void;
  /** @returns when it is on disk @throws {NoRoomError} */
  topicGone(topic: Pick<TopicMemory, 'name' | 'id'>): Promise<void>;
}

export interface TopicsOptions {
  /** holds one folder per topic */
  readonly folder: string;
  readonly journal: TopicJournal;
  readonly onFatal: (error: Error) => void;
  readonly disk: Disk;
}

export class Topics {
  readonly #folder: string;
  readonly #journal: TopicJournal;
  readonly #commit: GroupCommit;
  readonly #disk: Disk;
  readonly #topics = new Map<string, Topic>();
  /** topics that the journal on the disk still names */
  readonly #leaving = new Set<Topic>();
  #lastId = 0;

  constructor({ folder, journal, onFatal, disk }: TopicsOptions) {
    this.#folder = folder;
    this.#journal = journal;
    this.#disk = disk;
    this.#commit = new GroupCommit(onFatal);
  }

  /** Opens the topics that were there, and removes files of those that were not. @throws {CorruptLogError} */
  async recover(memories: Iterable<TopicMemory>, lastId: number): Promise<void> {
    await makeFolder(this.#folder, this.#disk);
    this.#lastId = lastId;
    for (const memory of memories) this.#topics.set(memory.name, await this.#open(memory));
    const known = new Set(this.all().map(({ id }) => String(id)));
    for (const name of await readdir(this.#folder)) {
      if (!known.has(name)) await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  get(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  all(): Topic[] {
    return [...this.#topics.values()];
  }

  /** The files of all partitions with what is on disk of each. */
  files(): DurableFile[] {
    return [...this.all(), ...this.#leaving].flatMap(({ partitions }) =>
      partitions.flatMap((partition) => partition.files()),
    );
  }

  partition(name: string, index: number): Partition | undefined {
    return this.#topics.get(name)?.partitions[index];
  }

  /**
   * Makes a topic; its folder is there before the journal names it.
   * @returns false where the name is taken
   * @throws {NoRoomError} nothing has changed
   */
  async create(name: string, partitions: number, settings: GivenSettings): Promise<boolean> {
    this.#lastId += 1;
    const memory = { name, id: this.#lastId, partitions, settings };
    const folder = this.#folderOf(memory.id);
    try {
      await makeFolder(folder, this.#disk);
      const topic = await this.#open(memory);
      if (!this.#topics.has(name)) {
        this.#journal.topic(memory);
        this.#topics.set(name, topic);
        return true;
      }
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw isNoRoom(error) ? new NoRoomError(folder, error) : error;
    }
    await rm(folder, { recursive: true, force: true });
    return false;
  }

  /** Forgets a topic, durably, and removes its files. @throws {NoRoomError} nothing has changed */
  async delete(name: string): Promise<void> {
    const topic = this.#topics.get(name);
    if (topic === undefined) return;
    const gone = this.#journal.topicGone(topic);
    this.#topics.delete(name);
    this.#leaving.add(topic);
    await gone;
    this.#leaving.delete(topic);
    for (const partition of topic.partitions) await partition.close();
    await rm(this.#folderOf(topic.id), { recursive: true, force: true });
  }

  /** Removes what is too old or too much at `now`, in ms since 1970. */
  async retain(now: number): Promise<void> {
    for (const { partitions } of this.all()) {
      for (const partition of partitions) await partition.retain(now).catch(unlessFull);
    }
  }

  async close(): Promise<void> {
    for (const { partitions } of this.all()) for (const partition of partitions) await partition.close();
  }

  async #open({ name, id, partitions, settings }: TopicMemory): Promise<Topic> {
    const folder = this.#folderOf(id);
    const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new CorruptLogError(`The folder ${folder}, which holds the topic ${name}, is missing: bring it back.`);
    });
    for (const file of files.filter((each) => each.endsWith(UNNAMED))) await rm(join(folder, file));
    const keeping = {
      segmentBytes: numberOf(settings, 'segment.bytes'),
      retentionMs: numberOf(settings, 'retention.ms'),
      retentionBytes: numberOf(settings, 'retention.bytes'),
    };
    const opened: Partition[] = [];
    for (let index = 0; index < partitions; index += 1) {
      const options = { folder, index, keeping, commit: this.#commit, disk: this.#disk };
      opened.push(await openPartition(options, files));
    }
    return { name, id, settings, partitions: opened };
  }

  #folderOf(id: number): string {
    return join(this.#folder, String(id));
  }
}

/** A partition whose records are all too old keeps them until there is room to begin a new file. */
function unlessFull(error: unknown): void {
  if (!(error instanceof NoRoomError)) throw error;
}

/** Names that Kafka allows. */
export const isTopicName = (name: string): boolean =>
  /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== '.' && name !== '..';
