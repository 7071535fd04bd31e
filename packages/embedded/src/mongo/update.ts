// Updates applied to a decoded document; what the surface does not hold is refused by name.
import { Timestamp } from 'bson';
import { MongoError } from './errors.ts';
import { pullMatcher } from './filter.ts';
import { compare, equal } from './order.ts';
import { Decimal128, type Doc, Double, Int32, isDoc, isNumeric, isTrue, Long, MISSING, toNumber } from './values.ts';

/** Changes a document in place; `inserting` is true for the document that an upsert makes. */
export type Update = (doc: Doc, inserting: boolean) => Doc;

type Modify = (current: unknown, operand: unknown, path: string) => unknown;

const bad = (message: string): never => {
  throw new MongoError('BadValue', message);
};

/** Compiles an update document or a replacement. @throws {MongoError} for operators and forms it does not know */
export function compileUpdate(update: unknown): Update {
  if (Array.isArray(update)) throw new MongoError('FailedToParse', 'Pipeline updates are not implemented');
  if (!isDoc(update)) throw new MongoError('FailedToParse', 'Update argument must be an object');
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith('$'))) return (doc) => replaced(doc, update);
  const changes = names.flatMap((name) => compileOperator(name, update[name]));
  refuseConflicts(changes.map(({ path }) => path));
  return (doc, inserting) => {
    for (const { path, operator, operand, onInsertOnly } of changes) {
      if (!onInsertOnly || inserting) operator(doc, path, operand);
    }
    return doc;
  };
}

function replaced(doc: Doc, replacement: Doc): Doc {
  const { _id: id } = doc;
  if (Object.hasOwn(replacement, '_id') && id !== undefined && !equal(replacement['_id'], id)) refuseId();
  const { _id: own, ...rest } = replacement;
  return { _id: id ?? own, ...rest };
}

const refuseId = () => {
  throw new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
};

interface Change {
  readonly path: string;
  readonly operator: (doc: Doc, path: string, operand: unknown) => void;
  readonly operand: unknown;
  readonly onInsertOnly: boolean;
}

function compileOperator(name: string, operands: unknown): Change[] {
  const operator = Object.hasOwn(updateOperators, name) ? updateOperators[name] : undefined;
  if (operator === undefined) {
    throw new MongoError(
      'FailedToParse',
      name.startsWith('$')
        ? `Unknown modifier: ${name}. Expected a valid update modifier`
        : `The field '${name}' stands among update operators; all names must start with $`,
    );
  }
  if (!isDoc(operands)) {
    throw new MongoError('FailedToParse', `Modifiers operate on fields but we found another type for ${name}`);
  }
  return Object.entries(operands).map(([path, operand]) => {
    if (path.split('.').some((step) => step === '' || step.startsWith('$'))) bad(`The path '${path}' is not supported`);
    return { path, operator, operand, onInsertOnly: name === '$setOnInsert' };
  });
}

function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  sorted.forEach((path, index) => {
    const next = sorted.slice(index + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (next === undefined) return;
    throw new MongoError(
      'ConflictingUpdateOperators',
      `Updating the path '${next}' would create a conflict at '${path}'`,
    );
  });
}

const modify =
  (change: Modify) =>
  (doc: Doc, path: string, operand: unknown): void => {
    const { parent, name } = reach(doc, path, true) ?? bad(`The path '${path}' cannot be reached`);
    const before = read(parent, name);
    const after = change(before, operand, path);
    if (path === '_id' && before !== MISSING && !equal(before, after)) refuseId();
    if (after !== MISSING) write(parent, name, after);
  };

/** The update operators of the surface. */
export const updateOperators: Readonly<Record<string, Change['operator']>> = {
  $set: modify((_current, operand) => operand),
  $setOnInsert: modify((_current, operand) => operand),
  $unset: (doc, path) => {
    if (path === '_id') refuseId();
    const target = reach(doc, path, false);
    if (target === undefined) return;
    if (Array.isArray(target.parent)) {
      if (Number(target.name) < target.parent.length) target.parent[Number(target.name)] = null;
    } else delete target.parent[target.name];
  },
  $min: modify((current, operand) => (current === MISSING || compare(operand, current) < 0 ? operand : current)),
  $max: modify((current, operand) => (current === MISSING || compare(operand, current) > 0 ? operand : current)),
  $inc: modify((current, operand, path) => add(current, operand, path)),
  $push: modify((current, operand, path) => push(arrayAt(current, path, '$push'), operand)),
  $addToSet: modify((current, operand, path) => {
    const array = arrayAt(current, path, '$addToSet');
    const added: unknown[] = isDoc(operand) && Object.hasOwn(operand, '$each') ? eachOf(operand, ['$each']) : [operand];
    for (const value of added) if (!array.some((present) => equal(present, value))) array.push(value);
    return array;
  }),
  $pull: modify((current, operand, path) => {
    if (current === MISSING) return MISSING;
    const matches = pullMatcher(operand);
    return arrayAt(current, path, '$pull').filter((element) => !matches(element));
  }),
  $currentDate: modify((_current, operand) => {
    if (isDoc(operand) && operand['$type'] === 'timestamp') {
      return Timestamp.fromBits(1, Math.floor(Date.now() / 1000));
    }
    const plain = isDoc(operand) ? operand['$type'] === 'date' : isTrue(operand);
    return plain ? new Date() : bad("$currentDate takes true, {$type: 'date'} or {$type: 'timestamp'}");
  }),
};

