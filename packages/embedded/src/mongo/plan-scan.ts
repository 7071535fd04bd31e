// Chooses how to read a collection for a filter and a sort: by _id, by an index, or from end to end.
import { isOperators } from './filter.ts';
import { after, type IndexTable } from './index-table.ts';
import { bracketOf, equal, orderKey } from './order.ts';
import { type Doc, isDoc, isTrue, toNumber } from './values.ts';

/** Just above every key of a type. */
const endOf = (bracket: string): string => String.fromCharCode(bracket.charCodeAt(0) + 1);

/** What a filter demands of one field, as far as an index can use it. */
interface Demand {
  readonly equals: readonly string[] | undefined;
  readonly low: string | undefined;
  readonly high: string | undefined;
  /** no document without the field can match */
  readonly present: boolean;
}

export interface Scan {
  readonly index: IndexTable;
  readonly ranges: readonly { readonly low: string; readonly high: string }[];
  readonly backwards: boolean;
  /** documents come in the order of the sort */
  readonly sorted: boolean;
}

/** The conditions of a filter that must all hold, by field; `$and` is looked into, `$or` is not. */
function demandsOf(filter: Doc): Map<string, unknown[]> {
  const demands = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const part of value.filter(isDoc)) {
        for (const [field, conditions] of demandsOf(part))
          demands.set(field, [...(demands.get(field) ?? []), ...conditions]);
      }
    } else if (!name.startsWith('$')) demands.set(name, [...(demands.get(name) ?? []), value]);
  }
  return demands;
}

function readDemand(conditions: readonly unknown[]): Demand {
  let equals: readonly string[] | undefined;
  let low: string | undefined;
  let high: string | undefined;
  let present = false;
  const bound = (operand: unknown, from: string, to: string) => {
    const bracket = bracketOf(orderKey(operand));
    low = low === undefined || from > low ? from : low;
    high = high === undefined || to < high ? to : high;
    // A bound by one side still stays within the type of its operand.
    low = low < bracket ? bracket : low;
    present ||= operand !== null;
  };
  for (const condition of conditions) {
    const operators = isOperators(condition) ? condition : { $eq: condition };
    for (const [name, operand] of Object.entries(operators)) {
      const key = name === '$in' ? '' : orderKey(operand);
      const bracket = bracketOf(key);
      if (name === '$eq') equals = [key];
      if (name === '$in' && Array.isArray(operand)) equals = [...new Set(operand.map(orderKey))].sort();
      if (name === '$gt') bound(operand, after(key), endOf(bracket));
      if (name === '$gte') bound(operand, key, endOf(bracket));
      if (name === '$lt') bound(operand, bracket, key);
      if (name === '$lte') bound(operand, bracket, after(key));
      if (name === '$exists' && isTrue(operand)) present = true;
    }
  }
  if (equals?.every((key) => key !== orderKey(null))) present = true;
  return { equals, low, high, present };
}

/** Whether an index that leaves documents out holds all that the filter can match. */
function covers(index: IndexTable, filter: Doc, demands: ReadonlyMap<string, Demand>): boolean {
  const { sparse, partial } = index.spec;
  if (sparse && !index.fields.some((field) => demands.get(field)?.present)) return false;
  if (partial === undefined) return true;
  return Object.entries(partial).every(([field, condition]) => {
    if (isOperators(condition) && isTrue(condition['$exists'])) return demands.get(field)?.present === true;
    return Object.hasOwn(filter, field) && equal(filter[field], condition);
  });
}

/** The documents' keys of an equality on `_id`, where the filter has one. */
export function idsOf(filter: Doc): string[] | undefined {
  const condition = filter['_id'];
  if (condition === undefined) return undefined;
  if (!isOperators(condition)) return [orderKey(condition)];
  if (Array.isArray(condition['$in'])) return [...new Set(condition['$in'].map(orderKey))];
  return Object.hasOwn(condition, '$eq') ? [orderKey(condition['$eq'])] : undefined;
}

/** The best scan, or undefined where reading from end to end is as good. */
export function planScan(indexes: Iterable<IndexTable>, filter: Doc, sort: Doc): Scan | undefined {
  const demands = new Map([...demandsOf(filter)].map(([field, conditions]) => [field, readDemand(conditions)]));
  let best: { scan: Scan; score: number } | undefined;
  for (const index of indexes) {
    if (!covers(index, filter, demands)) continue;
    const candidate = scanOf(index, demands, sort);
    if (candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best?.scan;
}

const MOST_RANGES = 1000;

function scanOf(index: IndexTable, demands: ReadonlyMap<string, Demand>, sort: Doc): { scan: Scan; score: number } {
  let prefixes = [''];
  let used = 0;
  for (const field of index.fields) {
    const equals = demands.get(field)?.equals;
    if (equals === undefined || equals.length * prefixes.length > MOST_RANGES) break;
    prefixes = prefixes.flatMap((prefix) => equals.map((key) => prefix + key));
    used += 1;
  }
  const next = index.fields[used];
  const demand = next === undefined || index.multikey ? undefined : demands.get(next);
  const ranged = demand?.low !== undefined;
  const ranges = prefixes.map((prefix) => ({
    low: prefix + (demand?.low ?? ''),
    high: demand?.high === undefined ? after(prefix) : prefix + demand.high,
  }));
  const order = sortBy(index, used, sort);
  const sorted = order !== undefined && prefixes.length === 1 && !index.multikey;
  const score = used * 4 + (ranged ? 2 : 0) + (sorted && Object.keys(sort).length > 0 ? 3 : 0);
  return { scan: { index, ranges, backwards: sorted && order === -1, sorted }, score };
}

/** Direction in which the index, after its first `used` fields, gives the order of the sort; undefined: it does not. */
function sortBy(index: IndexTable, used: number, sort: Doc): 1 | -1 | undefined {
  const rest = index.fields.slice(used);
  const wanted = Object.entries(sort).filter(([field]) => !index.fields.slice(0, used).includes(field));
  const first = toNumber(wanted[0]?.[1]) ?? 1;
  const matches = wanted.every(([field, direction], at) => rest[at] === field && toNumber(direction) === first);
  return matches ? (first < 0 ? -1 : 1) : undefined;
}
