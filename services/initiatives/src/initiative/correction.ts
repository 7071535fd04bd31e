// An initiative as it is corrected: by the rules by which it was registered, as of the day on which it was.
import {
  type AreaShare,
  correctInitiative,
  decideCorrection,
  type Known,
  refusalFor,
  refuseReversed,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { areasOf } from './areas.ts';
import { budgetOn } from './budget.ts';
import { sectorsOf } from './sectors.ts';

/** Puts right what was entered wrongly; what money or a decision leans on is frozen by the contract. */
export const correct = decideCorrection(correctInitiative, (initiative, fields, known: Known<Upstream>) => {
  const { area, areas, sectors, budget, normalise, ...described } = fields;
  const { plannedStartOn, plannedEndOn, organisationId } = described;
  const reversed = plannedEndOn && refuseReversed(plannedStartOn, plannedEndOn);
  if (reversed) return reversed;
  // Where the areas are given anew and `area` is not, the largest of them is it.
  const isGivenAnew = area !== initiative.area || isSame(areas, initiative.areas);
  const whereabouts = areasOf(isGivenAnew || areas === undefined ? area : undefined, areas, normalise);
  if ('rejected' in whereabouts) return whereabouts;
  const shares = sectorsOf(sectors, normalise);
  if ('rejected' in shares) return shares;
  const isOther = organisationId !== undefined && organisationId !== initiative.organisationId;
  const refused = isOther && refusalFor(organisationId, known.organisation(organisationId), initiative.registeredOn);
  if (refused) return refused;
  const worth = budgetOn(budget, initiative.registeredOn, known, initiative.budget);
  if ('rejected' in worth) return worth;
  return { ...described, ...whereabouts, sectors: shares.sectors, budget: worth };
});

const isSame = (
  one: readonly { readonly area: string; readonly pct?: number | undefined }[] | undefined,
  other: readonly AreaShare[] | undefined,
): boolean =>
  one?.length === other?.length &&
  (one ?? []).every(({ area, pct }, at) => area === other?.[at]?.area && pct === other[at].pct);
