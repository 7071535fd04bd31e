// What the commitments of partners change in awards. The events of one commitment come in their order, and its award was
// there before it: what an award does not know yet of it is on its way.
import {
  type Award,
  commitmentDisbursementRecorded,
  commitmentMade,
  commitmentReduced,
  type Decision,
} from '@tributary/contracts';
import { type AggregateStore, on, type Reaction, type ReactionContext } from '@tributary/eventing';
import { isSuspended } from './award/applicant.ts';
import { pledgedBy, receivedBy, reducedBy } from './award/commitments.ts';
import { firstOpenDay } from './award/period.ts';
import type { FiscalClosings } from './fiscal-closings.ts';
import type { Upstream } from './upstream/upstream.ts';

export function commitmentReactions(
  awards: Pick<AggregateStore<Award>, 'load' | 'react'>,
  upstream: Pick<Upstream, 'organisation'>,
  closings: Pick<FiscalClosings, 'of'>,
): readonly Reaction[] {
  /** @throws {Error} there is no such award: an operator finds the commitment set aside, and nothing of it is lost */
  async function inAward(
    awardId: string,
    context: ReactionContext,
    decide: (award: Award) => Decision<Award> | 'unchanged',
  ): Promise<void> {
    const reacted = await awards.react({ id: awardId }, context, (stored) =>
      stored === undefined ? 'unchanged' : decide(stored.state),
    );
    if (reacted === 'missing') throw new Error(`there is no award ${awardId} for commitment ${context.subject}`);
  }

  return [
    on(commitmentMade, 'first', ({ subject, data }, context) =>
      inAward(data.awardId, context, (award) => pledgedBy(award, subject, data)),
    ),
    on(commitmentDisbursementRecorded, 'first', async ({ subject, data }, context) => {
      const ministry = (await awards.load(data.awardId))?.ministry;
      const firstOpen = firstOpenDay({ closing: ministry === undefined ? undefined : await closings.of(ministry) });
      // what a partner has paid is a fact: one of a closed day is posted on the first that is open
      const disbursedOn = firstOpen !== undefined && firstOpen > data.disbursedOn ? firstOpen : data.disbursedOn;
      await inAward(data.awardId, context, (award) =>
        receivedBy(
          award,
          subject,
          { ...data, disbursedOn },
          { today: context.today, isSuspended: isSuspended(award, upstream) },
        ),
      );
    }),
    on(commitmentReduced, 'first', ({ subject, data }, context) =>
      inAward(data.awardId, context, (award) => reducedBy(award, subject, data)),
    ),
  ];
}
