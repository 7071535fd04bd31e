// An award as a person reads it. Who entered, approved and signed is told to nobody.
import type { Award } from '@tributary/contracts';

/** What is shown of an award beside its fields. */
export const awardRead = ({ contributions, tranches, ledger }: Award) => ({
  contributions: contributions.map(({ enteredBy: _persons, ...contribution }) => contribution),
  tranches: tranches.map(({ approvals, heldFor: _hold, ...tranche }) => ({
    ...tranche,
    approvals: approvals.map(({ approvedOn }) => ({ approvedOn })),
  })),
  ledger,
});
