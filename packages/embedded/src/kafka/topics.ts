// The topics that exist, each with its partitions. Nothing is created by asking for it.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../folder/make-folder.ts';
import type { Disk } from '../storage/disk.ts';
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
  topic(memory: TopicMemory): void;
  /** @returns when it is on disk */
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

  partition(name: string, index: number): Partition | undefined {
    return this.#topics.get(name)?.partitions[index];
  }

  /** Makes a topic; its folder is there before the journal names it. @returns false where the name is taken */
  async create(name: string, partitions: number, settings: GivenSettings): Promise<boolean> {
    this.#lastId += 1;
    const memory = { name, id: this.#lastId, partitions, settings };
    await makeFolder(this.#folderOf(memory.id), this.#disk);
    const topic = await this.#open(memory);
    if (this.#topics.has(name)) {
      await rm(this.#folderOf(memory.id), { recursive: true, force: true });
      return false;
    }
    this.#topics.set(name, topic);
    this.#journal.topic(memory);
    return true;
  }

  /** Forgets a topic, durably, and removes its files. */
  async delete(name: string): Promise<void> {
    const topic = this.#topics.get(name);
    if (topic === undefined) return;
    this.#topics.delete(name);
    await this.#journal.topicGone(topic);
    for (const partition of topic.partitions) await partition.close();
    await rm(this.#folderOf(topic.id), { recursive: true, force: true });
  }

  /** Removes what is too old or too much at `now`, in ms since 1970. */
  async retain(now: number): Promise<void> {
    for (const { partitions } of this.all()) for (const partition of partitions) await partition.retain(now);
  }

  async close(): Promise<void> {
    for (const { partitions } of this.all()) for (const partition of partitions) await partition.close();
  }

  async #open({ name, id, partitions, settings }: TopicMemory): Promise<Topic> {
    const folder = this.#folderOf(id);
    const files = await readdir(folder);
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

/** Names that Kafka allows. */
export const isTopicName = (name: string): boolean =>
  /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== '.' && name !== '..';
