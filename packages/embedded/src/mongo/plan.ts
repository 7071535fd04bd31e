// Chooses the index that answers a filter and a sort, where one does.
import { after, type Demand, readDemands } from './demands.ts';
import { isOperators } from './filter.ts';
import type { IndexTable } from './index-table.ts';
import type { Kept } from './kept.ts';
import { orderKey } from './order.ts';
import { type Doc, isDoc, toNumber } from './values.ts';

export interface Plan {
  readonly docs: Iterable<Kept>;
  /** the documents come in the order of the sort */
  readonly sorted: boolean;
}

interface Candidate extends Plan {
  readonly score: number;
}

/** An equality that would need more ranges than this is not read through an index. */
const MOST_RANGES = 1000;

/** The best way through an index, or undefined where reading from end to end is as good. */
export function planScan(indexes: readonly IndexTable[], filter: Doc, sort: Doc): Plan | undefined {
  const demands = readDemands(filter);
  let best: Candidate | undefined;
  for (const index of indexes) {
    if (!covers(index, demands)) continue;
    const candidate = planFor(index, demands, sort);
    if (candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best ?? planEither(indexes, filter['$or']);
}

/** The ways of a `$or` one after the other, where there is an index for each. */
function planEither(indexes: readonly IndexTable[], ways: unknown): Plan | undefined {
  if (!Array.isArray(ways)) return undefined;
  const plans = ways.map((way) => (isDoc(way) ? planScan(indexes, way, {}) : undefined));
  const docs = plans.flatMap((plan) => (plan === undefined ? [] : [plan.docs]));
  return docs.length === ways.length ? { docs: onceEach(docs), sorted: false } : undefined;
}

function* onceEach(ways: readonly Iterable<Kept>[]): Generator<Kept> {
  const seen = new Set<Kept>();
  for (const docs of ways) {
    for (const doc of docs) {
      if (!seen.has(doc)) yield doc;
      seen.add(doc);
    }
  }
}

/** Whether an index that leaves documents out holds all that the filter can match. */
function covers({ spec, fields }: IndexTable, demands: ReadonlyMap<string, Demand>): boolean {
  if (spec.sparse && !fields.some((field) => demands.get(field)?.present)) return false;
  return Object.entries(spec.partial ?? {}).every(([field, condition]) => {
    if (isOperators(condition) && Object.hasOwn(condition, '$exists')) return demands.get(field)?.present === true;
    const equals = demands.get(field)?.equals;
    return equals?.length === 1 && equals[0] === orderKey(isOperators(condition) ? condition['$eq'] : condition);
  });
}

function planFor(index: IndexTable, demands: ReadonlyMap<string, Demand>, sort: Doc): Candidate {
  let prefixes = [''];
  let used = 0;
  for (const field of index.fields) {
    const equals = demands.get(field)?.equals;
    if (equals === undefined || equals.length * prefixes.length > MOST_RANGES) break;
    prefixes = prefixes.flatMap((prefix) => equals.map((key) => prefix + key));
    used += 1;
  }
  // Of an array each bound may be met by another element: a range would miss it.
  const { low, high } = (index.multikey ? undefined : demands.get(index.fields[used] ?? '')) ?? {};
  const ranges = prefixes.map((prefix) => ({
    low: prefix + (low ?? ''),
    high: high === undefined ? after(prefix) : prefix + high,
  }));
  const direction = directionOf(index, used, sort);
  const sorted = direction !== undefined && prefixes.length === 1 && !index.multikey;
  const small = index.spec.sparse || index.spec.partial !== undefined ? 1 : 0;
  const orders = sorted && Object.keys(sort).length > 0 ? 3 : 0;
  const score = used * 4 + (low === undefined ? 0 : 2) + orders + small;
  return { docs: scan(index, ranges, sorted && direction === -1), sorted, score };
}

/** How the index, after its first `used` fields, gives the order of the sort: forwards, backwards, or not at all. */
function directionOf({ fields }: IndexTable, used: number, sort: Doc): 1 | -1 | undefined {
  const bound = fields.slice(0, used);
  const wanted = Object.entries(sort).filter(([field]) => !bound.includes(field));
  const first = toNumber(wanted[0]?.[1]) ?? 1;
  const given = wanted.every(([field, way], at) => fields[used + at] === field && toNumber(way) === first);
  return given ? (first < 0 ? -1 : 1) : undefined;
}

function* scan(
  index: IndexTable,
  ranges: readonly { readonly low: string; readonly high: string }[],
  backwards: boolean,
): Generator<Kept> {
  const found = ranges.map(({ low, high }) => index.scan(low, high, backwards));
  // an array can have elements in several ranges
  if (index.multikey && ranges.length > 1) yield* onceEach(found);
  else for (const docs of found) yield* docs;
}

/** The keys of an equality on `_id`, where the filter has one. */
export function idsOf(filter: Doc): string[] | undefined {
  if (!Object.hasOwn(filter, '_id')) return undefined;
  const { _id: condition } = filter;
  if (!isOperators(condition)) return [orderKey(condition)];
  if (Array.isArray(condition['$in'])) return [...new Set(condition['$in'].map((value) => orderKey(value)))];
  return Object.hasOwn(condition, '$eq') ? [orderKey(condition['$eq'])] : undefined;
}

/** Whether a filter asks for one `_id` and nothing else. */
export const isPlainId = (filter: Doc): boolean => Object.keys(filter).length === 1 && !isOperators(filter['_id']);
