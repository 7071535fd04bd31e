// Approvals over HTTP: what the last one of an application takes out of the envelope of its call, and gives back.

import type { KnownRates } from '@tributary/contracts';
import {
  type Application,
  type Award,
  type approveApplication,
  type Call,
  type call,
  type Given,
  isRejection,
  type ProgrammeRules,
  type Rejection,
} from '@tributary/contracts';
import type { AggregateStore, CommandContext, Kept, ReservationOwner, ReservingKind } from '@tributary/eventing';
import type { Answer, CheckedRequest } from '@tributary/service-kit';
import { approve, heldBy, requestedOf, takenOf } from './application/decision.ts';

/** The calls of a service. */
export type Calls = AggregateStore<Kept<typeof call.state>>;
type Request = Pick<CheckedRequest<unknown, unknown, unknown>, 'context'>;

/** An application that is to be approved, with what decides about it. */
export interface Approving {
  readonly id: string;
  readonly application: Application;
  readonly call: Call;
  readonly rules: ProgrammeRules;
}

const ownerOf = (id: string) => ({ kind: 'application', id });

/** Applications as those that hold parts of envelopes. @param awardOf the award of an application, once there is one */
export const holding = (
  store: Pick<AggregateStore<Application>, 'load' | 'reserveId'>,
  awardOf: (applicationId: string) => Promise<{ readonly state: Award } | undefined>,
): ReservingKind => ({
  kind: 'application',
  reserveId: (id) => store.reserveId(id),
  async holds(id) {
    const stored = await store.load(id);
    return stored && heldBy(stored.state, (await awardOf(id))?.state);
  },
});

/** Gives the envelope of a call back what an amendment has taken off the share of the programme. */
export const givingBack =
  (calls: Calls, applications: Pick<AggregateStore<Application>, 'load'>) =>
  async (award: Award, context: Reserving['context']): Promise<void> => {
    const { applicationId: id, callId } = award;
    const application = id === undefined ? undefined : await applications.load(id);
    if (id === undefined || callId === undefined || application === undefined) return;
    await reserveIn(calls, callId, { owner: ownerOf(id), asked: heldBy(application.state, award), context });
    await calls.confirm(callId, id);
  };

interface Reserving {
  readonly owner: ReservationOwner;
  /** minor units of the envelope */
  readonly asked: bigint;
  readonly context: Pick<CommandContext, 'now' | 'until'>;
}

/** Reserves a part of an envelope, or says why there is no room. @throws {Error} the call changes so often that it has to wait */
export async function reserveIn(calls: Calls, callId: string, { owner, asked, context }: Reserving) {
  let exhausted: Rejection<'ENVELOPE_EXHAUSTED'> | undefined;
  const reserved = await calls.resize(callId, owner, context, ({ state }, others) => {
    const taken = takenOf(state, asked, others);
    exhausted = typeof taken === 'bigint' ? undefined : taken;
    return taken;
  });
  if (reserved !== 'reserved' && exhausted === undefined)
    throw new Error(`nothing can be reserved for ${owner.id} now`);
  return exhausted;
}

/** The envelopes of calls. */
export const envelopesOf = (calls: Calls, rates: KnownRates) => ({
  /**
   * Reserves what the application asks for, where this approval would be its last.
   * @returns why there is no room for it; undefined where there is, or where it takes none yet
   */
  async reserve(
    { id, application, call: of, rules }: Approving,
    command: Given<typeof approveApplication>,
    { context }: Request,
  ): Promise<Rejection<'ENVELOPE_EXHAUSTED'> | undefined> {
    const known = { ...rates, ...context, by: context.actor.sub, call: of, rules, exhausted: undefined };
    const decided = approve(application, command, known);
    if (isRejection(decided) || decided.state.status !== 'approved') return undefined;
    return reserveIn(calls, application.callId, { owner: ownerOf(id), asked: requestedOf(application), context });
  },
  /** Counts for good what an approved application has reserved. */
  async confirm({ id, application }: Approving, answer: Answer): Promise<void> {
    if (statusIn(answer) === 'approved') await calls.confirm(application.callId, id);
  },
  /** Gives back what a withdrawn application held. */
  async release(
    { id, application }: Pick<Approving, 'id' | 'application'>,
    answer: Answer,
    { context }: Request,
  ): Promise<void> {
    if (statusIn(answer) === 'withdrawn') await calls.release(application.callId, ownerOf(id), context);
  },
});

/** The status that an answer acknowledges. */
export const statusIn = (answer: Answer): string | number | undefined =>
  'outcome' in answer && answer.outcome.kind === 'acknowledged' ? answer.outcome.reply.status : undefined;
