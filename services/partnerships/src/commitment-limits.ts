// The limits that commitments take of: what an award asks for, and the ceiling of an agreement. A part of each is reserved
// in the document that owns it before the commitment is written, so that those who are made at once never exceed it, and
// none is made under an agreement that ends in the same moment.
import { type Agreement, type CoFundingRequest, type Commitment, rejectField, toMinor } from '@tributary/contracts';
import { type AggregateStore, type CommandContext, naturalId, type ReservingKind } from '@tributary/eventing';
import { Refusal } from '@tributary/service-kit';
import { requestKey } from './co-funding/request.ts';
import { takenOf } from './commitment/limits.ts';
import { type MakingGround, type Planned, refuseAgreement } from './commitment/making.ts';

type Limit<State extends object> = Pick<AggregateStore<State>, 'resize' | 'confirm' | 'release'>;
type Moment = Pick<CommandContext, 'now' | 'until'>;
type Refused = NonNullable<MakingGround['refused']>;

const KIND = 'commitment';
const ownerOf = (id: string) => ({ kind: KIND, id });
const requestIdOf = ({ awardId }: Pick<Commitment, 'awardId'>): string => naturalId(requestKey(awardId));

const underCeilingOf = ({ underCeiling }: Pick<Commitment, 'underCeiling'>): bigint =>
  underCeiling === undefined ? 0n : toMinor(underCeiling);

/** Commitments as those that take of a limit. @param held how much one holds of it, by its own state */
const holding = (
  store: Pick<AggregateStore<Commitment>, 'load' | 'reserveId'>,
  held: (commitment: Commitment) => bigint,
): ReservingKind => ({
  kind: KIND,
  reserveId: (id) => store.reserveId(id),
  async holds(id) {
    const stored = await store.load(id);
    return stored && held(stored.state);
  },
});

/** Commitments as those that cover what awards ask for. */
export const coveringRequests = (store: Pick<AggregateStore<Commitment>, 'load' | 'reserveId'>): ReservingKind =>
  holding(store, ({ covers }) => toMinor(covers));

/** Commitments as those that take of the ceilings of agreements. */
export const underCeilings = (store: Pick<AggregateStore<Commitment>, 'load' | 'reserveId'>): ReservingKind =>
  holding(store, underCeilingOf);

/** Reserves, or says why there is no room. @throws {Refusal} the document is changed so often that it has to wait */
async function reserved<State extends object>(
  limit: Limit<State>,
  limitId: string,
  { id, context }: { readonly id: string; readonly context: Moment },
  take: (state: State, others: bigint) => bigint | Refused,
): Promise<Refused | undefined> {
  let refused: Refused | undefined;
  const answer = await limit.resize(limitId, ownerOf(id), context, ({ state }, others) => {
    const taken = take(state, others);
    refused = typeof taken === 'bigint' ? undefined : taken;
    return taken;
  });
  if (answer !== 'reserved' && refused === undefined) throw new Refusal('UNAVAILABLE', { values: { seconds: 1 } });
  return refused;
}

export function commitmentLimits(requests: Limit<CoFundingRequest>, agreements: Limit<Agreement>) {
  return {
    /** Reserves what a commitment takes. @returns why there is no room, or no agreement any more; then it holds nothing */
    async reserve(id: string, { commitment, asked, ceiling }: Planned, context: Moment): Promise<Refused | undefined> {
      const { value, awardId, agreementId, committedOn } = commitment;
      const noRoom = await reserved(requests, requestIdOf(commitment), { id, context }, (request, others) =>
        request.withdrawnOn === undefined
          ? takenOf(value, asked, toMinor(request.amount) - others, 'missing')
          : rejectField('AWARD_ENDED', '/awardId', { awardId, on: request.withdrawnOn }),
      );
      if (noRoom !== undefined) return noRoom;
      const refused = await reserved(agreements, agreementId, { id, context }, (agreement, others) => {
        const ended = refuseAgreement(agreement, committedOn);
        if (ended !== undefined) return ended;
        if (ceiling === undefined || agreement.ceiling === undefined) return 0n;
        return takenOf(value, ceiling, toMinor(agreement.ceiling) - others, 'ceiling');
      });
      if (refused !== undefined) await requests.release(requestIdOf(commitment), ownerOf(id), context);
      return refused;
    },
    /** Counts for good what a commitment that was written has reserved. */
    async confirm(id: string, commitment: Pick<Commitment, 'awardId' | 'agreementId'>): Promise<void> {
      await requests.confirm(requestIdOf(commitment), id);
      await agreements.confirm(commitment.agreementId, id);
    },
    /** Gives back what a commitment holds no more. */
    async follow(id: string, commitment: Commitment, context: Moment): Promise<void> {
      await reserved(requests, requestIdOf(commitment), { id, context }, () => toMinor(commitment.covers));
      await reserved(agreements, commitment.agreementId, { id, context }, () => underCeilingOf(commitment));
      await this.confirm(id, commitment);
    },
  };
}

/** The limits of the commitments of a service. */
export type CommitmentLimits = ReturnType<typeof commitmentLimits>;
