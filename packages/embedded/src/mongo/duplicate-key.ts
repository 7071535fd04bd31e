// The error that drivers know as E11000.
import { MongoError } from './errors.ts';
import type { IndexSpec } from './index-spec.ts';
import type { Doc } from './values.ts';

/** @param doc what cannot be written because another document stands under its key */
export function duplicateKey(namespace: string, spec: IndexSpec, doc: Doc): MongoError {
  const keyValue = Object.fromEntries(Object.keys(spec.key).map((field) => [field, valueAt(doc, field)]));
  const shown = Object.entries(keyValue).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: spec.key, keyValue },
  );
}

/** A missing field is null in a unique index, and is shown so. */
function valueAt(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const step of path.split('.')) value = (value as Doc | null | undefined)?.[step];
  return value ?? null;
}
