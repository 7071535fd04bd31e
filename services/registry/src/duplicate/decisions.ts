// What can be decided of two records that may be of one person. Which records stand for the two now is told: either may have
// been merged into a third since it was found.
import {
  accept,
  CONTACT_PURPOSE,
  type Decision,
  type Duplicate,
  decideChange,
  duplicateFound,
  duplicateLapsed,
  duplicateMerged,
  duplicateRejected,
  duplicateUnmerged,
  type Known,
  type LocalDate,
  mergeDuplicate,
  type Person,
  refuseState,
  reject,
  rejectDuplicate,
  unmergeDuplicate,
} from '@tributary/contracts';
import { holds, lastSaid } from '../consent/standing.ts';
import type { Score } from './score.ts';

/** The records of a pair in the order in which they are kept: the same for both ways round. */
export const pairOf = (one: string, other: string): readonly [string, string] =>
  one < other ? [one, other] : [other, one];

/** Two records that were found to be likely of one person. */
export function propose(pair: readonly [string, string], { score, lines }: Score, foundOn: LocalDate) {
  const [personId, otherId] = pair;
  return accept<Duplicate>(
    { status: 'open', personId, otherId, score, lines: [...lines], foundOn },
    duplicateFound({ personId, otherId, score, foundOn }),
  );
}

/** Compared again: what is still open shows the new score, and what was decided stays. */
export function rescore(duplicate: Duplicate, { score, lines }: Score): Decision<Duplicate> | 'unchanged' {
  if (duplicate.status !== 'open') return 'unchanged';
  const isSame = JSON.stringify(duplicate.lines) === JSON.stringify(lines) && duplicate.score === score;
  return isSame ? 'unchanged' : accept<Duplicate>({ ...duplicate, score, lines: [...lines] });
}

export const rejectPair = decideChange(rejectDuplicate, (duplicate, { reasonCode, rejectedOn }) => {
  const refused = refuseState(duplicate, 'open');
  if (refused !== undefined) return refused;
  return accept(
    { ...duplicate, status: 'rejected', reasonCode, decidedOn: rejectedOn },
    duplicateRejected({ reasonCode, rejectedOn }),
  );
});

/** The records that stand for the two now; one id twice where they have become one. */
export interface Standing {
  readonly standing: readonly [string, string];
  /** the state of one of them in which nothing can be merged */
  readonly hinders?: string | undefined;
  /** what each of them consented to, and those of them who are contactable */
  readonly consents: readonly Person['consents'][];
  readonly contactable: readonly string[];
  /** the subjects whose own the records are that would stand together */
  readonly subjects: readonly string[];
}

export const mergePair = decideChange(
  mergeDuplicate,
  (
    duplicate,
    { survivorId, mergedOn },
    { standing, hinders, consents, contactable, subjects, today }: Known<Standing>,
  ) => {
    const refused = refuseState(duplicate, 'open', 'unmerged');
    if (refused !== undefined) return refused;
    const [one, other] = standing;
    if (hinders !== undefined || one === other) {
      return reject('WRONG_STATE', { state: hinders ?? 'merged', needed: 'registered, verified, active, dormant' });
    }
    if (!standing.includes(survivorId)) return reject('NOT_OF_THE_PAIR', { one, other });
    if (subjects.length > 1) return reject('BOUND_TO_TWO', { one, other });
    // what was said last counts for both: nobody is contactable again by a merge
    const said = lastSaid(consents, CONTACT_PURPOSE, today);
    if (said !== undefined && !holds(said, today) && contactable.includes(survivorId))
      return reject('CONSENT_WITHDRAWN');
    const mergedId = survivorId === one ? other : one;
    const { reasonCode: _before, ...open } = duplicate;
    return accept(
      { ...open, status: 'merged', survivorId, mergedId, decidedOn: mergedOn },
      duplicateMerged({ survivorId, mergedId, mergedOn }),
    );
  },
);

export const unmergePair = decideChange(unmergeDuplicate, (duplicate, command) => part(duplicate, command));

/** Parts two records that were merged. */
export function part(
  duplicate: Duplicate,
  { reasonCode, unmergedOn }: { readonly reasonCode: string; readonly unmergedOn: LocalDate },
) {
  const refused = refuseState(duplicate, 'merged');
  if (refused !== undefined) return refused;
  const { survivorId, mergedId } = duplicate;
  if (survivorId === undefined || mergedId === undefined) throw new Error('a merged pair names no survivor');
  return accept<Duplicate>(
    { ...duplicate, status: 'unmerged', reasonCode, decidedOn: unmergedOn },
    duplicateUnmerged({ survivorId, mergedId, reasonCode, unmergedOn }),
  );
}

/** There is nothing left to decide; how the fields of somebody who was erased compare is not kept. */
export const lapse = (duplicate: Duplicate, lapsedOn: LocalDate): Decision<Duplicate> | 'unchanged' =>
  duplicate.status === 'lapsed'
    ? 'unchanged'
    : accept<Duplicate>(
        { ...duplicate, status: 'lapsed', score: 0, lines: [], decidedOn: lapsedOn },
        duplicateLapsed({ lapsedOn }),
      );
