// The fold of one entity's facts under the two cuts of a report. Pure: the same facts and cut give the same row for ever.
import type { StoredFact, View } from '@tributary/contracts';
import type { Cut } from '../ports/views.ts';

/**
 * What was recorded up to `asOf`: all up to the last one that says so. An earlier one that says a later moment
 * was recorded while a clock stood ahead; it was there before what came after it.
 */
const recordedUpTo = (facts: readonly StoredFact[], asOf: string | undefined): readonly StoredFact[] =>
  asOf === undefined ? facts : facts.slice(0, facts.findLastIndex(({ recordedAt }) => recordedAt <= asOf) + 1);

/** Rule 32: the facts of one entity with a business date up to `to`, if any, that were recorded up to `asOf`. */
export const insideCut = (facts: readonly StoredFact[], { to, asOf }: Cut): readonly StoredFact[] =>
  recordedUpTo(facts, asOf).filter(({ on }) => to === undefined || on === undefined || on <= to);

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
  for (const fact of insideCut(entity.facts, cut)) {
    const fold = view.folds.get(fact.type);
    if (fold !== undefined) row = fold(row ?? view.empty(entity.id, entity.ministry), fact);
  }
  return row;
}
