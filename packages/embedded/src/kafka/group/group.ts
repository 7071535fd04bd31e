// One consumer group, the classic eager protocol: every change of members makes a new generation that all join again.
// A generation is noted before it is handed out, so that no number is ever used twice.
import { randomUUID } from 'node:crypto';
import { attempt, errors } from '../errors.ts';
import type { Request } from '../messages/messages.ts';
import { Announced } from './announced.ts';
import {
  type Client,
  chooseProtocol,
  haveAll,
  type JoinReply,
  type JoinRequest,
  joined,
  joinRefused,
  type Member,
  metadataFor,
  newMember,
  nothing,
  type SyncReply,
  sameProtocols,
  syncRefused,
} from './member.ts';

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';

/** What outlives the process. */
export interface GroupMemory {
  readonly generation: number;
  readonly protocolType: string;
}

export class Group {
  readonly #remember: (memory: GroupMemory) => void;
  readonly #members = new Map<string, Member>();
  readonly #announced = new Announced(() => this.#completeIfAllJoined());
  #state: GroupState = 'Empty';
  #generation: number;
  #protocolType: string;
  #protocol = '';
  #leader = '';
  /** ends a rebalance that waits for members too long */
  #limit: NodeJS.Timeout | undefined;

  constructor(memory: GroupMemory, remember: (memory: GroupMemory) => void) {
    this.#generation = memory.generation;
    this.#protocolType = memory.protocolType;
    this.#remember = remember;
  }

  get state(): GroupState {
    return this.#state;
  }

