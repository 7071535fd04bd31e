// What a filter demands of single fields, as far as an index can use it.
import { isOperators } from './filter.ts';
import { bracketOf, orderKey } from './order.ts';
import { type Doc, isDoc, isTrue } from './values.ts';

export interface Demand {
  /** order keys, ascending; the field has one of them */
  readonly equals: readonly string[] | undefined;
  /** order keys from `low` (inclusive) to `high` (exclusive) */
  readonly low: string | undefined;
  readonly high: string | undefined;
  /** no document without the field can match */
  readonly present: boolean;
}

const NULL = orderKey(null);

/** Just above every key that goes on after `key`: a key's next field begins with at most \xfe. */
export const after = (key: string): string => `${key}\xff`;

/** Just above every key of a type. */
const endOf = (bracket: string): string => String.fromCharCode(bracket.charCodeAt(0) + 1);

/** By field; a field that the filter does not bind has none. */
export const readDemands = (filter: Doc): ReadonlyMap<string, Demand> =>
  new Map([...conditionsOf(filter)].map(([field, conditions]) => [field, readDemand(conditions)]));

/** The conditions of a filter that must all hold, by field; `$and` is looked into, `$or` is not. */
function conditionsOf(filter: Doc, found = new Map<string, unknown[]>()): Map<string, unknown[]> {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const part of value.filter(isDoc)) conditionsOf(part, found);
    } else if (!name.startsWith('$')) found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

function readDemand(conditions: readonly unknown[]): Demand {
  let equals: readonly string[] | undefined;
  let low: string | undefined;
  let high: string | undefined;
  let present = false;
  const bound = (from: string, to: string) => {
    low = low === undefined || from > low ? from : low;
    high = high === undefined || to < high ? to : high;
    present ||= from > endOf(NULL);
  };
  const operators = conditions.flatMap((condition): [string, unknown][] =>
    isOperators(condition) ? Object.entries(condition) : [['$eq', condition]],
  );
  for (const [name, operand] of operators) {
    // An index holds the elements of arrays, not arrays: it cannot answer for one as a whole.
    const options: readonly unknown[] = name === '$in' && Array.isArray(operand) ? operand : [operand];
    if (options.some(Array.isArray)) continue;
    const keys = [...new Set(options.map((option) => orderKey(option)))].sort();
    const [key = NULL] = keys;
    const bracket = bracketOf(key);
    if (name === '$eq' || name === '$in') {
      equals = keys;
      present ||= !keys.includes(NULL);
    }
    if (name === '$gt') bound(after(key), endOf(bracket));
    if (name === '$gte') bound(key, endOf(bracket));
    if (name === '$lt') bound(bracket, key);
    if (name === '$lte') bound(bracket, after(key));
    if (name === '$exists') present ||= isTrue(operand);
  }
  return { equals, low, high, present };
}
