// From a decision to the one write that makes it true: events are checked, numbered and dated, limits are kept.

import {
  type Accepted,
  type DomainEvent,
  type EventDescription,
  type Moment,
  partitionOf,
  type Rejection,
  reject,
} from '@tributary/contracts';
import { contractsOf } from '../consume/check.ts';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import type { Author } from '../ports/commands.ts';
import type { AggregateDocument, Outgoing, Receipt, Source, Step } from './documents.ts';
import { gainsOf } from './gains.ts';
import { fit } from './receipts.ts';
import { crowdedOut } from './sources.ts';

/** Bytes of an event's data as JSON. */
export const EVENT_LIMIT = 64 * 1024;
/** Bytes of an aggregate's state. */
export const STATE_LIMIT = 3 * 1024 * 1024;
/** Bytes of an aggregate's document. */
export const DOCUMENT_LIMIT = 4 * 1024 * 1024;
/** Events of one aggregate that may wait for the relay. */
export const OUTBOX_LIMIT = 500;

/** Where a step comes from: who asked, or the event that is answered. */
export interface Origin extends Moment {
  readonly by: Author;
  readonly traceparent: string | undefined;
  readonly causationId?: string;
  readonly hops: number;
}

/** An aggregate that is not there yet. */
export const initial = <State extends object>(id: string, ministry: string) =>
  ({
    id,
    ministry,
    partition: partitionOf(id),
    seq: 0,
    token: '',
    at: new Date(0),
    outbox: [],
    receipts: [],
    receiptsMovedAt: undefined,
    created: undefined,
    sources: {},
    sourcesMoved: false,
    erased: false,
    naming: [],
    reservations: {},
    reserved: '0',
  }) satisfies Omit<AggregateDocument<State>, 'state'>;

type Before<State extends object> = Omit<AggregateDocument<State>, 'state'> & { readonly state?: State };

/** What one step takes in, beside the state that is decided. */
export interface StepInput<State extends object> {
  readonly before: Before<State>;
  readonly accepted: Accepted<State>;
  readonly origin: Origin;
  readonly source?: Source;
  /** Makes the receipt from the seq and state that the step leads to; undefined: the step leaves none. */
  readonly receipt?: ((seq: number, state: State) => Receipt) | undefined;
}

/** Plans steps of one kind of aggregate. */
export function stepper<State extends object>(definition: AggregateDefinition<State>) {
  const contractOf = contractsOf(definition.events ?? []);
  const prefix = `${definition.service}.${definition.name}.`;

  /** @throws a fact is not one of this aggregate's, or breaks its contract: the decision is wrong, not the request */
  function checked(fact: DomainEvent): EventDescription {
    const contract = contractOf(fact.type);
    if (contract === undefined || !fact.type.startsWith(prefix)) {
      throw new TypeError(`${fact.type} is no event of ${definition.service}.${definition.name}`);
    }
    const { error } = contract.schema.safeParse(fact.data);
    const issue = error?.issues[0];
    if (issue !== undefined) throw new TypeError(`${fact.type} /${issue.path.join('/')}: ${issue.code}`);
    return contract;
  }

  function factsOf(accepted: Accepted<State>): readonly DomainEvent[] {
    if (accepted.events.length > 0) return accepted.events;
    if (definition.revised === undefined) throw new TypeError(`a change of ${prefix}* has no event to tell it`);
    return [definition.revised({})];
  }

  /** Plans one step, or refuses it because of its size. */
  return function plan(input: StepInput<State>): Step<State> | Rejection {
    const { before, accepted, origin, source } = input;
    const leaving = factsOf(accepted);
    const facts = [...leaving, ...(accepted.moves?.arriving ?? [])];
    const owner = accepted.moves?.to ?? before.ministry;
    const erasing = facts.map(checked).some((contract) => contract.type === definition.erasedBy?.type);
    if (facts.some(({ data }) => Buffer.byteLength(JSON.stringify(data)) > EVENT_LIMIT)) {
      return reject('BODY_TOO_LARGE', { limit: EVENT_LIMIT });
    }
    if (facts.length > OUTBOX_LIMIT) return reject('TOO_MANY_EVENTS');
    if (before.outbox.length + facts.length > OUTBOX_LIMIT) return reject('UNAVAILABLE', { seconds: 1 });

    const at = new Date(Math.max(origin.now.getTime(), before.at.getTime()));
    const events = facts.map((fact, index) => {
      const told = { id: before.id, ministry: index < leaving.length ? before.ministry : owner };
      return outgoing(told, fact, before.seq + index + 1, at.toISOString(), origin);
    });
    const seq = before.seq + facts.length;
    const receipt = input.receipt?.(seq, accepted.state);
    const born = before.seq === 0;
    const kept = erasing ? [] : before.receipts;
    const receipts = receipt === undefined || born ? kept : [...kept, receipt];
    const moving = fit(receipts) ? [] : kept;
    const movingSources = source === undefined ? {} : crowdedOut(before.sources, source);
    const crowded = Object.keys(movingSources).length > 0;
    const sources = crowded ? {} : before.sources;
    const next: AggregateDocument<State> = {
      ...before,
      ministry: owner,
      seq,
      token: events.at(-1)?.event.id ?? before.token,
      at,
      state: accepted.state,
      outbox: [...before.outbox, ...events],
      receipts: receipts.slice(moving.length),
      receiptsMovedAt: erasing ? undefined : moving.length > 0 ? origin.now : before.receiptsMovedAt,
      created: born ? receipt : erasing ? undefined : before.created,
      sources: source === undefined ? sources : { ...sources, [source.subject]: source.seq },
      sourcesMoved: before.sourcesMoved || crowded,
      erased: before.erased || erasing,
      naming: [...new Set([...before.naming, ...freshIn(definition, before.state, accepted.state)])],
    };
    const gains = erasing ? {} : gainsOf(definition, before.state, accepted.state);
    return { next, events, receipt, moving, movingSources, gains, erases: erasing };
  };
}

/** The persons whom a state comes to name. */
export function freshIn<State extends object>(
  { names }: Pick<AggregateDefinition<State>, 'names'>,
  before: State | undefined,
  after: State,
): readonly string[] {
  const named = new Set(before === undefined ? [] : names?.of(before));
  return names?.of(after).filter((subject) => !named.has(subject)) ?? [];
}

function outgoing(
  { id, ministry }: Pick<AggregateDocument<object>, 'id' | 'ministry'>,
  fact: DomainEvent,
  seq: number,
  at: string,
  { newId, by, hops, traceparent, causationId }: Origin,
): Outgoing {
  return {
    seq,
    event: {
      id: newId(),
      type: fact.type,
      subject: id,
      seq,
      at,
      ministry,
      hops,
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(causationId === undefined ? {} : { causationId }),
      data: fact.data,
    },
    by,
  };
}
