// Commands that make, list and drop collections and indexes.
import type { Collection } from '../collection.ts';
import { listed } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { readFilter } from '../filter.ts';
import { describeIndex, type IndexSpec, idIndex, readIndexSpec } from '../index-spec.ts';
import { orderKey } from '../order.ts';
import { cursorReply, OK } from '../reply.ts';
import type { Doc } from '../values.ts';
import { type Call, docArgument, docsArgument, namespaceOf, type Run } from './command.ts';

/** @throws {MongoError} NamespaceNotFound */
function existing(call: Call): Collection {
  const namespace = namespaceOf(call);
  const collection = call.server.databases.find(namespace);
  if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns does not exist: ${namespace}`);
  return collection;
}

const create: Run = (call) => {
  const namespace = namespaceOf(call);
  const { databases } = call.server;
  if (databases.find(namespace) !== undefined) {
    throw new MongoError('NamespaceExists', `Collection ${namespace} already exists.`);
  }
  databases.create(namespace);
  return { ok: OK };
};

const drop: Run = (call) => {
  const collection = existing(call);
  const nIndexesWas = collection.indexSpecs.length;
  call.server.databases.drop(collection);
  return { nIndexesWas, ns: collection.namespace, ok: OK };
};

const dropDatabase: Run = ({ database, server: { databases } }) => {
  for (const collection of databases.inDatabase(database)) databases.drop(collection);
  return { dropped: database, ok: OK };
};

/** All definitions are checked before the first index is made. */
const createIndexes: Run = (call) => {
  const specs = docsArgument(call.command, 'indexes').map(readIndexSpec);
  const { databases } = call.server;
  const namespace = namespaceOf(call);
  const createdCollectionAutomatically = databases.find(namespace) === undefined;
  const collection = databases.obtain(namespace);
  const numIndexesBefore = collection.indexSpecs.length;
  databases.createIndex(collection, ...specs.filter((spec) => isNew(collection, spec)));
  const numIndexesAfter = collection.indexSpecs.length;
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ok: OK };
};

/** @throws {MongoError} an index of the same name, or of the same fields, is there with another definition */
function isNew({ indexSpecs }: Collection, spec: IndexSpec): boolean {
  if (Object.keys(spec.key).join() === '_id') return false;
  const named = indexSpecs.find(({ name }) => name === spec.name);
  if (named !== undefined) {
    if (same(named, spec)) return false;
    throw new MongoError('IndexKeySpecsConflict', `An index named ${spec.name} is there with another definition.`);
  }
  const alike = indexSpecs.find(({ key, partial }) => same({ ...spec, key, partial }, spec));
  if (alike === undefined) return true;
  throw new MongoError('IndexOptionsConflict', `The index is there already, under the name ${alike.name}.`);
}

const same = (a: IndexSpec, b: IndexSpec) => orderKey(describeIndex(a)) === orderKey(describeIndex(b));

const listIndexes: Run = (call) => {
  const collection = existing(call);
  return list(call, collection.namespace, collection.indexSpecs.map(describeIndex));
};

const dropIndexes: Run = (call) => {
  const collection = existing(call);
  const names = collection.indexSpecs.map(({ name }) => name).filter((name) => name !== idIndex.name);
  const asked = call.command['index'];
  if (asked === idIndex.name) throw new MongoError('InvalidOptions', 'cannot drop _id index');
  const dropped = names.filter((name) => asked === '*' || asked === name);
  if (dropped.length === 0 && asked !== '*') {
    throw new MongoError('IndexNotFound', `index not found with name [${String(asked)}]`);
  }
  for (const name of dropped) call.server.databases.dropIndex(collection, name);
  return { nIndexesWas: names.length + 1, ok: OK };
};

const listCollections: Run = (call) => {
  const { command, database, server } = call;
  const { matches } = readFilter(docArgument(command, 'filter'));
  const docs = server.databases
    .inDatabase(database)
    .map(({ namespace }): Doc => ({ name: namespace.slice(database.length + 1), type: 'collection', options: {} }))
    .filter(matches);
  return list(call, `${database}.$cmd.listCollections`, docs);
};

/** All of a short list in one batch. */
const list = ({ server }: Call, namespace: string, docs: readonly Doc[]): Buffer =>
  cursorReply(namespace, server.cursors.open(namespace, listed(docs), Number.POSITIVE_INFINITY, true), 'firstBatch');

export const defineCommands = {
  create,
  drop,
  dropDatabase,
  createIndexes,
  listIndexes,
  dropIndexes,
  listCollections,
} satisfies Record<string, Run>;
