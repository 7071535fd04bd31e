// Rows about the members of consumer groups: who joins, leads, is told, leaves and is left behind.
import { errorName } from '../../../src/kafka/errors.ts';
import { alone, pair } from './members.ts';
import type { Row } from './row.ts';
import { beatUntil, heartbeat, join, joinOnce, leave, nobody, sync } from './steps.ts';

const eager = 'Consumer Rebalance Protocol, classic: JoinGroup, SyncGroup, Heartbeat, LeaveGroup';

export const membership: readonly Row[] = [
  {
    title: 'a new member is told its id first, and leads generation 1 when it joins with it',
    proves: ['JoinGroup'],
    source: 'KIP-394: MEMBER_ID_REQUIRED from JoinGroup version 4 on',
    play: async ({ client, group }) => {
      const first = await joinOnce(client, { groupId: group });
      const second = await joinOnce(client, { groupId: group, memberId: first.memberId });
      return {
        first: errorName(first.error),
        second: errorName(second.error),
        generation: second.generation,
        protocol: second.protocol,
        leads: second.leader === first.memberId && second.memberId === first.memberId,
        members: second.members.map(({ memberId, metadata }) => [memberId === first.memberId, metadata.toString()]),
      };
    },
    shows: {
      first: 'MEMBER_ID_REQUIRED',
      second: 'NONE',
      generation: 1,
      protocol: 'range',
      leads: true,
      members: [[true, 'range']],
    },
  },
  {
    title: 'before version 4 a new member joins at once',
    proves: ['JoinGroup'],
    source: 'KIP-394: earlier versions are not asked for a member id',
    play: async ({ client, group }) => {
      const { error, generation } = await joinOnce(client, { groupId: group }, 3);
      return { error: errorName(error), generation };
    },
    shows: { error: 'NONE', generation: 1 },
  },
  {
    title: 'what a member may not say: an unknown id, no group, no protocol, another protocol, a session too long',
    proves: ['JoinGroup'],
    source: `${eager}; errors UNKNOWN_MEMBER_ID, INVALID_GROUP_ID, INCONSISTENT_GROUP_PROTOCOL, INVALID_SESSION_TIMEOUT`,
    play: async ({ client, group }) => {
      await alone(client, group);
      const errors = [];
      for (const form of [
        { memberId: 'nobody-knows' },
        { groupId: '' },
        { protocols: [] },
        { protocols: ['other'] },
        { protocolType: 'connect' },
        { sessionTimeoutMs: 2_000_000 },
      ]) {
        errors.push(errorName((await joinOnce(client, { groupId: group, ...form }, 3)).error));
      }
      return errors;
    },
    shows: [
      'UNKNOWN_MEMBER_ID',
      'INVALID_GROUP_ID',
      'INCONSISTENT_GROUP_PROTOCOL',
      'INCONSISTENT_GROUP_PROTOCOL',
      'INCONSISTENT_GROUP_PROTOCOL',
      'INVALID_SESSION_TIMEOUT',
    ],
  },
  {
    title: 'a heartbeat is good in its own generation, and only for a member',
    proves: ['Heartbeat', 'SyncGroup'],
    source: `${eager}; errors ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID`,
    play: async ({ client, group }) => {
      const member = await alone(client, group);
      return [
        await heartbeat(client, member),
        await heartbeat(client, { ...member, generation: 0 }),
        await heartbeat(client, { ...member, generation: 2 }),
        await heartbeat(client, { ...member, memberId: 'nobody-knows' }),
        await heartbeat(client, { ...member, groupId: `${group}.never` }),
      ];
    },
    shows: ['NONE', 'ILLEGAL_GENERATION', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID'],
  },
  {
    title: 'a second member makes all join again: one generation, one leader who sees all, assignments for both',
    proves: ['JoinGroup', 'SyncGroup', 'Heartbeat'],
    source: eager,
    play: async ({ client, connect, group }) => {
      const { leader, follower, assignments } = await pair(client, await connect(), group);
      return {
        generations: [leader.generation, follower.generation],
        oneLeader: leader.leader === leader.memberId && follower.leader === leader.memberId,
        seen: [leader.members.length, follower.members.length],
        assignments: assignments.map(({ error, assignment }, index) => [
          error,
          assignment === (index === 0 ? leader : follower).memberId,
        ]),
      };
    },
    shows: {
      generations: [2, 2],
      oneLeader: true,
      seen: [2, 0],
      assignments: [
        ['NONE', true],
        ['NONE', true],
      ],
    },
  },
  {
    title: 'a follower that joins again unchanged stays in its generation; a leader that does begins another',
    proves: ['JoinGroup'],
    source: eager,
    play: async ({ client, connect, group }) => {
      const other = await connect();
      const { leader, follower } = await pair(client, other, group);
      const again = await joinOnce(other, { groupId: group, memberId: follower.memberId });
      const leading = joinOnce(client, { groupId: group, memberId: leader.memberId });
      const member = { groupId: group, memberId: follower.memberId, generation: again.generation };
      const told = await beatUntil(other, member, 'REBALANCE_IN_PROGRESS');
      await joinOnce(other, { groupId: group, memberId: follower.memberId });
      return { again: [errorName(again.error), again.generation], told, generation: (await leading).generation };
    },
    shows: { again: ['NONE', 2], told: 'REBALANCE_IN_PROGRESS', generation: 3 },
  },
  {
    title: 'the protocol is the one that all members have and most want',
    proves: ['JoinGroup'],
    source: `${eager}: the leader of the group picks the protocol that is supported by all members`,
    play: async ({ client, connect, group }) => {
      const other = await connect();
      const one = await join(client, { groupId: group, protocols: ['a', 'b', 'c'] });
      const joining = join(other, { groupId: group, protocols: ['c', 'b'] });
      await beatUntil(client, { groupId: group, ...one }, 'REBALANCE_IN_PROGRESS');
      const again = await joinOnce(client, { groupId: group, memberId: one.memberId, protocols: ['b', 'c', 'a'] });
      const met = (await joining).protocol;
      return { first: one.protocol, same: met === again.protocol, common: ['b', 'c'].includes(met) };
    },
    shows: { first: 'a', same: true, common: true },
  },
  {
    title: 'a member that leaves is unknown, and the other one joins a new generation alone',
    proves: ['LeaveGroup', 'JoinGroup'],
    source: `${eager}; KIP-345: LeaveGroup version 3 answers member by member`,
    play: async ({ client, connect, group }) => {
      const other = await connect();
      const { leader, follower, members } = await pair(client, other, group);
      const left = await leave(client, group, leader.memberId);
      const again = await leave(client, group, leader.memberId);
      const told = await beatUntil(other, members[1] ?? { groupId: group, ...nobody }, 'REBALANCE_IN_PROGRESS');
      const alone = await joinOnce(other, { groupId: group, memberId: follower.memberId });
      return { left, again, told, generation: alone.generation, leads: alone.leader === follower.memberId };
    },
    shows: { left: 'NONE', again: 'UNKNOWN_MEMBER_ID', told: 'REBALANCE_IN_PROGRESS', generation: 3, leads: true },
  },
  {
    title: 'a member that is silent for its session is removed, and the others are told',
    proves: ['Heartbeat'],
    source: 'Consumer Configs: session.timeout.ms',
    play: async ({ client, connect, group }) => {
      const other = await connect();
      const { members } = await pair(client, other, group, { sessionTimeoutMs: 150 });
      const [leader, silent] = members;
      if (leader === undefined || silent === undefined) return undefined;
      const told = await beatUntil(client, leader, 'REBALANCE_IN_PROGRESS');
      const alone = await joinOnce(client, { groupId: group, memberId: leader.memberId });
      return { told, seen: alone.members.length, silent: await heartbeat(other, silent) };
    },
    shows: { told: 'REBALANCE_IN_PROGRESS', seen: 1, silent: 'UNKNOWN_MEMBER_ID' },
  },
  {
    title: 'a member that does not join again within the rebalance time-out is left behind',
    proves: ['JoinGroup'],
    source: 'JoinGroupRequest.json, RebalanceTimeoutMs: how long the coordinator waits for each member to rejoin',
    play: async ({ client, connect, group }) => {
      const slow = await alone(client, group, { rebalanceTimeoutMs: 200 });
      const other = await join(await connect(), { groupId: group, rebalanceTimeoutMs: 200 });
      return {
        error: errorName(other.error),
        leads: other.leader === other.memberId,
        seen: other.members.length,
        slow: await heartbeat(client, slow),
      };
    },
    shows: { error: 'NONE', leads: true, seen: 1, slow: 'UNKNOWN_MEMBER_ID' },
  },
  {
    title: 'assignments of an earlier generation are refused, and a rebalance ends the wait for them',
    proves: ['SyncGroup'],
    source: `${eager}; errors ILLEGAL_GENERATION, REBALANCE_IN_PROGRESS, UNKNOWN_MEMBER_ID`,
    play: async ({ client, connect, group }) => {
      const member = await alone(client, group);
      const other = await connect();
      const joining = join(other, { groupId: group });
      await beatUntil(client, member, 'REBALANCE_IN_PROGRESS');
      const during = await sync(client, member, []);
      await joinOnce(client, { groupId: group, memberId: member.memberId });
      await joining;
      return [
        during.error,
        (await sync(client, member, [])).error,
        (await sync(client, { ...member, memberId: 'nobody-knows' })).error,
        (await sync(client, { ...member, groupId: `${group}.never` })).error,
      ];
    },
    shows: ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID'],
  },
];
