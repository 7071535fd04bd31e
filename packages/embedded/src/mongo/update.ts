// Updates applied to a decoded document; what the surface does not hold is refused by name.
import { MongoError } from './errors.ts';
import { orderKey } from './order.ts';
import { rootOf } from './pick.ts';
import type { UpdateOperator } from './surface.ts';
import { type Apply, updateOperators } from './update-operators.ts';
import { type Doc, isDoc } from './values.ts';

/** Changes a document that the caller owns, and returns the result; `inserting` is true for what an upsert makes. */
export interface Update {
  readonly replaces: boolean;
  /** the top-level fields that it may change; undefined where it may change any */
  readonly roots: ReadonlySet<string> | undefined;
  apply(doc: Doc, inserting: boolean): Doc;
}

interface Change {
  readonly path: string;
  readonly apply: Apply;
  /** it is for what an upsert makes alone */
  readonly onInsert: boolean;
}

/** Reads an update document or a replacement. @throws {MongoError} for operators and forms that it does not know */
export function readUpdate(update: unknown): Update {
  if (Array.isArray(update)) throw new MongoError('FailedToParse', 'Pipeline updates are not implemented');
  if (!isDoc(update)) throw new MongoError('FailedToParse', 'An update must be a document');
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith('$'))) {
    return { replaces: true, roots: undefined, apply: (doc) => replaced(doc, update) };
  }
  // New fields come in the order of their names (MongoDB manual, Update Operators, "Behavior").
  const changes = names.flatMap((name) => readOperator(name, update[name])).sort((a, b) => byPath(a.path, b.path));
  refuseConflicts(changes.map(({ path }) => path));
  const touchesId = changes.some(({ path }) => path === '_id' || path.startsWith('_id.'));
  return {
    replaces: false,
    roots: new Set(changes.map(({ path }) => rootOf(path))),
    apply(doc, inserting) {
      const id = touchesId && !inserting ? orderKey(doc['_id']) : undefined;
      for (const { apply, onInsert } of changes) if (!onInsert || inserting) apply(doc);
      if (id !== undefined && orderKey(doc['_id']) !== id) refuseId();
      return doc;
    },
  };
}

function replaced(doc: Doc, replacement: Doc): Doc {
  const { _id: own, ...rest } = replacement;
  if (!Object.hasOwn(doc, '_id')) return replacement;
  const { _id: id } = doc;
  if (own !== undefined && orderKey(own) !== orderKey(id)) refuseId();
  return { _id: id, ...rest };
}

const refuseId = () => {
  throw new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
};

function readOperator(name: string, operands: unknown): Change[] {
  if (!isUpdateOperator(name)) {
    throw new MongoError('FailedToParse', `Unknown modifier: ${name}. Expected a valid update modifier`);
  }
  if (!isDoc(operands)) throw new MongoError('FailedToParse', `${name} takes a document of fields`);
  return Object.entries(operands).map(([path, operand]) => {
    checkPath(path);
    return { path, apply: updateOperators[name](path, operand), onInsert: name === '$setOnInsert' };
  });
}

function byPath(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  const at = left.findIndex((step, index) => step !== right[index]);
  if (at < 0) return left.length - right.length;
  const [one = '', other = ''] = [left[at], right[at]];
  const numbers = /^\d+$/.test(one) && /^\d+$/.test(other);
  return numbers ? Number(one) - Number(other) : one < other ? -1 : 1;
}

const isUpdateOperator = (name: string): name is UpdateOperator => Object.hasOwn(updateOperators, name);

function checkPath(path: string): void {
  for (const step of path.split('.')) {
    if (step === '') throw new MongoError('EmptyFieldName', `The path '${path}' has an empty step`);
    if (step.startsWith('$'))
      throw new MongoError('DollarPrefixedFieldName', `The step ${step} in '${path}' is not implemented`);
  }
}

/** @param paths sorted, so that a path comes before those below it */
function refuseConflicts(paths: readonly string[]): void {
  const taken = new Set<string>();
  for (const path of paths) {
    const steps = path.split('.');
    const conflict = steps.map((_, index) => steps.slice(0, index + 1).join('.')).find((start) => taken.has(start));
    if (conflict !== undefined) {
      throw new MongoError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${conflict}'`,
      );
    }
    taken.add(path);
  }
}
