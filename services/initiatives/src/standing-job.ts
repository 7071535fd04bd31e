// An organisation that is suspended, or recognised anew, may have thousands of awards. A job looks at all of them, a page
// at a step, in passes until one has nothing left to change: what is signed or changed meanwhile by a process that did not
// know of it yet is met by a later pass, and a step that was cut short is made again.
import { type Award, isRejection, type Moment } from '@tributary/contracts';
import type { AggregateStore, JobKind, Stored } from '@tributary/eventing';
import { isSuspended } from './award/applicant.ts';
import { onStanding } from './award/standing.ts';
import { commandOn } from './own-commands.ts';
import type { Upstream } from './upstream/upstream.ts';

const ROUTE = 'award.applicant-standing';
const PAGE = 200;
/** How long a step waits for the fact that began the job, milliseconds. */
const PATIENCE_MS = 2_000;
/** The place before the first award. */
const BEGINNING = '';

/** What begins the job: a fact about an organisation. */
export interface Standing {
  readonly organisationId: string;
  /** of the fact, among those of the organisation */
  readonly seq: number;
}

/** What the job leans on. */
export interface StandingGround {
  readonly awards: Pick<AggregateStore<Award>, 'page' | 'change'>;
  readonly upstream: Pick<Upstream, 'organisation'>;
  /** waits until a fact, `service:aggregate:seq`, is known here */
  readonly waitFor: (token: string, timeoutMs: number) => Promise<'there' | 'late' | 'parked'>;
}

/** The key of the job of a fact. */
export const standingKey = ({ organisationId, seq }: Standing): string => `${organisationId}:${seq}`;

/**
 * The job that looks again at the tranches of every award of an organisation. It goes by how the organisation stands when
 * it looks, so that of a suspension and a recognition the later one counts, in whatever order their jobs run: a hold is of
 * the first day of the suspension, and a release of the day on which it is made.
 */
export function standingJob({ awards, upstream, waitFor }: StandingGround): JobKind<Standing> {
  async function look({ id, ministry, state }: Stored<Award>, moment: Moment): Promise<boolean> {
    const on = upstream.organisation(state.organisationId ?? '')?.suspendedFrom ?? moment.today;
    // what the page shows decides whether the award is asked at all
    if (onStanding(state, on, isSuspended(state, upstream)) === 'unchanged') return false;
    let changed = false;
    const outcome = await awards.change(id, commandOn(id, ministry, ROUTE, moment), (stored) => {
      const decision = onStanding(stored.state, on, isSuspended(stored.state, upstream));
      changed = decision !== 'unchanged' && !isRejection(decision);
      return decision;
    });
    if (outcome.kind === 'rejected') throw new Error(`award ${id} is not looked at: ${outcome.rejection.rejected}`);
    return changed;
  }

  return {
    name: ROUTE,
    async step({ organisationId, seq }, cursor, moment) {
      const known = await waitFor(`registry:${organisationId}:${seq}`, PATIENCE_MS);
      if (known === 'parked') throw new Error(`how organisation ${organisationId} stands is set aside`);
      // That it is on its way is no failure, after which a job would rest longer and longer.
      if (known === 'late') return { next: cursor ?? BEGINNING, changed: 0 };
      const after = cursor === BEGINNING ? undefined : cursor;
      const { items, next } = await awards.page({ organisationId }, { limit: PAGE, after });
      let changed = 0;
      for (const award of items) if (await look(award, moment)) changed += 1;
      return { next, changed };
    },
  };
}