  get memory(): GroupMemory {
    return { generation: this.#generation, protocolType: this.#protocolType };
  }

  get protocol(): string {
    return this.#state === 'Stable' ? this.#protocol : '';
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** The metadata a member sent for the protocol that was chosen. */
  metadataOf({ protocols }: Member): Buffer {
    return metadataFor(protocols, this.#protocol);
  }

  /** Joins, or joins again; resolves when the generation begins. `mustAnnounce`: a new member first gets its id. */
  join(request: JoinRequest, client: Client, mustAnnounce: boolean): Promise<JoinReply> | JoinReply {
    const { memberId } = request;
    if (!this.#isCompatible(request)) return joinRefused(errors.INCONSISTENT_GROUP_PROTOCOL, memberId);
    if (memberId === '') {
      const id = `${client.clientId}-${randomUUID()}`;
      if (mustAnnounce) return this.#announce(id, request.sessionTimeoutMs);
      return this.#enter(this.#add(id, request, client));
    }
    if (this.#announced.take(memberId)) return this.#enter(this.#add(memberId, request, client));
    const member = this.#members.get(memberId);
    if (member === undefined) return joinRefused(errors.UNKNOWN_MEMBER_ID, memberId);
    return this.#rejoin(member, request);
  }

  /** Gives or waits for the assignments of this generation. */
  sync({ memberId, generation, assignments }: Request<'SyncGroup'>): Promise<SyncReply> | SyncReply {
    const member = this.#members.get(memberId);
    if (member === undefined) return syncRefused(errors.UNKNOWN_MEMBER_ID);
    if (generation !== this.#generation) return syncRefused(errors.ILLEGAL_GENERATION);
    if (this.#state === 'PreparingRebalance') return syncRefused(errors.REBALANCE_IN_PROGRESS);
    this.#beat(member);
    if (this.#state === 'Stable') return { error: errors.NONE, assignment: member.assignment };
    // who waits is alive
    clearTimeout(member.session);
    return new Promise((resolve) => {
      member.sync?.(syncRefused(errors.REBALANCE_IN_PROGRESS));
      member.sync = resolve;
      if (memberId === this.#leader) this.#assign(new Map(assignments.map((item) => [item.memberId, item.assignment])));
    });
  }

  heartbeat({ memberId, generation }: Request<'Heartbeat'>): number {
    const error = this.check(memberId, generation);
    const member = this.#members.get(memberId);
    if (error !== errors.NONE || member === undefined) return error;
    this.#beat(member);
    return this.#state === 'PreparingRebalance' ? errors.REBALANCE_IN_PROGRESS : errors.NONE;
  }

  leave(memberId: string): number {
    if (this.#announced.take(memberId)) {
      this.#completeIfAllJoined();
      return errors.NONE;
    }
    const member = this.#members.get(memberId);
    if (member === undefined) return errors.UNKNOWN_MEMBER_ID;
    this.#remove(member);
    return errors.NONE;
  }

  /** Whether a member of a generation may speak for the group. @returns an error code */
  check(memberId: string, generation: number): number {
    if (!this.#members.has(memberId)) return errors.UNKNOWN_MEMBER_ID;
    return generation === this.#generation ? errors.NONE : errors.ILLEGAL_GENERATION;
  }

  /** Whether these offsets may be committed; generation -1 without a member is a client that only keeps offsets here. */
  checkCommit(memberId: string, generation: number): number {
    if (generation < 0 && memberId === '') {
      return this.#state === 'Empty' ? errors.NONE : errors.UNKNOWN_MEMBER_ID;
    }
    const error = this.check(memberId, generation);
    if (error !== errors.NONE) return error;
    if (this.#state === 'CompletingRebalance') return errors.REBALANCE_IN_PROGRESS;
    const member = this.#members.get(memberId);
    if (member !== undefined) this.#beat(member);
    return errors.NONE;
  }

  /** Stops all clocks; whoever waits is told to find the coordinator again. */
  close(): void {
    clearTimeout(this.#limit);
    this.#announced.clear();
    for (const member of this.#members.values()) {
      clearTimeout(member.session);
      member.join?.(joinRefused(errors.NOT_COORDINATOR, member.memberId));
      member.sync?.(syncRefused(errors.NOT_COORDINATOR));
    }
  }

  #isCompatible({ memberId, protocolType, protocols }: JoinRequest): boolean {
    const others = this.members.filter((member) => member.memberId !== memberId);
    if (protocolType === '' || protocols.length === 0) return false;
    if (others.length === 0) return true;
    return protocolType === this.#protocolType && protocols.some(({ name }) => haveAll(others, name));
  }

  #announce(memberId: string, sessionTimeoutMs: number): JoinReply {
    this.#announced.add(memberId, sessionTimeoutMs);
    return joinRefused(errors.MEMBER_ID_REQUIRED, memberId);
  }

  #add(memberId: string, request: JoinRequest, client: Client): Member {
    const member = newMember(memberId, request, client);
    if (this.#members.size === 0) this.#protocolType = request.protocolType;
    this.#members.set(memberId, member);
    return member;
  }

  #rejoin(member: Member, request: JoinRequest): Promise<JoinReply> | JoinReply {
    const same = sameProtocols(member.protocols, request.protocols);
    const mayStay =
      this.#state === 'CompletingRebalance' || (this.#state === 'Stable' && member.memberId !== this.#leader);
    if (same && mayStay) {
      this.#beat(member);
      return this.#begun(member);
    }
    member.protocols = request.protocols;
    member.sessionTimeoutMs = request.sessionTimeoutMs;
    member.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
    return this.#enter(member);
  }

  /** Waits for the next generation; the rebalance that leads to it begins, where none is on the way. */
  #enter(member: Member): Promise<JoinReply> {
    return new Promise((resolve) => {
      member.join?.(joinRefused(errors.REBALANCE_IN_PROGRESS, member.memberId));
      member.join = resolve;
      clearTimeout(member.session);
      this.#rebalance();
    });
  }

  #rebalance(): void {
    if (this.#state !== 'PreparingRebalance') {
      for (const member of this.#members.values()) {
        if (member.sync !== undefined) this.#beat(member);
        member.sync?.(syncRefused(errors.REBALANCE_IN_PROGRESS));
        member.sync = undefined;
        member.assignment = nothing;
      }
      this.#state = 'PreparingRebalance';
      this.#limitJoining();
    }
    this.#completeIfAllJoined();
  }

  /** After a while the generation begins with those who have joined by then. */
  #limitJoining(): void {
    this.#limitWait(() => {
      this.#announced.clear();
      for (const member of this.members) if (member.join === undefined) this.#forget(member);
      this.#begin();
    });
  }

  #completeIfAllJoined(): void {
    if (this.#state !== 'PreparingRebalance' || this.#announced.size > 0) return;
    if (this.members.every(({ join }) => join !== undefined)) this.#begin();
  }

  /** Begins a generation with those who joined; one that cannot be noted does not begin, and they join again. */
  #begin(): void {
    clearTimeout(this.#limit);
    const next = { ...this.memory, generation: this.#generation + 1 };
    const refused = attempt(() => this.#remember(next));
    if (refused === errors.NONE) this.#generation = next.generation;
    if (this.#members.size === 0) {
      this.#state = 'Empty';
      return;
    }
    if (refused !== errors.NONE) {
      for (const member of this.members) {
        member.join?.(joinRefused(refused, member.memberId));
        member.join = undefined;
        this.#beat(member);
      }
      this.#limitJoining();
      return;
    }
    this.#state = 'CompletingRebalance';
    this.#protocol = chooseProtocol(this.members);
    if (!this.#members.has(this.#leader)) this.#leader = this.members[0]?.memberId ?? '';
    this.#limitWait(() => {
      for (const member of this.members) if (member.sync === undefined) this.#forget(member);
      this.#rebalance();
    });
    for (const member of this.members) {
      const reply = this.#begun(member);
      member.join?.(reply);
      member.join = undefined;
      this.#beat(member);
    }
  }

  #begun(member: Member): JoinReply {
    const begun = { generation: this.#generation, protocol: this.#protocol, leader: this.#leader };
    return joined(begun, member.memberId, this.members);
  }

  #assign(assignments: ReadonlyMap<string, Buffer>): void {
    clearTimeout(this.#limit);
    this.#state = 'Stable';
    for (const member of this.#members.values()) {
      member.assignment = assignments.get(member.memberId) ?? nothing;
      member.sync?.({ error: errors.NONE, assignment: member.assignment });
      member.sync = undefined;
      this.#beat(member);
    }
  }

  /** A sign of life: the session begins again. */
  #beat(member: Member): void {
    clearTimeout(member.session);
    member.session = setTimeout(() => this.#remove(member), member.sessionTimeoutMs).unref();
  }

  #remove(member: Member): void {
    this.#forget(member);
    this.#rebalance();
  }

  #forget(member: Member): void {
    clearTimeout(member.session);
    member.join?.(joinRefused(errors.UNKNOWN_MEMBER_ID, member.memberId));
    member.sync?.(syncRefused(errors.UNKNOWN_MEMBER_ID));
    this.#members.delete(member.memberId);
  }

  #limitWait(end: () => void): void {
    clearTimeout(this.#limit);
    const longest = Math.max(0, ...this.members.map(({ rebalanceTimeoutMs }) => rebalanceTimeoutMs));
    this.#limit = setTimeout(end, longest).unref();
  }
}
