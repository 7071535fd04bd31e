// Rows about consumer groups as a whole: described, listed, deleted.
import { errorName } from '../../../src/kafka/errors.ts';
import { alone } from './members.ts';
import type { Row } from './row.ts';
import { commit, committed, describeGroup, leave, only } from './steps.ts';

export const administration: readonly Row[] = [
  {
    title: 'a group is described as it is: dead before, stable with members, empty after',
    proves: ['DescribeGroups', 'ListGroups', 'LeaveGroup'],
    source: 'DescribeGroupsResponse.json, GroupState',
    play: async ({ client, group }) => {
      const before = await describeGroup(client, group);
      const member = await alone(client, group);
      const stable = await describeGroup(client, group);
      const { groups } = await client.ask('ListGroups', {});
      await leave(client, group, member.memberId);
      const after = await describeGroup(client, group);
      return {
        before: before.state,
        stable: [stable.state, stable.protocolType, stable.protocol],
        members: stable.members.map(({ memberId, clientId, clientHost, metadata, assignment }) => ({
          same: memberId === member.memberId && assignment.toString() === member.memberId,
          clientId,
          clientHost,
          metadata: metadata.toString(),
        })),
        listed: groups.filter(({ groupId }) => groupId === group).map(({ protocolType }) => protocolType),
        after: [after.state, after.members.length],
      };
    },
    shows: {
      before: 'Dead',
      stable: ['Stable', 'consumer', 'range'],
      members: [{ same: true, clientId: 'raw', clientHost: '/127.0.0.1', metadata: 'range' }],
      listed: ['consumer'],
      after: ['Empty', 0],
    },
  },
  {
    title: 'a group is deleted with its offsets once it is empty, not before',
    proves: ['DeleteGroups', 'OffsetFetch'],
    source: 'errors NON_EMPTY_GROUP, GROUP_ID_NOT_FOUND',
    play: async ({ client, group, topic }) => {
      const remove = async (name: string) =>
        errorName(only((await client.ask('DeleteGroups', { groups: [name] })).groups).error);
      const member = await alone(client, group);
      await commit(client, member, topic, 4);
      const busy = await remove(group);
      await leave(client, group, member.memberId);
      return {
        busy,
        never: await remove(`${group}.never`),
        empty: await remove(group),
        offset: (await committed(client, group, topic)).offset,
        state: (await describeGroup(client, group)).state,
      };
    },
    shows: { busy: 'NON_EMPTY_GROUP', never: 'GROUP_ID_NOT_FOUND', empty: 'NONE', offset: -1, state: 'Dead' },
  },
];
