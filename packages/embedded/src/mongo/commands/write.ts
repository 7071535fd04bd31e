// Commands that write: each document is matched and changed in one synchronous section.
import type { Collection } from '../collection.ts';
import { MongoError } from '../errors.ts';
import { compileFilter, isOperators } from '../filter.ts';
import { orderKey } from '../order.ts';
import { compileProjection } from '../projection.ts';
import { compileUpdate, type Update } from '../update.ts';
import { type Doc, decode, isDoc, isTrue, ObjectId, toNumber } from '../values.ts';
import { type Call, type CommandDefinition, docArgument, docsArgument, namespaceOf } from './command.ts';

/** Runs each statement; an error ends an ordered batch, and is listed with its position. */
function runBatch(statements: readonly Doc[], ordered: boolean, each: (statement: Doc, index: number) => void): Doc[] {
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      each(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, code: error.code, errmsg: error.message, ...error.fields });
      if (ordered) break;
    }
  }
  return errors;
}

const withErrors = (reply: Doc, errors: readonly Doc[]): Doc =>
  errors.length === 0 ? { ...reply, ok: 1 } : { ...reply, writeErrors: errors, ok: 1 };

const isOrdered = (command: Doc) => command['ordered'] === undefined || isTrue(command['ordered']);

function insert(call: Call): Doc {
  const docs = docsArgument(call.command, 'documents');
  const collection = call.server.databases.obtain(namespaceOf(call));
  let n = 0;
  const errors = runBatch(docs, isOrdered(call.command), (doc) => {
    collection.insert(withId(doc));
    n += 1;
  });
  return withErrors({ n }, errors);
}

/** `_id` comes first, and is made where there is none. @throws {MongoError} InvalidIdField for an array or a RegExp */
function withId(doc: Doc): Doc {
  const { _id: given, ...rest } = doc;
  if (Array.isArray(given)) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array");
  return { _id: given === undefined ? new ObjectId() : given, ...rest };
}

interface Changed {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: unknown;
}

function updateOne(collection: Collection, statement: Doc): Changed {
  const filter = docArgument(statement, 'q');
  if (statement['arrayFilters'] !== undefined) throw new MongoError('BadValue', 'arrayFilters are not implemented');
  if (statement['collation'] !== undefined) throw new MongoError('BadValue', 'collation is not implemented');
  const multi = isTrue(statement['multi']);
  const update = compileUpdate(statement['u']);
  if (multi && isDoc(statement['u']) && !isOperators(statement['u'])) {
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  compileFilter(filter);
  const ids = collection.find(filter, { sort: {}, skip: 0, limit: multi ? 0 : 1 });
  if (ids.length === 0 && isTrue(statement['upsert'])) {
    return { matched: 1, modified: 0, upserted: insertFor(collection, filter, update)['_id'] };
  }
  const modified = ids.filter((id) => changeUnder(collection, id, update)).length;
  return { matched: ids.length, modified, upserted: undefined };
}

function changeUnder(collection: Collection, id: string, update: Update): boolean {
  const bytes = collection.bytes(id);
  return bytes !== undefined && collection.change(id, bytes, decode(bytes), (doc) => update(doc, false));
}

/** What an upsert inserts: the equalities of the filter, then the update. */
function insertFor(collection: Collection, filter: Doc, update: Update): Doc {
  const doc = withId(update(equalitiesOf(filter), true));
  collection.insert(doc);
  return doc;
}

function equalitiesOf(filter: Doc): Doc {
  const set: Doc = {};
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition.filter(isDoc)) Object.assign(set, equalitiesOf(part));
    } else if (!name.startsWith('$')) {
      if (!isOperators(condition)) set[name] = condition;
      else if (Object.hasOwn(condition, '$eq')) set[name] = condition['$eq'];
    }
  }
  return Object.keys(set).length === 0 ? {} : compileUpdate({ $set: set })({}, true);
}

