// What facts change in awards, and what awards change in initiatives. Those of this service are documents of their own,
// which can never be written as one: each answers the fact of the other, once whatever happens in between.
import {
  type Application,
  type Award,
  applicationApproved,
  applicationWithdrawn,
  awardAmended,
  awardOpened,
  awardSigned,
  type Initiative,
  organisationRecognised,
  organisationSuspended,
  organisationWithdrawn,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, on, type Reaction, type ReactionContext } from '@tributary/eventing';
import { ended } from './award/ending.ts';
import { awardKey, grant } from './award/granting.ts';
import { initiativeKey, initiativeOf } from './award/signing.ts';
import { rescheduled } from './initiative/schedule.ts';
import type { Standing } from './standing-job.ts';

/** The stores that the reactions are about. */
export interface AwardStores {
  readonly awards: AggregateStore<Award>;
  readonly applications: Pick<AggregateStore<Application>, 'load'>;
  readonly initiatives: Pick<AggregateStore<Initiative>, 'react'>;
  /** begins to look again at every award of an organisation */
  readonly look: (standing: Standing) => Promise<void>;
  /** gives the envelope of its call back what an award has less to pay */
  readonly giveBack: (award: Award, context: Pick<ReactionContext, 'now'>) => Promise<void>;
}

export function awardReactions({
  awards,
  applications,
  initiatives,
  look,
  giveBack,
}: AwardStores): readonly Reaction[] {
  /** Registers the initiative of an award that was signed, here or before. */
  async function register(awardId: string, context: ReactionContext): Promise<void> {
    const signed = await awards.load(awardId);
    const registered = signed && initiativeOf(awardId, signed.state);
    if (registered === undefined) return;
    await initiatives.react({ naturalKey: initiativeKey(awardId) }, context, (stored) =>
      stored === undefined ? registered : 'unchanged',
    );
  }

  return [
    on(applicationApproved, 'first', async ({ subject }, context) => {
      const application = await applications.load(subject);
      const granted = application && grant(subject, application.state);
      if (granted === undefined) return;
      await awards.react({ naturalKey: awardKey(subject) }, context, (stored) =>
        stored === undefined ? granted : 'unchanged',
      );
    }),
    on(applicationWithdrawn, 'first', async ({ subject, data }, context) => {
      await awards.react({ id: naturalId(awardKey(subject)) }, context, (stored) =>
        stored === undefined || stored.state.status === 'terminated'
          ? 'unchanged'
          : ended(stored.state, { reasonCode: 'APPLICATION_WITHDRAWN', on: data.on }),
      );
    }),
    on(awardSigned, 'first', ({ subject }, context) => register(subject, context)),
    on(awardOpened, 'first', ({ subject }, context) => register(subject, context)),
    on(awardAmended, 'first', async ({ subject, data: { plannedEnd, shares, amendedOn } }, context) => {
      const amended = shares === undefined ? undefined : await awards.load(subject);
      if (amended !== undefined) await giveBack(amended.state, context);
      if (plannedEnd === undefined) return;
      await initiatives.react({ id: naturalId(initiativeKey(subject)) }, context, (stored) => {
        const moved = stored && rescheduled(stored.state, { plannedEnd, on: amendedOn });
        return moved ?? 'unchanged';
      });
    }),
    on(organisationSuspended, 'first', ({ subject: organisationId, seq }) => look({ organisationId, seq })),
    on(organisationWithdrawn, 'first', ({ subject: organisationId, seq }) => look({ organisationId, seq })),
    on(organisationRecognised, 'first', ({ subject: organisationId, seq }) => look({ organisationId, seq })),
  ];
}
