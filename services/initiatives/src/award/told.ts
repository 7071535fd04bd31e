// An award as a person reads it. Who entered, approved and signed is told to nobody.
import type { Award, KeptAccount, Payee } from '@tributary/contracts';

const unnamed = <T extends { readonly paidBy?: string | undefined }>({ paidBy: _person, ...payment }: T) => payment;

const unproposed = <T extends { readonly proposedBy: string }>({ proposedBy: _person, ...proposal }: T) => proposal;

const daysOf = ({ plannedStartOn, plannedEndOn }: NonNullable<Award['project']>) => ({
  plannedStartOn,
  ...(plannedEndOn !== undefined && { plannedEndOn }),
});

const unsealed = ({ sealed: _whole, proposedBy: _person, ...account }: KeptAccount) => account;

const maskedOf = ({ current, proposed }: Payee) => ({
  ...(current && { current: unsealed(current) }),
  ...(proposed && { proposed: unsealed(proposed) }),
});

/** What is shown of an award beside its fields. */
export const awardRead = ({ contributions, tranches, ledger, opening, payee, ...rest }: Award) => ({
  contributions: contributions.map(({ enteredBy: _persons, ...contribution }) => contribution),
  tranches: tranches.map(
    ({ approvals, heldFor: _hold, madeBy: _maker, recalledFrom: _batches, payment, reversals, ...tranche }) => ({
      ...tranche,
      ...(payment !== undefined && { payment: unnamed(payment) }),
      ...(reversals !== undefined && { reversals: reversals.map(unnamed) }),
      approvals: approvals.map(({ approvedOn }) => ({ approvedOn })),
    }),
  ),
  ledger,
  ...(payee && { payee: maskedOf(payee) }),
  ...(opening && { opening: unproposed(opening) }),
  ...(rest.project && { project: daysOf(rest.project) }),
  ...(rest.amendments && { amendments: rest.amendments.map(unproposed) }),
  ...(rest.recovery && { recovery: { ...rest.recovery, waivers: rest.recovery.waivers.map(unproposed) } }),
});
