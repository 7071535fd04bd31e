// Handlers of consumer groups: who is a member, which generation it is, who has which partitions.
import { attempt, errors } from '../errors.ts';
import { joinRefused, syncRefused } from '../group/member.ts';
import type { Handler } from './handler.ts';

/** The first version in which a new member is told its id before it joins. */
const FIRST_WITH_MEMBER_ID = 4;
const LONGEST_SESSION_MS = 1_800_000;

export const joinGroup: Handler<'JoinGroup'> = async (request, broker, { version, clientId, host }) => {
  const { groupId, memberId, sessionTimeoutMs } = request;
  const refuse = (error: number) => ({ throttleMs: 0, ...joinRefused(error, memberId) });
  if (groupId === '') return refuse(errors.INVALID_GROUP_ID);
  // A member that keeps its identity across restarts would need more than these members are.
  if (request.instanceId !== null) return refuse(errors.UNSUPPORTED_VERSION);
  if (sessionTimeoutMs < 1 || sessionTimeoutMs > LONGEST_SESSION_MS) return refuse(errors.INVALID_SESSION_TIMEOUT);
  const group = memberId === '' ? broker.groups.open(groupId) : broker.groups.get(groupId);
  if (group === undefined) return refuse(errors.UNKNOWN_MEMBER_ID);
  const rebalanceTimeoutMs = version === 0 ? sessionTimeoutMs : request.rebalanceTimeoutMs;
  const reply = await group.join(
    { ...request, rebalanceTimeoutMs },
    { clientId, host },
    version >= FIRST_WITH_MEMBER_ID,
  );
  return { throttleMs: 0, ...reply };
};

export const syncGroup: Handler<'SyncGroup'> = async (request, { groups }) => {
  const group = groups.get(request.groupId);
  return { throttleMs: 0, ...(group ? await group.sync(request) : syncRefused(errors.UNKNOWN_MEMBER_ID)) };
};

export const heartbeat: Handler<'Heartbeat'> = (request, { groups }) => ({
  throttleMs: 0,
  error: groups.get(request.groupId)?.heartbeat(request) ?? errors.UNKNOWN_MEMBER_ID,
});

export const leaveGroup: Handler<'LeaveGroup'> = ({ groupId, memberId, members }, { groups }, { version }) => {
  const leave = (id: string) => groups.get(groupId)?.leave(id) ?? errors.UNKNOWN_MEMBER_ID;
  if (version < 3) return { throttleMs: 0, error: leave(memberId), members: [] };
  return {
    throttleMs: 0,
    error: errors.NONE,
    members: members.map((member) => ({ ...member, error: leave(member.memberId) })),
  };
};

export const describeGroups: Handler<'DescribeGroups'> = ({ groups: asked }, { groups }) => ({
  throttleMs: 0,
  groups: asked.map((groupId) => {
    const group = groups.get(groupId);
    return {
      error: errors.NONE,
      groupId,
      state: group?.state ?? 'Dead',
      protocolType: group?.memory.protocolType ?? '',
      protocol: group?.protocol ?? '',
      members: (group?.members ?? []).map((member) => ({
        memberId: member.memberId,
        clientId: member.clientId,
        clientHost: member.host,
        metadata: group?.state === 'Stable' ? group.metadataOf(member) : Buffer.alloc(0),
        assignment: member.assignment,
      })),
    };
  }),
});

export const listGroups: Handler<'ListGroups'> = (_request, { groups }) => ({
  throttleMs: 0,
  error: errors.NONE,
  groups: [...groups.all()].map(([groupId, { memory }]) => ({ groupId, protocolType: memory.protocolType })),
});

export const deleteGroups: Handler<'DeleteGroups'> = ({ groups: asked }, broker) => {
  const results = asked.map((groupId) => {
    const group = broker.groups.get(groupId);
    if (group === undefined) return { groupId, error: errors.GROUP_ID_NOT_FOUND };
    if (group.state !== 'Empty') return { groupId, error: errors.NON_EMPTY_GROUP };
    return { groupId, error: attempt(() => broker.groups.delete(groupId)) };
  });
  return { throttleMs: 0, groups: results };
};