function arrayAt(current: unknown, path: string, operator: string): unknown[] {
  if (current === MISSING) return [];
  return Array.isArray(current) ? [...current] : bad(`The field '${path}' must be an array for ${operator}`);
}

function eachOf(operand: Doc, known: readonly string[]): unknown[] {
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) bad(`Unrecognized clause: ${unknown}`);
  const each = operand['$each'];
  return Array.isArray(each) ? each : bad('The argument to $each must be an array');
}

function push(array: unknown[], operand: unknown): unknown[] {
  if (!isDoc(operand) || !Object.hasOwn(operand, '$each')) return [...array, operand];
  const all = [...array, ...eachOf(operand, ['$each', '$slice'])];
  if (!Object.hasOwn(operand, '$slice')) return all;
  const slice = toNumber(operand['$slice']) ?? bad('The value for $slice must be an integer');
  if (slice === 0) return [];
  return slice > 0 ? all.slice(0, slice) : all.slice(slice);
}

function add(current: unknown, operand: unknown, path: string): unknown {
  if (!isNumeric(operand)) throw new MongoError('TypeMismatch', `Cannot increment ${path} with a non-numeric argument`);
  if (current === MISSING) return operand;
  if (!isNumeric(current)) {
    throw new MongoError('TypeMismatch', `Cannot apply $inc to a value of non-numeric type at '${path}'`);
  }
  if (current instanceof Decimal128 || operand instanceof Decimal128)
    return bad('$inc with Decimal128 is not implemented');
  if (current instanceof Double || operand instanceof Double) {
    return new Double((toNumber(current) ?? 0) + (toNumber(operand) ?? 0));
  }
  const sum = integer(current) + integer(operand);
  if (current instanceof Int32 && operand instanceof Int32 && sum === BigInt.asIntN(32, sum))
    return new Int32(Number(sum));
  if (sum !== BigInt.asIntN(64, sum)) return bad(`Failed to apply $inc at '${path}': the sum exceeds 64 bits`);
  return Long.fromBigInt(sum);
}

const integer = (value: Int32 | Long): bigint => (value instanceof Long ? value.toBigInt() : BigInt(value.valueOf()));

interface Target {
  readonly parent: Doc | unknown[];
  readonly name: string;
}

/** The container of a path's last step; containers on the way are made where `create` says so. */
function reach(doc: Doc, path: string, create: boolean): Target | undefined {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  let parent: Doc | unknown[] = doc;
  for (const step of steps) {
    let next = read(parent, step);
    if (next === MISSING) {
      if (!create) return undefined;
      next = {};
      write(parent, step, next);
    }
    if (!isDoc(next) && !Array.isArray(next)) {
      if (!create) return undefined;
      throw new MongoError(
        'PathNotViable',
        `Cannot create field '${name}' in a value at '${path}' that is no document`,
      );
    }
    parent = next;
  }
  if (Array.isArray(parent) && !/^\d+$/.test(name)) {
    if (!create) return undefined;
    throw new MongoError('PathNotViable', `Cannot create field '${name}' in the array at '${path}'`);
  }
  return { parent, name };
}

function read(parent: Doc | unknown[], name: string): unknown {
  if (Array.isArray(parent)) return /^\d+$/.test(name) && Number(name) < parent.length ? parent[Number(name)] : MISSING;
  return Object.hasOwn(parent, name) ? parent[name] : MISSING;
}

const LARGEST_GAP = 1_500_000;

function write(parent: Doc | unknown[], name: string, value: unknown): void {
  if (!Array.isArray(parent)) {
    parent[name] = value;
    return;
  }
  const position = Number(name);
  if (position > parent.length + LARGEST_GAP) bad(`The position ${name} lies too far beyond the end of the array`);
  while (parent.length < position) parent.push(null);
  parent[position] = value;
}
