// Filters compiled once and asked per document; an operator that is not in the surface is refused by name.
import { BSONRegExp } from 'bson';
import { MongoError } from './errors.ts';
import { bracketOf, equal, orderKey } from './order.ts';
import { candidatesAt, valuesAt } from './paths.ts';
import { type Doc, isDoc, isTrue, MISSING } from './values.ts';

export type Predicate = (doc: Doc) => boolean;
type Condition = (values: readonly unknown[], candidates: readonly unknown[]) => boolean;

const refuse = (message: string): never => {
  throw new MongoError('BadValue', message);
};

/** Whether an object is a set of operators (`{$gt: 1}`) and not a value. */
export const isOperators = (value: unknown): value is Doc =>
  isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true;

/** Compiles a filter. @throws {MongoError} BadValue for what it does not know */
export function compileFilter(filter: Doc): Predicate {
  const parts = Object.entries(filter).map(([name, value]) => compilePart(name, value));
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  return (doc) => parts.every((part) => part(doc));
}

function compilePart(name: string, value: unknown): Predicate {
  if (name === '$and' || name === '$or') return compileLogical(name, value);
  if (name === '$comment') return () => true;
  if (name.startsWith('$')) return refuse(`unknown top level operator: ${name}`);
  const condition = compileCondition(value);
  return (doc) => condition(valuesAt(doc, name), candidatesAt(doc, name));
}

function compileLogical(name: '$and' | '$or', value: unknown): Predicate {
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

const equalTo = (operand: unknown): Condition => {
  if (operand === null || operand === undefined) {
    return (_values, candidates) => candidates.some((value) => value === null || value === MISSING);
  }
  if (typeof operand === 'string') return (_values, candidates) => candidates.includes(operand);
  const key = orderKey(operand);
  return (_values, candidates) => candidates.some((value) => value !== MISSING && orderKey(value) === key);
};

const within = (operand: unknown, holds: (value: string, operand: string) => boolean): Condition => {
  const key = orderKey(operand);
  const bracket = bracketOf(key);
  return (_values, candidates) =>
    candidates.some((value) => {
      if (value === MISSING) return operand === null && holds(key, key);
      const found = orderKey(value);
      return bracketOf(found) === bracket && holds(found, key);
    });
};

const arrayOf = (name: string, operand: unknown): unknown[] =>
  Array.isArray(operand) ? operand : refuse(`${name} needs an array`);

const negate =
  (condition: Condition): Condition =>
  (values, candidates) =>
    !condition(values, candidates);

const anyOf = (name: string, operand: unknown): Condition => {
  const options = arrayOf(name, operand).map((option) =>
    option instanceof BSONRegExp || isOperators(option) ? refuse(`cannot nest $ under ${name}`) : equalTo(option),
  );
  return (values, candidates) => options.some((option) => option(values, candidates));
};

/** The comparison and element operators of the surface. */
export const filterOperators: Readonly<Record<string, (operand: unknown) => Condition>> = {
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

function elementMatcher(operand: Doc): (element: unknown) => boolean {
  const first = Object.keys(operand)[0];
  if (first !== undefined && Object.hasOwn(filterOperators, first)) return valueMatcher(operand);
  const predicate = compileFilter(operand);
  return (element) => isDoc(element) && predicate(element);
}

/** Asks a set of operators of one value that stands alone, such as an array's element. */
export function valueMatcher(operators: Doc): (value: unknown) => boolean {
  const condition = compileCondition(operators);
  return (value) => condition([value], Array.isArray(value) ? [value, ...value] : [value]);
}

/** What `$pull` removes: elements equal to a value, or that a condition holds for. */
export function pullMatcher(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand)) return valueMatcher(operand);
  if (isDoc(operand)) {
    const predicate = compileFilter(operand);
    return (element) => isDoc(element) && predicate(element);
  }
  return (element) => equal(element, operand);
}

function compileOperator(name: string, operand: unknown): Condition {
  const operator = Object.hasOwn(filterOperators, name) ? filterOperators[name] : undefined;
  return operator === undefined ? refuse(`unknown operator: ${name}`) : operator(operand);
}
