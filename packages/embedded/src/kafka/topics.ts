// The topics that exist, each with its partitions. Nothing is created by asking for it.
import { Partition } from './log/partition.ts';
import type { GivenSettings } from './topic-settings.ts';

export interface Topic {
  readonly name: string;
  readonly settings: GivenSettings;
  readonly partitions: readonly Partition[];
}

export class Topics {
  readonly #topics = new Map<string, Topic>();

  get(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  all(): Topic[] {
    return [...this.#topics.values()];
  }

  partition(name: string, index: number): Partition | undefined {
    return this.#topics.get(name)?.partitions[index];
  }

  async create(name: string, partitions: number, settings: GivenSettings): Promise<void> {
    this.#topics.set(name, { name, settings, partitions: Array.from({ length: partitions }, () => new Partition()) });
  }

  async delete(name: string): Promise<void> {
    this.#topics.delete(name);
  }
}

/** Names that Kafka allows: they become parts of file names elsewhere. */
export const isTopicName = (name: string): boolean =>
  /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== '.' && name !== '..';
