// What a submission asks of the match engine.
import type { MatchAsk, Submission } from '@tributary/contracts';

/** A submission as a match is asked for. */
export const askOf = ({ cost, costLines, offers, beneficiaries, units, completedStages }: Submission): MatchAsk => ({
  cost,
  costLines,
  offers,
  completedStages,
  received: [],
  ...(beneficiaries !== undefined && { beneficiaries }),
  ...(units !== undefined && { units }),
});
