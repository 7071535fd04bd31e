// Commands that write: each document is matched and changed in one synchronous section.
import type { Collection } from '../collection.ts';
import { MongoError, refusalOf } from '../errors.ts';
import { type Filter, isOperators, readFilter } from '../filter.ts';
import type { Kept } from '../kept.ts';
import { PlainDocument } from '../plain-document.ts';
import { readProjection } from '../projection.ts';
import { OK } from '../reply.ts';
import { readSort, type Sort, unsorted } from '../sort.ts';
import { deleteStatement, updateStatement } from '../surface.ts';
import { readUpdate, type Update } from '../update.ts';
import { type Doc, isDoc, isTrue, ObjectId, setField, toNumber } from '../values.ts';
import { type Call, docArgument, docsArgument, namespaceOf, type Run } from './command.ts';

/** Runs each statement; an error ends an ordered batch, and is listed with its position. */
function runBatch(statements: readonly Doc[], command: Doc, each: (statement: Doc, index: number) => void): Doc[] {
  const ordered = command['ordered'] === undefined || isTrue(command['ordered']);
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      each(statement, index);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      errors.push({ index, code: refusal.code, errmsg: refusal.message, ...refusal.fields });
      if (ordered) break;
    }
  }
  return errors;
}

const answer = (reply: Doc, errors: readonly Doc[]): Doc => ({
  ...reply,
  ...(errors.length === 0 ? {} : { writeErrors: errors }),
  ok: OK,
});

/** An unknown part of a statement would change its meaning: it is refused. */
function checkStatement(statement: Doc, known: readonly string[]): void {
  const unknown = Object.keys(statement).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new MongoError('UnknownField', `'${unknown}' is not implemented`);
}

const insert: Run = (call) => {
  const docs = docsArgument(call.command, 'documents');
  const collection = call.server.databases.obtain(namespaceOf(call));
  let n = 0;
  const errors = runBatch(docs, call.command, (doc) => {
    if (doc instanceof PlainDocument) collection.insertPlain(doc);
    else collection.insert(withId(doc));
    n += 1;
  });
  return answer({ n }, errors);
};

/** `_id` comes first, and is made where there is none. @throws {MongoError} for what cannot be an `_id` */
function withId(doc: Doc): Doc {
  const { _id: given, ...rest } = doc;
  if (Array.isArray(given)) throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array");
  if (isDoc(given)) {
    const name = Object.keys(given).find((field) => field.startsWith('$'));
    if (name !== undefined) throw new MongoError('DollarPrefixedFieldName', `_id may not contain '${name}'`);
  }
  return { _id: given === undefined ? new ObjectId() : given, ...rest };
}

/** Up to `limit` documents that match, all of them where it is 0. */
function matching(collection: Collection | undefined, filter: Filter, sort: Sort, limit: 0 | 1): Kept[] {
  if (collection === undefined) return [];
  if (limit === 0) return [...collection.find(filter, sort)];
  for (const kept of collection.find(filter, sort)) return [kept];
  return [];
}

/** Inserts the equalities of the filter, with the update applied. A collection that is missing is made for it. */
function upsert(call: Call, filter: Filter, update: Update): Doc {
  const set = equalitiesOf(filter.source);
  const start = Object.keys(set).length === 0 ? {} : readUpdate({ $set: set }).apply({}, true);
  const kept = update.replaces && Object.hasOwn(start, '_id') ? { _id: start['_id'] } : start;
  const doc = withId(update.apply(kept, true));
  call.server.databases.obtain(namespaceOf(call)).insert(doc);
  return doc;
}

function equalitiesOf(filter: Doc, set: Doc = {}): Doc {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition.filter(isDoc)) equalitiesOf(part, set);
    } else if (!name.startsWith('$')) {
      if (!isOperators(condition)) setField(set, name, condition);
      else if (Object.hasOwn(condition, '$eq')) setField(set, name, condition['$eq']);
    }
  }
  return set;
}

const update: Run = (call) => {
  const namespace = namespaceOf(call);
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const errors = runBatch(docsArgument(call.command, 'updates'), call.command, (statement, index) => {
    checkStatement(statement, updateStatement);
    const filter = readFilter(docArgument(statement, 'q'));
    const change = readUpdate(statement['u']);
    const multi = isTrue(statement['multi']);
    if (multi && change.replaces) {
      throw new MongoError('FailedToParse', 'multi update is not supported for a replacement');
    }
    const collection = call.server.databases.find(namespace);
    const docs = matching(collection, filter, unsorted, multi ? 0 : 1);
    if (docs.length === 0 && isTrue(statement['upsert'])) {
      upserted.push({ index, _id: upsert(call, filter, change)['_id'] });
      n += 1;
    }
    for (const kept of docs) {
      nModified += collection?.change(kept, (doc) => change.apply(doc, false), change.roots) ? 1 : 0;
      n += 1;
    }
  });
  return answer({ n, nModified, ...(upserted.length === 0 ? {} : { upserted }) }, errors);
};

const remove: Run = (call) => {
  const collection = call.server.databases.find(namespaceOf(call));
  let n = 0;
  const errors = runBatch(docsArgument(call.command, 'deletes'), call.command, (statement) => {
    checkStatement(statement, deleteStatement);
    const filter = readFilter(docArgument(statement, 'q'));
    if (statement['limit'] === undefined) {
      throw new MongoError('Location40414', 'limit is missing but a required field of a delete');
    }
    const limit = toNumber(statement['limit']);
    if (limit !== 0 && limit !== 1) throw new MongoError('FailedToParse', 'The limit of a delete is 0 or 1');
    for (const kept of matching(collection, filter, unsorted, limit)) {
      collection?.remove(kept);
      n += 1;
    }
  });
  return answer({ n }, errors);
};

const findAndModify: Run = (call) => {
  const { command } = call;
  if (isTrue(command['remove'])) throw new MongoError('BadValue', 'findAndModify with remove is not implemented');
  const filter = readFilter(docArgument(command, 'query'));
  const sort = readSort(docArgument(command, 'sort'));
  const projection = readProjection(docArgument(command, 'fields'));
  const change = readUpdate(command['update']);
  const wantsNew = isTrue(command['new']);
  const collection = call.server.databases.find(namespaceOf(call));
  const shown = (doc: Doc) => (projection === undefined ? doc : projection.apply(doc));
  const [kept] = matching(collection, filter, sort, 1);
  if (collection !== undefined && kept !== undefined) {
    const before = wantsNew ? undefined : collection.read(kept);
    collection.change(kept, (doc) => change.apply(doc, false), change.roots);
    const value = shown(before ?? collection.read(kept));
    return { lastErrorObject: { n: 1, updatedExisting: true }, value, ok: OK };
  }
  if (!isTrue(command['upsert'])) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: OK };
  const made = upsert(call, filter, change);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: made['_id'] };
  return { lastErrorObject, value: wantsNew ? shown(made) : null, ok: OK };
};

export const writeCommands = { insert, update, delete: remove, findAndModify } satisfies Record<string, Run>;
