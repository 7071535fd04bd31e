// Reads a published IATI activity file and works out, without any part of the product,
// what a plan report must show for it. It is the second opinion of the journeys.
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

export interface Activity {
  readonly iatiIdentifier: string;
  readonly title: Readonly<Record<string, string>>;
  readonly area: string;
  readonly plannedStartOn: string;
  readonly plannedEndOn: string;
  /** IATI ActivityStatus */
  readonly status: number;
  /** cents of the activity's currency */
  readonly budget: bigint;
  readonly currency: string;
  /** hundredths of a per cent by target code, ascending; they sum to 10,000, or there are none */
  readonly weights: ReadonlyMap<string, bigint>;
}

interface Element {
  readonly [name: string]: Element | Element[] | string | undefined;
}

const many = (value: Element | Element[] | string | undefined): Element[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Element[]);
const one = (value: Element | Element[] | string | undefined): Element => many(value)[0] ?? {};
/** The text of an element; the parser gives a bare string for one without attributes. */
const textOf = (value: Element | string): string =>
  String(typeof value === 'object' ? (value['#text'] ?? '') : value).trim();

/** The 100 activities of a file. */
export function readActivities(file: string): Activity[] {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const document = parser.parse(readFileSync(file, 'utf8')) as Element;
  return many(one(document['iati-activities'])['iati-activity']).map(readActivity);
}

function readActivity(activity: Element): Activity {
  const dates = new Map(many(activity['activity-date']).map((date) => [date['@type'], String(date['@iso-date'])]));
  const budgets = many(activity['budget']).map((budget) => one(budget['value']));
  const tags = many(activity['tag']).filter((tag) => tag['@vocabulary'] === '3');
  return {
    iatiIdentifier: textOf(one(activity['iati-identifier'])),
    title: Object.fromEntries(
      many(one(activity['title'])['narrative']).map((narrative) => [
        String(narrative['@xml:lang'] ?? 'EN').toLowerCase(),
        textOf(narrative).replace(/\s+/g, ' '),
      ]),
    ),
    area: String(one(activity['recipient-country'])['@code'] ?? one(activity['recipient-region'])['@code'] ?? 'GLOBAL'),
    plannedStartOn: dates.get('1') ?? dates.get('2') ?? '',
    plannedEndOn: dates.get('3') ?? dates.get('4') ?? '',
    status: Number(one(activity['activity-status'])['@code']),
    budget: roundHalfUp(
      budgets.reduce((sum, value) => sum + tenDecimals(textOf(value)), 0n),
      100_000_000n,
    ),
    currency: String(activity['@default-currency']),
    weights: equalWeights([...new Set(tags.map((tag) => String(tag['@code'])))].sort()),
  };
}

/** An amount as an integer of 10⁻¹⁰. */
function tenDecimals(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(10, '0').slice(0, 10));
}

/** The nearest integer to a quotient of positive numbers; a half goes up. */
export const roundHalfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** Shares 10,000 hundredths equally; what is left over goes to the first codes. */
function equalWeights(codes: readonly string[]): Map<string, bigint> {
  if (codes.length === 0) return new Map();
  const count = BigInt(codes.length);
  const left = 10_000n % count;
  return new Map(codes.map((code, index) => [code, 10_000n / count + (BigInt(index) < left ? 1n : 0n)]));
}

export type Verdict = 'accept' | 'reject' | 'wait';

/** What the reviewing ministry says of a link, by a fixed pattern over activities and codes. */
export function verdictOf(activityIndex: number, code: string): Verdict {
  const turn = (activityIndex * 7 + code.length * 3 + code.charCodeAt(0)) % 9;
  if (turn === 0) return 'reject';
  return turn === 1 ? 'wait' : 'accept';
}

export interface ExpectedNode {
  readonly initiatives: number;
  readonly awaiting: number;
  readonly rejected: number;
  readonly budget: string;
}

export interface ExpectedReport {
  readonly nodes: ReadonlyMap<string, ExpectedNode>;
  readonly live: number;
  readonly unlinkedInitiatives: number;
  readonly portfolio: string;
  readonly accepted: string;
  readonly awaiting: string;
  readonly rejected: string;
  readonly unlinked: string;
}

/** `rate` in units of the base currency per unit of the activity's, e.g. `0.9`, or `1`. */
export function expectedReport(
  activities: readonly Activity[],
  nodeCodes: readonly string[],
  rate: string,
): ExpectedReport {
  const [whole = '0', fraction = ''] = rate.split('.');
  const base = activities.map(({ budget }) =>
    roundHalfUp(budget * BigInt(whole + fraction), 10n ** BigInt(fraction.length)),
  );
  const sums = { accept: 0n, reject: 0n, wait: 0n, unlinked: 0n };
  const nodes = new Map<string, ExpectedNode>();
  for (const node of nodeCodes) {
    const sets = { accept: new Set<number>(), reject: new Set<number>(), wait: new Set<number>() };
    let amount = 0n;
    activities.forEach(({ weights }, index) => {
      for (const [code, weight] of weights) {
        if (code !== node && code.split('.')[0] !== node) continue;
        const verdict = verdictOf(index, code);
        sets[verdict].add(index);
        if (verdict === 'accept') amount += weight * (base[index] ?? 0n);
      }
    });
    nodes.set(node, {
      initiatives: sets.accept.size,
      awaiting: sets.wait.size,
      rejected: sets.reject.size,
      budget: money(roundHalfUp(amount, 10_000n)),
    });
  }
  activities.forEach(({ weights }, index) => {
    const worth = base[index] ?? 0n;
    if (weights.size === 0) sums.unlinked += worth * 10_000n;
    for (const [code, weight] of weights) sums[verdictOf(index, code)] += weight * worth;
  });
  return {
    nodes,
    live: activities.length,
    unlinkedInitiatives: activities.filter(({ weights }) => weights.size === 0).length,
    portfolio: money(base.reduce((sum, worth) => sum + worth, 0n)),
    accepted: money(roundHalfUp(sums.accept, 10_000n)),
    awaiting: money(roundHalfUp(sums.wait, 10_000n)),
    rejected: money(roundHalfUp(sums.reject, 10_000n)),
    unlinked: money(roundHalfUp(sums.unlinked, 10_000n)),
  };
}

const money = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
