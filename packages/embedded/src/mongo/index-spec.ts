// An index as `createIndexes` gives it and `listIndexes` shows it.
import { MongoError } from './errors.ts';
import { isOperators } from './filter.ts';
import { indexOptions, partialConditions } from './surface.ts';
import { type Doc, isDoc, isTrue, toNumber } from './values.ts';

export interface IndexSpec {
  readonly name: string;
  readonly key: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Doc | undefined;
  /** taken, shown again, and not acted on */
  readonly expireAfterSeconds: unknown;
}

/** The index that every collection has. */
export const idIndex: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  unique: true,
  sparse: false,
  partial: undefined,
  expireAfterSeconds: undefined,
};

const known: ReadonlySet<string> = new Set(['v', 'name', 'key', ...indexOptions]);

const refuse = (message: string): never => {
  throw new MongoError('CannotCreateIndex', message);
};

/** Reads an index definition. @throws {MongoError} CannotCreateIndex for kinds and options that are not implemented */
export function readIndexSpec(definition: unknown): IndexSpec {
  if (!isDoc(definition) || !isDoc(definition['key'])) return refuse('An index needs a document as its key');
  const unknown = Object.keys(definition).find((option) => !known.has(option));
  if (unknown !== undefined) refuse(`The index option ${unknown} is not implemented`);
  const { key, name, unique, sparse, partialFilterExpression: partial, expireAfterSeconds } = definition;
  const fields = Object.entries(key);
  if (fields.length === 0) refuse('An index needs at least one field');
  for (const [field, direction] of fields) {
    if (Math.abs(toNumber(direction) ?? 0) !== 1)
      refuse(`The index kind of '${field}' is not implemented: only 1 and -1 are`);
    if (field.split('.').some((step) => step === '' || step.startsWith('$'))) refuse(`'${field}' cannot be indexed`);
  }
  if (typeof name !== 'string' || name === '') return refuse('An index needs a name');
  if (partial !== undefined && !isDoc(partial)) return refuse('partialFilterExpression must be a document');
  if (partial !== undefined) checkPartial(partial);
  return {
    name,
    key,
    unique: isTrue(unique),
    sparse: isTrue(sparse),
    partial,
    expireAfterSeconds,
  };
}

function checkPartial(partial: Doc): void {
  for (const [field, condition] of Object.entries(partial)) {
    if (field.startsWith('$')) refuse(`${field} is not implemented in partialFilterExpression`);
    if (!isOperators(condition)) continue;
    const other = Object.keys(condition).find((name) => !partialConditions.some((one) => one === name));
    if (other !== undefined) refuse(`${other} is not implemented in partialFilterExpression`);
    if (Object.hasOwn(condition, '$exists') && !isTrue(condition['$exists'])) {
      refuse('{$exists: false} is not implemented in partialFilterExpression');
    }
  }
}

/** How an index is listed. */
export function describeIndex({ name, key, unique, sparse, partial, expireAfterSeconds }: IndexSpec): Doc {
  return {
    v: 2,
    key,
    name,
    ...(unique && name !== idIndex.name ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partial === undefined ? {} : { partialFilterExpression: partial }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}
