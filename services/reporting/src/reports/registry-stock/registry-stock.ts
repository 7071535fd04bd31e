// registry/stock: how many members of the diaspora each country has on the register, and how many it is thought to have.
// Small counts are hidden, with as many others as it takes that nobody subtracts them.
import { byCode, type LocalDate, registryStockMessages, type StockEstimate } from '@tributary/contracts';
import { SMALLEST_SHOWN } from '@tributary/privacy/disclosure';
import { persons } from '../../read-models/persons.ts';
import { stockEstimates } from '../../read-models/stock-estimates.ts';
import { sharePct } from '../figures.ts';
import { defineReport, TOTALS } from '../report.ts';
import { columns, footer } from './columns.ts';
import { type Hiding, hidingIn } from './hiding.ts';
import { type Breakdown, type CountedCountry, type Counts, countPersons, none, sumOf } from './person-counts.ts';

/** A part that is not broken down, in a table that is. */
const WHOLE = 'all';

const hiddenCells = { registered: null, verified: null, confirmed: null, contactable: null, suppressed: 'yes' };

const cellsOf = ([registered, verified, confirmed, contactable]: Counts) => ({
  registered,
  verified,
  confirmed,
  contactable,
  suppressed: 'no',
});

const noEstimate = { stockEstimate: null, stockYear: null, stockSource: null, stockMethod: null, coveragePct: null };

const coverageOf = ([, , confirmed]: Counts, stock: number) => sharePct(BigInt(confirmed), BigInt(stock));

export const registryStock = defineReport({
  key: 'registry/stock',
  parameters: ['by', 'to', 'asOf', 'lang', 'format'],
  days: 'month-ends',
  reads: { persons, stockEstimates },
  columns,
  footer,
  say: registryStockMessages.say,
  *fold(rows, { to, by: asked }, newest) {
    const by = asked as Breakdown | undefined;
    const counted = yield* countPersons(rows.persons, to, by);
    const hiddenNow = newest === rows ? undefined : hidingIn(yield* countPersons(newest.persons, to, by));
    const hiding = hidingIn(counted, hiddenNow);
    const estimates = estimatesOn(rows.stockEstimates.values(), to);
    const countries = [...new Set([...counted.keys(), ...estimates.keys(), ...hiding.countries])].sort(byCode);
    const all = sumOf([...counted.values()].map(({ all: counts }) => counts));
    const stock = [...estimates.values()].reduce((sum, { persons: estimated }) => sum + estimated, 0);
    const without = countries.filter((country) => !estimates.has(country)).length;
    const total = {
      ...noEstimate,
      country: TOTALS,
      group: by === undefined ? null : WHOLE,
      ...(hiding.total ? hiddenCells : cellsOf(all)),
      stockEstimate: estimates.size === 0 ? null : stock,
      coveragePct: hiding.total || without > 0 ? null : coverageOf(all, stock),
    };
    return {
      plan: undefined,
      rows: [
        ...countries.flatMap((country) => [
          countryRow(country, counted.get(country)?.all ?? none, { by, hiding, estimate: estimates.get(country) }),
          ...(by === undefined ? [] : groupRows(country, counted.get(country), hiding.groups.get(country), by)),
        ]),
        total,
      ],
      footer: {
        smallestShown: SMALLEST_SHOWN,
        hiddenCountries: hiding.countries.size,
        countriesWithoutEstimate: without,
      },
    };
  },
});

interface Shown {
  readonly by: Breakdown | undefined;
  readonly hiding: Hiding;
  readonly estimate: StockEstimate | undefined;
}

/** A country as a whole. Its coverage would tell how many are confirmed, so it is hidden with that. */
function countryRow(country: string, counts: Counts, { by, hiding, estimate }: Shown) {
  const isHidden = hiding.countries.has(country);
  return {
    country,
    group: by === undefined ? null : WHOLE,
    ...(isHidden ? hiddenCells : cellsOf(counts)),
    ...noEstimate,
    ...(estimate !== undefined && {
      stockEstimate: estimate.persons,
      stockYear: estimate.year,
      stockSource: estimate.source,
      stockMethod: estimate.method,
      coveragePct: isHidden ? null : coverageOf(counts, estimate.persons),
    }),
  };
}

/** The groups of a country that is shown; there are none where they would tell of one person. */
function groupRows(
  country: string,
  counted: CountedCountry | undefined,
  hidden: ReadonlySet<string> | 'all' | undefined,
  by: Breakdown,
) {
  if (hidden === undefined || hidden === 'all') return [];
  const groups = counted?.groups ?? new Map<string, Counts>();
  const order = by === 'sex' ? byCode : byAge;
  return [...new Set([...groups.keys(), ...hidden])].sort(order).map((group) => ({
    ...noEstimate,
    country,
    group,
    ...(hidden.has(group) ? hiddenCells : cellsOf(groups.get(group) ?? none)),
  }));
}

/** The youngest first; those of unknown age come last. */
function byAge(one: string, other: string): number {
  const [younger, older] = [one, other].map((band) => Number.parseInt(band, 10));
  const known = (age: number | undefined) => (age === undefined || Number.isNaN(age) ? Number.MAX_SAFE_INTEGER : age);
  return known(younger) - known(older) || byCode(one, other);
}

/** By country, the estimate of the latest year that is not after that of `to`. */
function estimatesOn(all: Iterable<StockEstimate>, to: LocalDate): ReadonlyMap<string, StockEstimate> {
  const latest = new Map<string, StockEstimate>();
  for (const estimate of all) {
    const known = latest.get(estimate.country);
    if (estimate.year > Number(to.slice(0, 4)) || (known !== undefined && known.year >= estimate.year)) continue;
    latest.set(estimate.country, estimate);
  }
  return latest;
}
