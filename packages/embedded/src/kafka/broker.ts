// The broker's state on one folder: the journal recalls topics, groups and offsets, the topics recall their records.
import { join } from 'node:path';
import type { Disk } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
import { Groups } from './group/groups.ts';
import { type Journal, type Note, openJournal } from './journal.ts';
import { type TopicMemory, Topics } from './topics.ts';

export interface BrokerOptions {
  readonly folder: string;
  /** A write or sync failed: nothing after the last good sync is known to be on disk. */
  readonly onFatal: (error: Error) => void;
  readonly disk: Disk;
}

/** Everything a broker knows. */
export interface BrokerState {
  readonly topics: Topics;
  readonly groups: Groups;
  /** Resolves when everything noted so far of topics, groups and offsets is on disk. */
  durable(): Promise<void>;
  /** All files with what is on disk of each. */
  files(): DurableFile[];
  close(): Promise<void>;
}

/** @throws {CorruptLogError} */
export async function openBroker({ folder, onFatal, disk }: BrokerOptions): Promise<BrokerState> {
  const memories = new Map<string, TopicMemory>();
  let lastId = 0;
  const noteOffset = (
    group: string,
    topic: string,
    partition: number,
    committed: { offset: number; metadata: string },
  ) => ({ kind: 'offset', group, topic, partition, ...committed }) as const;

  const groups: Groups = new Groups({
    group: (group, memory) => journal.note({ kind: 'group', group, ...memory }),
    groupGone: (group) => journal.note({ kind: 'group-gone', group }),
    offset: (...committed) => journal.note(noteOffset(...committed)),
  });
  const topics: Topics = new Topics({
    folder: join(folder, 'topics'),
    journal: {
      topic: (memory) => journal.note({ kind: 'topic', ...memory }),
      topicGone: ({ name, id }) => {
        journal.note({ kind: 'topic-gone', name, id });
        groups.forgetTopic(name);
        return journal.durable();
      },
    },
    onFatal,
    disk,
  });

  function recall(note: Note): void {
    if (note.kind === 'offset') groups.recallOffset(note.group, note.topic, note.partition, note);
    if (note.kind === 'group') groups.recallGroup(note.group, note);
    if (note.kind === 'group-gone') groups.forget(note.group);
    if (note.kind === 'topic-gone') {
      memories.delete(note.name);
      groups.forgetTopic(note.name);
    }
    if (note.kind === 'topic') memories.set(note.name, note);
    if (note.kind === 'topic' || note.kind === 'topic-gone') lastId = Math.max(lastId, note.id);
  }

  function* summary(): Generator<Note> {
    for (const { name, id, partitions, settings } of topics.all()) {
      yield { kind: 'topic', name, id, partitions: partitions.length, settings };
    }
    for (const [group, { memory }] of groups.all()) {
      yield { kind: 'group', group, ...memory };
      for (const [topic, partitions] of groups.committed(group)) {
        for (const [partition, committed] of partitions) yield noteOffset(group, topic, partition, committed);
      }
    }
  }

  const journal: Journal = await openJournal({ folder: join(folder, 'journal'), recall, summary, onFatal, disk });
  const files = () => [...journal.files(), ...topics.files()];
  const close = async () => {
    groups.close();
    await topics.close();
    await journal.close();
  };
  try {
    await topics.recover(memories.values(), lastId);
  } catch (error) {
    await close();
    throw error;
  }
  return { topics, groups, durable: () => journal.durable(), files, close };
}
