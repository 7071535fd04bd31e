// An initiative as it is entered: its budget is converted once, with the rate of the day, and never again.
import {
  accept,
  activityStatus,
  decideNew,
  initiativeRegistered,
  type Known,
  type LocalDate,
  Money,
  type RuleFault,
  refusalFor,
  registerInitiative,
  registrationTold,
  reject,
  valued,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { areasOf } from './areas.ts';
import { sectorsOf } from './sectors.ts';

/** Enters an initiative as proposed. A budget in the base currency keeps rate 1 of its own day. */
export const register = decideNew(registerInitiative, (command, known: Known<Upstream>) => {
  const { budget, area, areas, sectors, normalise, ...described } = command;
  const { registeredOn, plannedStartOn, plannedEndOn, organisationId } = described;
  if (plannedEndOn !== undefined && plannedEndOn < plannedStartOn) {
    return reject('DATES_REVERSED', { start: plannedStartOn, end: plannedEndOn });
  }
  const whereabouts = areasOf(area, areas, normalise);
  if ('rejected' in whereabouts) return whereabouts;
  const shares = sectorsOf(sectors, normalise);
  if ('rejected' in shares) return shares;
  const refused =
    organisationId === undefined
      ? undefined
      : refusalFor(organisationId, known.organisation(organisationId), registeredOn);
  if (refused !== undefined) return refused;
  const { baseCurrency } = known;
  const rate =
    budget.currency === baseCurrency
      ? { rate: '1', rateDate: registeredOn }
      : known.rate(budget.currency, registeredOn);
  if (rate === undefined) return rateMissing(budget, baseCurrency, registeredOn);
  const entered = {
    ...described,
    ...whereabouts,
    sectors: shares.sectors,
    budget: valued(budget, rate, baseCurrency),
  };
  if (!Money.safeParse(entered.budget.base).success) return reject('VALIDATION', {}, [tooLong(baseCurrency)]);
  return accept(
    { ...entered, status: activityStatus.proposed, proposals: [] },
    initiativeRegistered(registrationTold.of(entered)),
  );
});

function rateMissing({ currency }: Money, base: string, date: LocalDate) {
  const values = { currency, base, date };
  return reject('RATE_MISSING', values, [{ pointer: '/budget/currency', code: 'RATE_MISSING', values }]);
}

/** An amount that is money itself, and no longer after a rate far above 1. */
const tooLong = (currency: string): RuleFault => ({
  pointer: '/budget/amount',
  code: 'TOO_LONG_IN_BASE',
  values: { currency },
});
