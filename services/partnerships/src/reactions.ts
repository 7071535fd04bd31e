// What facts change on the worklist: those of awards, and those of the commitments of this service, which are documents
// of their own. What a commitment holds of its limits follows it here too, so that it does whatever happens in between.
import {
  type Agreement,
  agreementSigned,
  agreementTerminated,
  awardCoFundingRequested,
  awardSigned,
  awardTerminated,
  type CoFundingRequest,
  type Commitment,
  commitmentMade,
  commitmentReduced,
  fromMinor,
  type Money,
  toMinor,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, on, type Reaction } from '@tributary/eventing';
import { renewalEnded, renewed } from './agreement/decisions.ts';
import { asked, covering, requestKey, signed, withdrawn } from './co-funding/request.ts';
import type { CommitmentLimits } from './commitment-limits.ts';

/** The stores that the reactions are about, and the limits that commitments take of. */
export interface ReactionGround {
  readonly agreements: AggregateStore<Agreement>;
  readonly requests: AggregateStore<CoFundingRequest>;
  readonly commitments: Pick<AggregateStore<Commitment>, 'load'>;
  readonly limits: Pick<CommitmentLimits, 'confirm' | 'follow'>;
}

const requestOf = (awardId: string) => ({ id: naturalId(requestKey(awardId)) });

const sumOf = (first: Money, others: readonly Money[]): Money =>
  fromMinor(
    others.reduce((sum, one) => sum + toMinor(one), toMinor(first)),
    first.currency,
  );

export const reactions = ({ agreements, requests, commitments, limits }: ReactionGround): readonly Reaction[] => [
  on(agreementSigned, 'first', async ({ subject, data }, context) => {
    const renews = (await agreements.load(subject))?.state.renews;
    if (renews === undefined) return;
    await agreements.react({ id: renews }, context, (stored) =>
      stored === undefined ? 'unchanged' : renewed(stored.state, subject, data.signedOn),
    );
  }),
  on(agreementTerminated, 'first', async ({ subject, data }, context) => {
    const renews = (await agreements.load(subject))?.state.renews;
    if (renews === undefined) return;
    await agreements.react({ id: renews }, context, (stored) =>
      stored === undefined ? 'unchanged' : renewalEnded(stored.state, subject, data.on),
    );
  }),
  on(awardCoFundingRequested, 'first', async ({ subject, data }, context) => {
    if (data.role !== 'partner') return;
    await requests.react({ naturalKey: requestKey(subject) }, context, (stored) => asked(stored?.state, subject, data));
  }),
  on(awardSigned, 'first', async ({ subject, data }, context) => {
    await requests.react(requestOf(subject), context, (stored) =>
      stored === undefined ? 'unchanged' : signed(stored.state, data),
    );
  }),
  on(awardTerminated, 'first', async ({ subject, data }, context) => {
    await requests.react(requestOf(subject), context, (stored) =>
      stored === undefined ? 'unchanged' : withdrawn(stored.state, data),
    );
  }),
  on(commitmentMade, 'first', async ({ subject, data }, context) => {
    const commitment = await commitments.load(subject);
    if (commitment === undefined) return;
    const { covers, reductions } = commitment.state;
    const coveredFirst = sumOf(
      covers,
      reductions.map(({ uncovers }) => uncovers),
    );
    await limits.confirm(subject, commitment.state);
    await requests.react(requestOf(data.awardId), context, (stored) =>
      stored === undefined ? 'unchanged' : covering(stored.state, coveredFirst),
    );
  }),
  on(commitmentReduced, 'first', async ({ subject, data }, context) => {
    const commitment = await commitments.load(subject);
    const uncovers = commitment?.state.reductions[data.no - 1]?.uncovers;
    if (commitment === undefined || uncovers === undefined) return;
    await limits.follow(subject, commitment.state, context);
    await requests.react(requestOf(data.awardId), context, (stored) =>
      stored === undefined ? 'unchanged' : covering(stored.state, fromMinor(-toMinor(uncovers), uncovers.currency)),
    );
  }),
];