const UPDATE_ARGUMENTS = new Set(['q', 'u', 'multi', 'upsert', 'hint', 'arrayFilters', 'collation']);
const DELETE_ARGUMENTS = new Set(['q', 'limit', 'hint', 'collation']);

function checkArguments(statement: Doc, known: ReadonlySet<string>): void {
  const unknown = Object.keys(statement).find((name) => !known.has(name));
  if (unknown !== undefined) throw new MongoError('FailedToParse', `The field '${unknown}' is not implemented`);
}

function update(call: Call): Doc {
  const collection = call.server.databases.obtain(namespaceOf(call));
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const errors = runBatch(docsArgument(call.command, 'updates'), isOrdered(call.command), (statement, index) => {
    checkArguments(statement, UPDATE_ARGUMENTS);
    const changed = updateOne(collection, statement);
    n += changed.matched;
    nModified += changed.modified;
    if (changed.upserted !== undefined) upserted.push({ index, _id: changed.upserted });
  });
  return withErrors({ n, nModified, ...(upserted.length === 0 ? {} : { upserted }) }, errors);
}

function remove(call: Call): Doc {
  const collection = call.server.databases.obtain(namespaceOf(call));
  let n = 0;
  const errors = runBatch(docsArgument(call.command, 'deletes'), isOrdered(call.command), (statement) => {
    checkArguments(statement, DELETE_ARGUMENTS);
    if (statement['collation'] !== undefined) throw new MongoError('BadValue', 'collation is not implemented');
    const limit = toNumber(statement['limit']) ?? 0;
    const filter = docArgument(statement, 'q');
    for (const id of collection.find(filter, { sort: {}, skip: 0, limit })) {
      const doc = collection.read(id);
      if (doc !== undefined) collection.remove(doc);
      n += 1;
    }
  });
  return withErrors({ n }, errors);
}

function findAndModify(call: Call): Doc {
  const { command } = call;
  const filter = docArgument(command, 'query');
  const projection = compileProjection(docArgument(command, 'fields'));
  const removing = isTrue(command['remove']);
  const returnNew = isTrue(command['new']);
  if (removing && (command['update'] !== undefined || returnNew)) {
    throw new MongoError(
      'FailedToParse',
      'Cannot specify both an update and remove=true, nor new=true with remove=true',
    );
  }
  const change = removing ? undefined : compileUpdate(command['update']);
  const collection = call.server.databases.obtain(namespaceOf(call));
  compileFilter(filter);
  const [id] = collection.find(filter, { sort: docArgument(command, 'sort'), skip: 0, limit: 1 });
  const shown = (doc: Doc | undefined) => (doc === undefined ? null : (projection?.(doc) ?? doc));
  if (id === undefined) {
    if (change === undefined || !isTrue(command['upsert'])) {
      return { lastErrorObject: { n: 0, ...(removing ? {} : { updatedExisting: false }) }, value: null, ok: 1 };
    }
    const made = insertFor(collection, filter, change);
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: made['_id'] };
    return { lastErrorObject, value: returnNew ? shown(made) : null, ok: 1 };
  }
  const before = collection.read(id);
  if (change === undefined) {
    if (before !== undefined) collection.remove(before);
    return { lastErrorObject: { n: 1 }, value: shown(before), ok: 1 };
  }
  changeUnder(collection, id, change);
  const after = returnNew ? collection.read(orderKey(before?.['_id'])) : before;
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(after), ok: 1 };
}

export const writeCommands: Readonly<Record<string, CommandDefinition>> = {
  insert: { args: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { args: ['updates', 'ordered', 'bypassDocumentValidation'], run: update },
  delete: { args: ['deletes', 'ordered'], run: remove },
  findAndModify: {
    args: ['query', 'sort', 'update', 'remove', 'upsert', 'new', 'fields', 'bypassDocumentValidation'],
    run: findAndModify,
  },
};
