// An initiative as it is entered.
import {
  accept,
  activityStatus,
  decideNew,
  initiativeRegistered,
  type Known,
  refusalFor,
  refuseReversed,
  registerInitiative,
  registrationTold,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { areasOf } from './areas.ts';
import { budgetOn } from './budget.ts';
import { sectorsOf } from './sectors.ts';

/** Enters an initiative as proposed. */
export const register = decideNew(registerInitiative, (command, known: Known<Upstream>) => {
  const { budget, area, areas, sectors, normalise, ...described } = command;
  const { registeredOn, plannedStartOn, plannedEndOn, organisationId } = described;
  const reversed = plannedEndOn && refuseReversed(plannedStartOn, plannedEndOn);
  if (reversed) return reversed;
  const whereabouts = areasOf(area, areas, normalise);
  if ('rejected' in whereabouts) return whereabouts;
  const shares = sectorsOf(sectors, normalise);
  if ('rejected' in shares) return shares;
  const refused =
    organisationId === undefined
      ? undefined
      : refusalFor(organisationId, known.organisation(organisationId), registeredOn);
  if (refused !== undefined) return refused;
  const worth = budgetOn(budget, registeredOn, known);
  if ('rejected' in worth) return worth;
  const entered = {
    ...described,
    ...whereabouts,
    sectors: shares.sectors,
    budget: worth,
  };
  return accept(
    { ...entered, status: activityStatus.proposed, proposals: [] },
    initiativeRegistered(registrationTold.of(entered)),
  );
});
