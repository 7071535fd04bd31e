// The group coordinator: the groups there are, and the offsets they committed.
import { Group, type GroupMemory } from './group.ts';

export interface CommittedOffset {
  readonly offset: number;
  readonly metadata: string;
}

/** Where groups and offsets outlive the process. */
export interface GroupJournal {
  group(groupId: string, memory: GroupMemory): void;
  groupGone(groupId: string): void;
  offset(groupId: string, topic: string, partition: number, committed: CommittedOffset): void;
}

/** What one group has committed: topic → partition → offset. */
export type CommittedOffsets = ReadonlyMap<string, ReadonlyMap<number, CommittedOffset>>;

export class Groups {
  readonly #journal: GroupJournal;
  readonly #groups = new Map<string, Group>();
  readonly #offsets = new Map<string, Map<string, Map<number, CommittedOffset>>>();

  constructor(journal: GroupJournal) {
    this.#journal = journal;
  }

  get(groupId: string): Group | undefined {
    return this.#groups.get(groupId);
  }

  all(): ReadonlyMap<string, Group> {
    return this.#groups;
  }

  /** The group, made where it is not there. */
  open(groupId: string): Group {
    return this.#groups.get(groupId) ?? this.recallGroup(groupId, { generation: 0, protocolType: '' });
  }

  /** Forgets a group and its offsets for good. @throws {NoRoomError} nothing has changed */
  delete(groupId: string): void {
    this.#journal.groupGone(groupId);
    this.forget(groupId);
  }

  /** @throws {NoRoomError} nothing has changed */
  commit(groupId: string, topic: string, partition: number, committed: CommittedOffset): void {
    this.#journal.offset(groupId, topic, partition, committed);
    this.recallOffset(groupId, topic, partition, committed);
  }

  /** Takes a group from the journal: without members, whatever it had. */
  recallGroup(groupId: string, { generation, protocolType }: GroupMemory): Group {
    const group = new Group({ generation, protocolType }, (changed) => this.#journal.group(groupId, changed));
    this.#groups.set(groupId, group);
    return group;
  }

  /** Takes an offset from the journal. */
  recallOffset(groupId: string, topic: string, partition: number, { offset, metadata }: CommittedOffset): void {
    this.open(groupId);
    const topics = entry(this.#offsets, groupId, () => new Map<string, Map<number, CommittedOffset>>());
    entry(topics, topic, () => new Map<number, CommittedOffset>()).set(partition, { offset, metadata });
  }

  forget(groupId: string): void {
    this.#groups.get(groupId)?.close();
    this.#groups.delete(groupId);
    this.#offsets.delete(groupId);
  }

  committed(groupId: string): CommittedOffsets {
    return this.#offsets.get(groupId) ?? new Map();
  }

  /** Offsets of a topic that is gone are gone with it. */
  forgetTopic(topic: string): void {
    for (const topics of this.#offsets.values()) topics.delete(topic);
  }

  close(): void {
    for (const group of this.#groups.values()) group.close();
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
