// The points of each comparison where a ministry has set none: ten times the logarithm (base 2) of how much likelier it is
// between two records of one person than between those of two persons who share a block.
import type { DuplicateRulesSet } from '@tributary/contracts';

/** By which points records are compared, and from which sum on they are proposed. */
export type DuplicateRules = Omit<DuplicateRulesSet, 'ministryCode'>;

export const defaultRules: DuplicateRules = {
  proposeFrom: 60,
  weights: {
    family: { same: 60, 'sounds-same': 45, close: 40, different: -40 },
    given: { same: 45, 'sounds-same': 30, close: 35, part: 20, different: -35 },
    nameOrder: { swapped: -10 },
    birthDate: { same: 60, swapped: 45, close: 35, part: 15, different: -65 },
    phone: { same: 50, different: 0 },
    email: { close: 40, different: 0 },
    document: { close: 60, different: -20 },
    city: { same: 30, close: 25, different: -10 },
    subdivision: { same: 10, different: -10 },
    country: { same: 2, different: -2 },
    sex: { same: 3, different: -20 },
  },
};
