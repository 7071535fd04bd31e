// The fold of one entity's facts under the two cuts of a report. Pure: the same facts and cut give the same row for ever.
import type { Cut, StoredFact, View } from '../ports.ts';

/** Rule 32: business date up to `to` (a timeless fact always passes), recorded up to `asOf`. */
export const passes = (fact: StoredFact, { to, asOf }: Cut): boolean =>
  (to === undefined || fact.on === undefined || fact.on <= to) && (asOf === undefined || fact.recordedAt <= asOf);

/**
 * Folds in the order of `seq`.
 * @returns undefined when no fact is inside the cut: the entity is not there yet
 */
export function foldFacts<Row>(
  view: View<Row>,
  entity: { readonly id: string; readonly ministry: string; readonly facts: readonly StoredFact[] },
  cut: Cut,
): Row | undefined {
  let row: Row | undefined;
  for (const fact of entity.facts) {
    const fold = passes(fact, cut) ? view.folds.get(fact.type) : undefined;
    if (fold !== undefined) row = fold(row ?? view.empty(entity.id, entity.ministry), fact);
  }
  return row;
}
