// What each update operator does at its path. An operand is checked once, before the first document, and never changed.
import { MongoError } from './errors.ts';
import { pullMatcher } from './filter.ts';
import { compare, equal } from './order.ts';
import { addToSetModifiers, pushModifiers, type UpdateOperator } from './surface.ts';
import { reach, reachOrMake, read, write } from './update-path.ts';
import {
  Decimal128,
  type Doc,
  Double,
  Int32,
  isDoc,
  isNumeric,
  isTrue,
  Long,
  MISSING,
  type Numeric,
  Timestamp,
  toNumber,
} from './values.ts';

/** Changes a document in place. */
export type Apply = (doc: Doc) => void;

/** @throws {MongoError} an operand that the operator does not take */
type Prepare = (path: string, operand: unknown) => Apply;

const bad = (message: string): never => {
  throw new MongoError('BadValue', message);
};

/** Puts what `change` makes of the present value, MISSING where there is none; MISSING as its result changes nothing. */
const modify =
  (prepare: (operand: unknown, path: string) => (current: unknown) => unknown): Prepare =>
  (path, operand) => {
    const change = prepare(operand, path);
    return (doc) => {
      const target = reachOrMake(doc, path);
      const after = change(read(target));
      if (after !== MISSING) write(target, after);
    };
  };

export const updateOperators: Readonly<Record<UpdateOperator, Prepare>> = {
  $set: modify((operand) => () => operand),
  $setOnInsert: modify((operand) => () => operand),
  $unset: (path) => (doc) => {
    const target = reach(doc, path);
    if (target === undefined || read(target) === MISSING) return;
    if (Array.isArray(target.parent)) write(target, null);
    else delete target.parent[target.name];
  },
  $min: modify((operand) => (current) => (current === MISSING || compare(operand, current) < 0 ? operand : MISSING)),
  $max: modify((operand) => (current) => (current === MISSING || compare(operand, current) > 0 ? operand : MISSING)),
  $inc: modify((operand, path) => {
    const by = isNumeric(operand) ? operand : notNumeric(path);
    return (current) => (current === MISSING ? by : add(isNumeric(current) ? current : notNumeric(path), by, path));
  }),
  $push: modify((operand, path) => {
    const { each, slice } = pushed(operand);
    return (current) => sliced([...arrayAt(current, path, '$push'), ...each], slice);
  }),
  $addToSet: modify((operand, path) => {
    const each = hasEach(operand) ? eachOf(operand, addToSetModifiers) : [operand];
    return (current) => {
      const array = [...arrayAt(current, path, '$addToSet')];
      for (const value of each) if (!array.some((present) => equal(present, value))) array.push(value);
      return array;
    };
  }),
  $pull: (path, operand) => {
    const matches = pullMatcher(operand);
    return (doc) => {
      const target = reach(doc, path);
      const current = target === undefined ? MISSING : read(target);
      if (target === undefined || current === MISSING) return;
      write(
        target,
        arrayAt(current, path, '$pull').filter((element) => !matches(element)),
      );
    };
  },
  $currentDate: modify((operand) => {
    const type = isDoc(operand) ? operand['$type'] : isTrue(operand) ? 'date' : undefined;
    if (type === 'date') return () => new Date();
    if (type === 'timestamp') return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
    return bad("$currentDate takes true, {$type: 'date'} or {$type: 'timestamp'}");
  }),
};

function arrayAt(current: unknown, path: string, operator: string): readonly unknown[] {
  if (current === MISSING) return [];
  return Array.isArray(current) ? current : bad(`The field '${path}' must be an array for ${operator}`);
}

const hasEach = (operand: unknown): operand is Doc => isDoc(operand) && Object.hasOwn(operand, '$each');

function eachOf(operand: Doc, known: readonly string[]): readonly unknown[] {
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) bad(`The modifier ${unknown} is not implemented`);
  const each = operand['$each'];
  return Array.isArray(each) ? each : bad('The argument to $each must be an array');
}

function pushed(operand: unknown): { each: readonly unknown[]; slice: number | undefined } {
  if (!hasEach(operand)) return { each: [operand], slice: undefined };
  const each = eachOf(operand, pushModifiers);
  if (!Object.hasOwn(operand, '$slice')) return { each, slice: undefined };
  const slice = toNumber(operand['$slice']);
  return Number.isInteger(slice) ? { each, slice } : bad('The value for $slice must be a whole number');
}

/** The first `slice` elements, the last ones where it is negative. */
function sliced(array: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return array;
  return slice >= 0 ? array.slice(0, slice) : array.slice(slice);
}

function notNumeric(path: string): never {
  throw new MongoError('TypeMismatch', `$inc at '${path}' takes numbers alone`);
}

function add(current: Numeric, by: Numeric, path: string): Numeric {
  if (current instanceof Decimal128 || by instanceof Decimal128) return bad('$inc of a Decimal128 is not implemented');
  if (current instanceof Double || by instanceof Double) {
    return new Double((toNumber(current) ?? 0) + (toNumber(by) ?? 0));
  }
  const sum = integer(current) + integer(by);
  if (current instanceof Int32 && by instanceof Int32 && sum === BigInt.asIntN(32, sum)) return new Int32(Number(sum));
  return sum === BigInt.asIntN(64, sum) ? Long.fromBigInt(sum) : bad(`$inc at '${path}' would exceed 64 bits`);
}

const integer = (value: Int32 | Long): bigint => (value instanceof Long ? value.toBigInt() : BigInt(value.valueOf()));
