// What of registry/stock is hidden: countries by their own counts alone, so that no breakdown shows what another one
// hides; within a country that is shown, groups by the same rule, since the country is their total.
import { suppress } from '@tributary/privacy/disclosure';
import { type CountedCountry, type Counts, none } from './person-counts.ts';

/** What is hidden of a table. */
export interface Hiding {
  readonly countries: ReadonlySet<string>;
  readonly total: boolean;
  /** by country that is shown: the groups that are hidden, or `all` where it is not broken down at all */
  readonly groups: ReadonlyMap<string, ReadonlySet<string> | 'all'>;
}

const nothing: Hiding = { countries: new Set(), total: false, groups: new Map() };

/** The rows of what is counted, and of what is hidden anyway although it is not there. */
const rowsWith = (counted: ReadonlyMap<string, Counts>, hidden: ReadonlySet<string>) =>
  [...new Set([...counted.keys(), ...hidden])].map((key) => ({ key, counts: counted.get(key) ?? none }));

/** @param anyway what is hidden whatever is counted here: what was hidden once is not told by another answer */
export function hidingIn(counted: ReadonlyMap<string, CountedCountry>, anyway: Hiding = nothing): Hiding {
  const totals = new Map([...counted].map(([country, { all }]) => [country, all]));
  const { hidden, hidesTotal } = suppress(rowsWith(totals, anyway.countries), anyway.countries);
  const groups = new Map(
    [...counted]
      .filter(([country]) => !hidden.has(country))
      .map(([country, of]) => [country, groupsHidden(of, anyway.groups.get(country))]),
  );
  return { countries: hidden, total: hidesTotal || anyway.total, groups };
}

function groupsHidden({ groups }: CountedCountry, anyway: ReadonlySet<string> | 'all' = new Set()) {
  if (anyway === 'all') return anyway;
  const { hidden, hidesTotal } = suppress(rowsWith(groups, anyway), anyway);
  return hidesTotal ? 'all' : hidden;
}
