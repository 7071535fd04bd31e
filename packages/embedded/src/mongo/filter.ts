// Filters compiled once and asked per document; an operator that is not in the surface is refused by name.
import { BSONRegExp } from 'bson';
import { MongoError } from './errors.ts';
import { bracketOf, equal, orderKey } from './order.ts';
import { valuesAt, withElements } from './paths.ts';
import { rootOf } from './pick.ts';
import type { FilterOperator, LogicalOperator } from './surface.ts';
import { type Doc, Double, isDoc, isTrue, MISSING } from './values.ts';

export type Predicate = (doc: Doc) => boolean;

/** A filter that is ready to be asked. */
export interface Filter {
  readonly source: Doc;
  readonly matches: Predicate;
  /** the top-level fields that the answer depends on */
  readonly roots: ReadonlySet<string>;
}

/** `values` as a path reaches them, and `candidates`: those, and the elements of those that are arrays. */
type Condition = (values: readonly unknown[], candidates: readonly unknown[]) => boolean;

const refuse = (message: string): never => {
  throw new MongoError('BadValue', message);
};

/** Whether an object is a set of operators (`{$gt: 1}`) and not a value. */
export const isOperators = (value: unknown): value is Doc =>
  isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true;

/** Reads a filter. @throws {MongoError} BadValue for what is not in the surface, by name */
export const readFilter = (source: Doc): Filter => ({
  source,
  matches: compileFilter(source),
  roots: new Set(pathsOf(source).map(rootOf)),
});

const pathsOf = (filter: Doc): string[] =>
  Object.entries(filter).flatMap(([name, value]) =>
    name.startsWith('$') && Array.isArray(value) ? value.filter(isDoc).flatMap(pathsOf) : [name],
  );

function compileFilter(filter: Doc): Predicate {
  const parts = Object.entries(filter).map(([name, value]) => compilePart(name, value));
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  return (doc) => parts.every((part) => part(doc));
}

function compilePart(name: string, value: unknown): Predicate {
  if (name === '$and' || name === '$or') return compileLogical(name, value);
  if (name.startsWith('$')) return refuse(`unknown top level operator: ${name}`);
  const condition = compileCondition(value);
  return (doc) => {
    const values = valuesAt(doc, name);
    return condition(values, withElements(values));
  };
}

function compileLogical(name: LogicalOperator, value: unknown): Predicate {
  if (!Array.isArray(value) || value.length === 0) return refuse(`${name} argument must be a non-empty array`);
  const parts = value.map((part) =>
    isDoc(part) ? compileFilter(part) : refuse(`${name} entries need to be full objects`),
  );
  return name === '$and' ? (doc) => parts.every((part) => part(doc)) : (doc) => parts.some((part) => part(doc));
}

function compileCondition(value: unknown): Condition {
  if (value instanceof BSONRegExp) return refuse('$regex is not implemented');
  if (!isOperators(value)) return equalTo(value);
  const conditions = Object.entries(value).map(([name, operand]) => compileOperator(name, operand));
  return (values, candidates) => conditions.every((condition) => condition(values, candidates));
}

/** A missing field has the key of null: both are found by null. */
const equalTo = (operand: unknown): Condition => {
  if (typeof operand === 'string') return (_values, candidates) => candidates.includes(operand);
  const key = orderKey(operand);
  return (_values, candidates) => candidates.some((value) => orderKey(value) === key);
};

const NAN = orderKey(new Double(Number.NaN));

const within = (operand: unknown, holds: (value: string, operand: string) => boolean): Condition => {
  const key = orderKey(operand);
  const bracket = bracketOf(key);
  return (_values, candidates) =>
    candidates.some((value) => {
      const found = orderKey(value);
      // NaN is less than every number in a sort, and neither less nor greater than any in a filter.
      return bracketOf(found) === bracket && (found === NAN) === (key === NAN) && holds(found, key);
    });
};

const negate =
  (condition: Condition): Condition =>
  (values, candidates) =>
    !condition(values, candidates);

const anyOf = (name: string, operand: unknown): Condition => {
  if (!Array.isArray(operand)) return refuse(`${name} needs an array`);
  if (operand.some((option) => option instanceof BSONRegExp || isOperators(option)))
    refuse(`cannot nest $ under ${name}`);
  const keys = new Set(operand.map((option) => orderKey(option)));
  return (_values, candidates) => candidates.some((value) => keys.has(orderKey(value)));
};

const filterOperators: Readonly<Record<FilterOperator, (operand: unknown) => Condition>> = {
  $eq: equalTo,
  $ne: (operand) => negate(equalTo(operand)),
  $gt: (operand) => within(operand, (value, key) => value > key),
  $gte: (operand) => within(operand, (value, key) => value >= key),
  $lt: (operand) => within(operand, (value, key) => value < key),
  $lte: (operand) => within(operand, (value, key) => value <= key),
  $in: (operand) => anyOf('$in', operand),
  $nin: (operand) => negate(anyOf('$nin', operand)),
  $exists: (operand) => {
    const wanted = isTrue(operand);
    return (values) => values.some((value) => value !== MISSING) === wanted;
  },
  $not: (operand) =>
    isOperators(operand) ? negate(compileCondition(operand)) : refuse('$not needs a document of operators'),
  $elemMatch: (operand) => {
    if (!isDoc(operand)) return refuse('$elemMatch needs an Object');
    const matches = elementMatcher(operand);
    return (values) => values.some((value) => Array.isArray(value) && value.some(matches));
  },
};

/** For `$elemMatch`: an element that is an array itself is not looked into. */
function elementMatcher(operand: Doc): (element: unknown) => boolean {
  if (Object.keys(operand).every(isOperator) && isOperators(operand)) {
    const condition = compileCondition(operand);
    return (element) => condition([element], [element]);
  }
  const matches = compileFilter(operand);
  return (element) => isDoc(element) && matches(element);
}

/** What `$pull` removes: elements equal to a value, or that a condition holds for. */
export function pullMatcher(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand)) {
    const condition = compileCondition(operand);
    return (element) => condition([element], withElements([element]));
  }
  if (isDoc(operand)) {
    const matches = compileFilter(operand);
    return (element) => isDoc(element) && matches(element);
  }
  return (element) => equal(element, operand);
}

function compileOperator(name: string, operand: unknown): Condition {
  if (!isOperator(name)) return refuse(`unknown operator: ${name}`);
  return filterOperators[name](operand);
}

const isOperator = (name: string): name is FilterOperator => Object.hasOwn(filterOperators, name);
