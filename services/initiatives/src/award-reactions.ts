// What facts change in awards, and what awards change in initiatives. Those of this service are documents of their own,
// which can never be written as one: each answers the fact of the other, once whatever happens in between.
import {
  type Application,
  type Award,
  applicationApproved,
  applicationWithdrawn,
  awardAmended,
  awardSigned,
  type Initiative,
  organisationRecognised,
  organisationSuspended,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, on, type Reaction, type ReactionContext } from '@tributary/eventing';
import { ended } from './award/ending.ts';
import { gated } from './award/gate.ts';
import { awardKey, grant } from './award/granting.ts';
import { acceptPosted } from './award/ledger.ts';
import { initiativeKey, initiativeOf } from './award/signing.ts';
import { rescheduled } from './initiative/schedule.ts';

const PAGE = 200;

/** The stores that the reactions are about. */
export interface AwardStores {
  readonly awards: AggregateStore<Award>;
  readonly applications: Pick<AggregateStore<Application>, 'load'>;
  readonly initiatives: Pick<AggregateStore<Initiative>, 'react'>;
}

export const awardReactions = ({ awards, applications, initiatives }: AwardStores): readonly Reaction[] => [
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
  on(awardSigned, 'first', async ({ subject }, context) => {
    const signed = await awards.load(subject);
    const registered = signed && initiativeOf(subject, signed.state);
    if (registered === undefined) return;
    await initiatives.react({ naturalKey: initiativeKey(subject) }, context, (stored) =>
      stored === undefined ? registered : 'unchanged',
    );
  }),
  on(awardAmended, 'first', async ({ subject, data: { plannedEnd, amendedOn } }, context) => {
    if (plannedEnd === undefined) return;
    await initiatives.react({ id: naturalId(initiativeKey(subject)) }, context, (stored) => {
      const moved = stored && rescheduled(stored.state, { plannedEnd, on: amendedOn });
      return moved ?? 'unchanged';
    });
  }),
  on(organisationSuspended, 'first', ({ subject, data }, context) =>
    lookAgain(awards, subject, { on: data.from, isSuspended: true }, context),
  ),
  on(organisationRecognised, 'first', ({ subject }, context) =>
    lookAgain(awards, subject, { on: context.today, isSuspended: false }, context),
  ),
];

/** Looks again at what holds the tranches of every award of an organisation. One organisation has few. */
async function lookAgain(
  awards: AggregateStore<Award>,
  organisationId: string,
  { on: day, isSuspended }: { readonly on: string; readonly isSuspended: boolean },
  context: ReactionContext,
): Promise<void> {
  let after: string | undefined;
  do {
    const { items, next } = await awards.page({ organisationId }, { limit: PAGE, after });
    for (const { id } of items) {
      await awards.react({ id }, context, (stored) => {
        if (stored === undefined) return 'unchanged';
        const { award, events } = gated(stored.state, day, isSuspended);
        return events.length === 0 ? 'unchanged' : acceptPosted(stored.state, award, ...events);
      });
    }
    after = next;
  } while (after !== undefined);
}
