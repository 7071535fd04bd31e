// Rows about the offsets that consumer groups commit.
import { alone } from './members.ts';
import type { Row } from './row.ts';
import { commit, committed, nobody } from './steps.ts';

export const offsets: readonly Row[] = [
  {
    title: 'a member commits in its generation, and the offset is read with its note',
    proves: ['OffsetCommit', 'OffsetFetch'],
    source: 'OffsetCommitRequest.json, OffsetFetchResponse.json',
    play: async ({ client, group, topic }) => {
      const member = await alone(client, group);
      return [
        await committed(client, group, topic),
        await commit(client, member, topic, 5),
        await committed(client, group, topic),
        await commit(client, member, topic, 3, null),
        await committed(client, group, topic),
      ];
    },
    shows: [
      { offset: -1, metadata: '', error: 'NONE' },
      'NONE',
      { offset: 5, metadata: 'note', error: 'NONE' },
      'NONE',
      { offset: 3, metadata: '', error: 'NONE' },
    ],
  },
  {
    title: 'who may not commit: another generation, no member, nobody in a group that has members',
    proves: ['OffsetCommit'],
    source: 'errors ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID',
    play: async ({ client, group, topic }) => {
      const member = await alone(client, group);
      return [
        await commit(client, { ...member, generation: 0 }, topic, 5),
        await commit(client, { ...member, memberId: 'nobody-knows' }, topic, 5),
        await commit(client, { ...member, ...nobody }, topic, 5),
        await commit(client, { ...member, groupId: `${group}.never` }, topic, 5),
        (await committed(client, group, topic)).offset,
      ];
    },
    shows: ['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', -1],
  },
  {
    title: 'a client without a group of members keeps its offsets too',
    proves: ['OffsetCommit', 'OffsetFetch'],
    source: 'OffsetCommitRequest.json: generation -1 and an empty member id for a simple consumer',
    play: async ({ client, group, topic }) => {
      const done = await commit(client, { groupId: group, ...nobody }, topic, 9);
      const { topics } = await client.ask('OffsetFetch', { groupId: group, topics: null });
      const all = topics.flatMap(({ name, partitions }) =>
        partitions.map(({ index, offset }) => ({ same: name === topic, index, offset })),
      );
      return { done, all };
    },
    shows: { done: 'NONE', all: [{ same: true, index: 0, offset: 9 }] },
  },
  {
    title: 'an offset of an unknown topic and a note that is too long are refused',
    proves: ['OffsetCommit'],
    source:
      'errors UNKNOWN_TOPIC_OR_PARTITION, OFFSET_METADATA_TOO_LARGE; Broker Configs: offset.metadata.max.bytes 4096',
    play: async ({ client, group, topic }) => {
      const member = { groupId: group, ...nobody };
      return [
        await commit(client, member, `${topic}.never`, 1),
        await commit(client, member, topic, 1, 'x'.repeat(4096)),
        await commit(client, member, topic, 2, 'x'.repeat(4097)),
        (await committed(client, group, topic)).offset,
      ];
    },
    shows: ['UNKNOWN_TOPIC_OR_PARTITION', 'NONE', 'OFFSET_METADATA_TOO_LARGE', 1],
  },
];
