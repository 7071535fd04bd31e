// The sectors of an initiative: each once, and the percentages of each vocabulary sum to exactly 100.00 (IATI sector).
import { type NewSectorShare, type Rejection, reject, type SectorShare } from '@tributary/contracts';
import { checkedShares } from './named-shares.ts';
import { proposed, shared } from './shares.ts';

/** In the order in which they were given. @param normalise adds repeated ones up and brings each vocabulary to 100 */
export function sectorsOf(
  given: readonly NewSectorShare[],
  normalise: boolean,
): { readonly sectors: SectorShare[] } | Rejection<'VALIDATION' | 'SECTORS_NOT_100'> {
  const vocabularies = [...new Set(given.map(({ vocabulary }) => vocabulary))];
  const checked = vocabularies.map((vocabulary) => {
    const own = given.flatMap(({ code, pct, ...sector }, place) =>
      sector.vocabulary === vocabulary ? [{ name: code, pct, place }] : [],
    );
    return { vocabulary, ...checkedShares(own, normalise, pointerOf) };
  });
  const faults = checked.flatMap((one) => one.faults);
  if (faults.length > 0) return reject('VALIDATION', {}, faults);
  const sectors: SectorShare[] = [];
  for (const { vocabulary, shares } of checked) {
    const whole = shared(
      shares.map(({ pct }) => pct),
      normalise,
    );
    if (!('shares' in whole)) {
      const proposal = proposed(whole.proposal, (index) => pointerOf(shares[index]?.place ?? index, 'pct'));
      return reject('SECTORS_NOT_100', { vocabulary, total: whole.total }, proposal);
    }
    shares.forEach(({ name, place }, index) => {
      sectors[place] = { vocabulary, code: name, pct: whole.shares[index] ?? 0 };
    });
  }
  return { sectors: sectors.filter(Boolean) };
}

const pointerOf = (place: number, part: 'name' | 'pct') => `/sectors/${place}/${part === 'name' ? 'code' : 'pct'}`;
