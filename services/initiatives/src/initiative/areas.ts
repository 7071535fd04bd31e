// Where an initiative lies: in one area, or in several whose percentages sum to exactly 100.00 (IATI location).
import { type AreaShare, type NewAreaShare, oneNeeded, type Rejection, reject } from '@tributary/contracts';
import { checkedShares } from './named-shares.ts';
import { proposed, shared } from './shares.ts';

/** An initiative's whereabouts: the area of the largest share and, where there are more, each with its share. */
export interface Areas {
  readonly area: string;
  /** the largest first, equal ones as they were given */
  readonly areas?: AreaShare[];
}

/**
 * Brings `area` and `areas` together; either may be given, and where both are, they must agree.
 * @param normalise adds repeated areas up and brings the shares to 100
 */
export function areasOf(
  area: string | undefined,
  given: readonly NewAreaShare[] | undefined,
  normalise: boolean,
): Areas | Rejection<'VALIDATION' | 'AREAS_NOT_100'> {
  if (given === undefined) return area === undefined ? missing : { area };
  const { shares, faults } = checkedShares(
    given.map(({ area: name, pct }, place) => ({ name, pct, place })),
    normalise,
    pointerOf,
  );
  if (faults.length > 0) return reject('VALIDATION', {}, faults);
  const whole = shared(
    shares.map(({ pct }) => pct),
    normalise,
  );
  if (!('shares' in whole)) {
    const proposal = proposed(whole.proposal, (index) => pointerOf(shares[index]?.place ?? index, 'pct'));
    return reject('AREAS_NOT_100', { total: whole.total }, proposal);
  }
  const all = shares.map(({ name }, index): AreaShare => ({ area: name, pct: whole.shares[index] ?? 0 }));
  const sorted = all.toSorted((one, other) => other.pct - one.pct);
  const largest = sorted.find((one) => one.area === area && one.pct === sorted[0]?.pct) ?? sorted[0];
  if (largest === undefined) return missing;
  if (area !== undefined && area !== largest.area) {
    const values = { area, largest: largest.area };
    return reject('VALIDATION', {}, [{ pointer: '/area', code: 'AREA_CONTRADICTED', values }]);
  }
  if (sorted.length === 1) return { area: largest.area };
  return { area: largest.area, areas: [largest, ...sorted.filter((one) => one !== largest)] };
}

const pointerOf = (place: number, part: 'name' | 'pct') => `/areas/${place}/${part === 'name' ? 'area' : 'pct'}`;

const missing = reject('VALIDATION', {}, [{ pointer: '/area', ...oneNeeded(['area', 'areas']) }]);
