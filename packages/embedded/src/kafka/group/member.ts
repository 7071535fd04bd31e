// A member of a consumer group, and what members have in common.
import { errors } from '../errors.ts';
import type { Request, Response } from '../messages/messages.ts';

export type JoinReply = Omit<Response<'JoinGroup'>, 'throttleMs'>;
export type SyncReply = Omit<Response<'SyncGroup'>, 'throttleMs'>;
export type JoinRequest = Request<'JoinGroup'>;

/** Who a member is, as its first request said. */
export interface Client {
  readonly clientId: string;
  readonly host: string;
}

export interface Member extends Client {
  readonly memberId: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  protocols: JoinRequest['protocols'];
  assignment: Buffer;
  /** waiting for the generation to begin */
  join: ((reply: JoinReply) => void) | undefined;
  /** waiting for the leader's assignments */
  sync: ((reply: SyncReply) => void) | undefined;
  session: NodeJS.Timeout | undefined;
}

export const nothing = Buffer.alloc(0);

/** The metadata that a member sent for a protocol. */
export const metadataFor = (protocols: Member['protocols'], protocol: string): Buffer =>
  protocols.find(({ name }) => name === protocol)?.metadata ?? nothing;

/** What a member is told when a generation begins; its leader is told of all members. */
export const joined = (
  begun: Pick<JoinReply, 'generation' | 'protocol' | 'leader'>,
  memberId: string,
  members: readonly Member[],
): JoinReply => ({
  error: errors.NONE,
  ...begun,
  memberId,
  members: (memberId === begun.leader ? members : []).map((each) => ({
    memberId: each.memberId,
    instanceId: null,
    metadata: metadataFor(each.protocols, begun.protocol),
  })),
});

export const joinRefused = (error: number, memberId: string): JoinReply => ({
  error,
  generation: -1,
  protocol: '',
  leader: '',
  memberId,
  members: [],
});

export const syncRefused = (error: number): SyncReply => ({ error, assignment: nothing });

/** A member that waits for nothing yet. */
export const newMember = (memberId: string, request: JoinRequest, client: Client): Member => ({
  ...client,
  memberId,
  sessionTimeoutMs: request.sessionTimeoutMs,
  rebalanceTimeoutMs: request.rebalanceTimeoutMs,
  protocols: request.protocols,
  assignment: nothing,
  join: undefined,
  sync: undefined,
  session: undefined,
});

/** Whether all members have a protocol. */
export const haveAll = (members: readonly Member[], protocol: string): boolean =>
  members.every(({ protocols }) => protocols.some(({ name }) => name === protocol));

/** Each member votes for the first of its protocols that all have; most votes win. */
export function chooseProtocol(members: readonly Member[]): string {
  const votes = new Map<string, number>();
  for (const { protocols } of members) {
    const vote = protocols.find(({ name }) => haveAll(members, name))?.name;
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  return [...votes].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

/** Whether a member that joins again says the same as before. */
export const sameProtocols = (one: JoinRequest['protocols'], other: JoinRequest['protocols']): boolean =>
  one.length === other.length &&
  one.every(({ name, metadata }, index) => {
    const theirs = other[index];
    return theirs?.name === name && metadata.equals(theirs.metadata);
  });
