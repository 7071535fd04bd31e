// The messages of consumer groups.
import { array, between, bytes, int8, int16, int32, nullableString, since, string, struct } from '../wire/codec.ts';

const throttleMs = (first: number) => since(first, int32, 0);

export const FindCoordinator = {
  request: struct({ key: string, keyType: since(1, int8, 0) }),
  response: struct({
    throttleMs: throttleMs(1),
    error: int16,
    message: since(1, nullableString, null),
    nodeId: int32,
    host: string,
    port: int32,
  }),
};

export const JoinGroup = {
  request: struct({
    groupId: string,
    sessionTimeoutMs: int32,
    /** the session's before version 1 */
    rebalanceTimeoutMs: since(1, int32, -1),
    memberId: string,
    instanceId: since(5, nullableString, null),
    protocolType: string,
    protocols: array(struct({ name: string, metadata: bytes })),
  }),
  response: struct({
    throttleMs: throttleMs(2),
    error: int16,
    generation: int32,
    protocol: string,
    leader: string,
    memberId: string,
    members: array(struct({ memberId: string, instanceId: since(5, nullableString, null), metadata: bytes })),
  }),
};

export const SyncGroup = {
  request: struct({
    groupId: string,
    generation: int32,
    memberId: string,
    instanceId: since(3, nullableString, null),
    assignments: array(struct({ memberId: string, assignment: bytes })),
  }),
  response: struct({ throttleMs: throttleMs(1), error: int16, assignment: bytes }),
};

export const Heartbeat = {
  request: struct({
    groupId: string,
    generation: int32,
    memberId: string,
    instanceId: since(3, nullableString, null),
  }),
  response: struct({ throttleMs: throttleMs(1), error: int16 }),
};

export const LeaveGroup = {
  request: struct({
    groupId: string,
    memberId: between(0, 2, string, ''),
    members: since(3, array(struct({ memberId: string, instanceId: nullableString })), []),
  }),
  response: struct({
    throttleMs: throttleMs(1),
    error: int16,
    members: since(3, array(struct({ memberId: string, instanceId: nullableString, error: int16 })), []),
  }),
};

export const DescribeGroups = {
  request: struct({ groups: array(string) }),
  response: struct({
    throttleMs: throttleMs(1),
    groups: array(
      struct({
        error: int16,
        groupId: string,
        state: string,
        protocolType: string,
        protocol: string,
        members: array(
          struct({ memberId: string, clientId: string, clientHost: string, metadata: bytes, assignment: bytes }),
        ),
      }),
    ),
  }),
};

export const ListGroups = {
  request: struct({}),
  response: struct({
    throttleMs: throttleMs(1),
    error: int16,
    groups: array(struct({ groupId: string, protocolType: string })),
  }),
};

export const DeleteGroups = {
  request: struct({ groups: array(string) }),
  response: struct({ throttleMs: int32, groups: array(struct({ groupId: string, error: int16 })) }),
};
