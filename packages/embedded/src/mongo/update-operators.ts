// What each update operator does at its path. Operands are shared between documents and are never changed.
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
  Timestamp,
  toNumber,
} from './values.ts';

type Apply = (doc: Doc, path: string, operand: unknown) => void;

const bad = (message: string): never => {
  throw new MongoError('BadValue', message);
};

/** Puts what `change` makes of the present value; MISSING as the result leaves the document as it is. */
const modify =
  (change: (current: unknown, operand: unknown, path: string) => unknown): Apply =>
  (doc, path, operand) => {
    const target = reachOrMake(doc, path);
    const after = change(read(target), operand, path);
    if (after !== MISSING) write(target, after);
  };

export const updateOperators: Readonly<Record<UpdateOperator, Apply>> = {
  $set: modify((_current, operand) => operand),
  $setOnInsert: modify((_current, operand) => operand),
  $unset(doc, path) {
    const target = reach(doc, path);
    if (target === undefined || read(target) === MISSING) return;
    if (Array.isArray(target.parent)) write(target, null);
    else delete target.parent[target.name];
  },
  $min: modify((current, operand) => (current === MISSING || compare(operand, current) < 0 ? operand : MISSING)),
  $max: modify((current, operand) => (current === MISSING || compare(operand, current) > 0 ? operand : MISSING)),
  $inc: modify(add),
  $push: modify((current, operand, path) => push(arrayAt(current, path, '$push'), operand)),
  $addToSet: modify((current, operand, path) => {
    const array = arrayAt(current, path, '$addToSet');
    const values = isDoc(operand) && Object.hasOwn(operand, '$each') ? eachOf(operand, addToSetModifiers) : [operand];
    for (const value of values) if (!array.some((present) => equal(present, value))) array.push(value);
    return array;
  }),
  $pull(doc, path, operand) {
    const target = reach(doc, path);
    const current = target === undefined ? MISSING : read(target);
    if (target === undefined || current === MISSING) return;
    const matches = pullMatcher(operand);
    write(
      target,
      arrayAt(current, path, '$pull').filter((element) => !matches(element)),
    );
  },
  $currentDate: modify((_current, operand) => clock(operand)),
};

/** A copy of the array at a path, empty where there is none. */
function arrayAt(current: unknown, path: string, operator: string): unknown[] {
  if (current === MISSING) return [];
  return Array.isArray(current) ? [...current] : bad(`The field '${path}' must be an array for ${operator}`);
}

function eachOf(operand: Doc, known: readonly string[]): unknown[] {
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) bad(`The modifier ${unknown} is not implemented`);
  const each = operand['$each'];
  return Array.isArray(each) ? each : bad('The argument to $each must be an array');
}

function push(array: unknown[], operand: unknown): unknown[] {
  if (!isDoc(operand) || !Object.hasOwn(operand, '$each')) return [...array, operand];
  const all = [...array, ...eachOf(operand, pushModifiers)];
  if (!Object.hasOwn(operand, '$slice')) return all;
  const slice = toNumber(operand['$slice']);
  if (slice === undefined || !Number.isInteger(slice)) return bad('The value for $slice must be an integer');
  if (slice === 0) return [];
  return slice > 0 ? all.slice(0, slice) : all.slice(slice);
}

function clock(operand: unknown): Date | Timestamp {
  const type = isDoc(operand) ? operand['$type'] : isTrue(operand) ? 'date' : undefined;
  if (type === 'date') return new Date();
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  return bad("$currentDate takes true, {$type: 'date'} or {$type: 'timestamp'}");
}

function add(current: unknown, operand: unknown, path: string): unknown {
  if (!isNumeric(operand)) throw new MongoError('TypeMismatch', `Cannot increment '${path}' by what is no number`);
  if (current === MISSING) return operand;
  if (!isNumeric(current)) throw new MongoError('TypeMismatch', `Cannot apply $inc to what is no number at '${path}'`);
  if (current instanceof Decimal128 || operand instanceof Decimal128)
    return bad('$inc of a Decimal128 is not implemented');
  if (current instanceof Double || operand instanceof Double) {
    return new Double((toNumber(current) ?? 0) + (toNumber(operand) ?? 0));
  }
  const sum = integer(current) + integer(operand);
  if (current instanceof Int32 && operand instanceof Int32 && sum === BigInt.asIntN(32, sum))
    return new Int32(Number(sum));
  if (sum !== BigInt.asIntN(64, sum)) return bad(`$inc at '${path}' would exceed 64 bits`);
  return Long.fromBigInt(sum);
}

const integer = (value: Int32 | Long): bigint => (value instanceof Long ? value.toBigInt() : BigInt(value.valueOf()));
