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
export const awardRead = ({ contributions, tranches, ledger, project, amendments, recovery, payee }: Award) => ({
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
  ...(project && { project: daysOf(project) }),
  ...(amendments && { amendments: amendments.map(unproposed) }),
  ...(recovery && { recovery: { ...recovery, waivers: recovery.waivers.map(unproposed) } }),
});
