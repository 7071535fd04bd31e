// What rows are made of: one request each, with the fields that a row does not care about filled in.
import { errorName } from '../../../src/kafka/errors.ts';
import type { Response } from '../../../src/kafka/messages/messages.ts';
import { batchesIn } from '../support/batches.ts';
import type { RawClient } from '../support/raw-client.ts';

/** The values of a reply's partitions, all topics one after another. */
const flat = <T>(topics: readonly { readonly partitions: readonly T[] }[]): T[] =>
  topics.flatMap(({ partitions }) => [...partitions]);

/** The first of a list that a reply must have. */
export function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('the reply is empty');
  return value;
}

/** Makes a topic and waits until the broker leads all of its partitions. */
export async function createTopic(
  client: RawClient,
  name: string,
  partitions: number,
  configs: Readonly<Record<string, string>>,
): Promise<void> {
  const { topics } = await client.ask('CreateTopics', {
    topics: [
      {
        name,
        partitions,
        replicationFactor: 1,
        assignments: [],
        configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      },
    ],
    timeoutMs: 30_000,
    validateOnly: false,
  });
  if (only(topics).error !== 0) throw new Error(`${name}: ${only(topics).message}`);
  const indexes = Array.from({ length: partitions }, (_, index) => index);
  for (;;) {
    const found = flat((await listOffsets(client, name, indexes, -2)).topics);
    if (found.every(({ error }) => error === 0)) return;
  }
}

export const listOffsets = (client: RawClient, name: string, indexes: readonly number[], timestamp: number) =>
  client.ask('ListOffsets', {
    replicaId: -1,
    isolationLevel: 0,
    topics: [{ name, partitions: indexes.map((index) => ({ index, timestamp })) }],
  });

/** Offset and time of the first record of partition 0 at or after a time. */
export async function findOffset(client: RawClient, name: string, timestamp: number) {
  const found = only(flat((await listOffsets(client, name, [0], timestamp)).topics));
  return { error: errorName(found.error), offset: found.offset, timestamp: found.timestamp };
}

/** Sends one batch each to partitions 0, 1, … */
export async function produce(client: RawClient, name: string, ...batches: readonly Buffer[]) {
  const { topics } = await client.ask('Produce', produceRequest(-1, name, ...batches));
  return flat(topics)
    .toSorted((one, other) => one.index - other.index)
    .map(({ error, baseOffset }) => ({ error: errorName(error), baseOffset }));
}

export const produceRequest = (acks: number, name: string, ...batches: readonly Buffer[]) => ({
  transactionalId: null,
  acks,
  timeoutMs: 30_000,
  topics: [{ name, partitions: batches.map((records, index) => ({ index, records })) }],
});

export interface FetchForm {
  readonly offsets?: readonly number[];
  readonly maxWaitMs?: number;
  readonly maxBytes?: number;
  readonly partitionMaxBytes?: number;
}

export const fetchRequest = (name: string, form: FetchForm = {}) => ({
  replicaId: -1,
  maxWaitMs: form.maxWaitMs ?? 0,
  minBytes: 1,
  maxBytes: form.maxBytes ?? 1_000_000,
  isolationLevel: 1,
  sessionId: 0,
  sessionEpoch: -1,
  topics: [
    {
      name,
      partitions: (form.offsets ?? [0]).map((offset, index) => ({
        index,
        leaderEpoch: -1,
        offset,
        logStartOffset: -1,
        maxBytes: form.partitionMaxBytes ?? 1_000_000,
      })),
    },
  ],
  forgotten: [],
  rackId: '',
});

/** Fetches partitions 0, 1, … from these offsets. */
export async function fetch(client: RawClient, name: string, form: FetchForm = {}) {
  return flat((await client.ask('Fetch', fetchRequest(name, form))).topics);
}

/** What a fetch brought of each partition: its error, and where its batches begin. */
export const offsetsOf = (partitions: Awaited<ReturnType<typeof fetch>>) =>
  partitions.map(({ error, records }) => ({ error: errorName(error), batches: batchesIn(records) }));

export interface Joining {
  readonly groupId: string;
  readonly memberId?: string;
  readonly sessionTimeoutMs?: number;
  readonly rebalanceTimeoutMs?: number;
  readonly protocolType?: string;
  /** names of protocols; each one's metadata is its name */
  readonly protocols?: readonly string[];
}

const joinRequest = ({ groupId, ...form }: Joining) => ({
  groupId,
  sessionTimeoutMs: form.sessionTimeoutMs ?? 30_000,
  rebalanceTimeoutMs: form.rebalanceTimeoutMs ?? 30_000,
  memberId: form.memberId ?? '',
  instanceId: null,
  protocolType: form.protocolType ?? 'consumer',
  protocols: (form.protocols ?? ['range']).map((name) => ({
    name,
    metadata: Buffer.from(name),
  })),
});

export const joinOnce = (client: RawClient, form: Joining, version?: number): Promise<Response<'JoinGroup'>> =>
  client.ask('JoinGroup', joinRequest(form), version);

/** Joins as a new member does: first it is told its id, then it joins with it. */
export async function join(client: RawClient, form: Joining): Promise<Response<'JoinGroup'>> {
  const first = await joinOnce(client, form);
  return joinOnce(client, { ...form, memberId: first.memberId });
}

interface Member {
  readonly groupId: string;
  readonly generation: number;
  readonly memberId: string;
}

/** Syncs; the leader gives each member the assignment that is its id. */
export async function sync(client: RawClient, member: Member, assigned: readonly string[] = []) {
  const assignments = assigned.map((memberId) => ({ memberId, assignment: Buffer.from(memberId) }));
  const { error, assignment } = await client.ask('SyncGroup', { ...member, instanceId: null, assignments });
  return { error: errorName(error), assignment: assignment.toString() };
}

export const heartbeat = async (client: RawClient, member: Member): Promise<string> =>
  errorName((await client.ask('Heartbeat', { ...member, instanceId: null })).error);

/** Beats until the answer is another one. */
export async function beatUntil(client: RawClient, member: Member, answer: string): Promise<string> {
  for (;;) {
    const error = await heartbeat(client, member);
    if (error === answer) return error;
  }
}

export async function leave(client: RawClient, groupId: string, memberId: string): Promise<string> {
  const { members } = await client.ask('LeaveGroup', {
    groupId,
    memberId: '',
    members: [{ memberId, instanceId: null }],
  });
  return errorName(only(members).error);
}

export const nobody = { generation: -1, memberId: '' };

export async function commit(
  client: RawClient,
  member: Member,
  topic: string,
  offset: number,
  metadata: string | null = 'note',
): Promise<string> {
  const topics = [{ name: topic, partitions: [{ index: 0, offset, metadata }] }];
  return errorName(only(flat((await client.ask('OffsetCommit', { ...member, retentionMs: -1, topics })).topics)).error);
}

/** What a group has committed for partition 0. */
export async function committed(client: RawClient, groupId: string, topic: string) {
  const { topics } = await client.ask('OffsetFetch', { groupId, topics: [{ name: topic, partitions: [0] }] });
  const { offset, metadata, error } = only(flat(topics));
  return { offset, metadata, error: errorName(error) };
}

export async function describeGroup(client: RawClient, groupId: string) {
  return only((await client.ask('DescribeGroups', { groups: [groupId] })).groups);
}
