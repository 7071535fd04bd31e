// Commands that make, list and drop collections and indexes.
import { cursorReply } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { compileFilter } from '../filter.ts';
import { type IndexSpec, readIndexSpec } from '../index-table.ts';
import { orderKey } from '../order.ts';
import { type Doc, encode } from '../values.ts';
import { type Call, type CommandDefinition, docArgument, docsArgument, namespaceOf } from './command.ts';

function create(call: Call): Doc {
  const namespace = namespaceOf(call);
  if (call.server.databases.find(namespace) !== undefined) {
    throw new MongoError('NamespaceExists', `Collection ${namespace} already exists.`);
  }
  call.server.databases.create(namespace);
  return { ok: 1 };
}

function drop(call: Call): Doc {
  const namespace = namespaceOf(call);
  if (!call.server.databases.drop(namespace)) throw new MongoError('NamespaceNotFound', 'ns not found');
  return { ns: namespace, nIndexesWas: 1, ok: 1 };
}

function dropDatabase({ database, server }: Call): Doc {
  server.databases.dropDatabase(database);
  return { dropped: database, ok: 1 };
}

const same = (a: IndexSpec, b: IndexSpec) => orderKey({ ...a, name: '' }) === orderKey({ ...b, name: '' });

function createIndexes(call: Call): Doc {
  const specs = docsArgument(call.command, 'indexes').map(readIndexSpec);
  const { databases } = call.server;
  const collection = databases.obtain(namespaceOf(call));
  const before = collection.indexes.size + 1;
  for (const spec of specs) {
    if (orderKey(spec.key) === orderKey({ _id: 1 }) || isIdKey(spec.key)) continue;
    const twin = collection.indexes.get(spec.name)?.spec;
    if (twin !== undefined && same(twin, spec)) continue;
    if (twin !== undefined) {
      throw new MongoError('IndexKeySpecsConflict', `An index named ${spec.name} is there with another definition.`);
    }
    const other = [...collection.indexes.values()].find((index) => same(index.spec, spec));
    if (other !== undefined) {
      throw new MongoError('IndexOptionsConflict', `The index is there already under the name ${other.spec.name}.`);
    }
    databases.createIndex(collection, spec);
  }
  return {
    numIndexesBefore: before,
    numIndexesAfter: collection.indexes.size + 1,
    createdCollectionAutomatically: false,
    ok: 1,
  };
}

const isIdKey = (key: Doc) => Object.keys(key).join() === '_id';

function listIndexes(call: Call): Buffer {
  const namespace = namespaceOf(call);
  const collection = call.server.databases.find(namespace);
  if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns does not exist: ${namespace}`);
  return cursorReply(namespace, { docs: collection.describeIndexes().map(encode), cursorId: 0n }, 'firstBatch');
}

function dropIndexes(call: Call): Doc {
  const namespace = namespaceOf(call);
  const collection = call.server.databases.find(namespace);
  if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns not found ${namespace}`);
  const asked = call.command['index'];
  const names = asked === '*' ? [...collection.indexes.keys()] : [String(asked)];
  const nIndexesWas = collection.indexes.size + 1;
  for (const name of names) {
    if (!collection.indexes.has(name)) throw new MongoError('IndexNotFound', `index not found with name [${name}]`);
    call.server.databases.dropIndex(collection, name);
  }
  return { nIndexesWas, ok: 1 };
}

function listCollections({ command, database, server }: Call): Buffer {
  const matches = compileFilter(docArgument(command, 'filter'));
  const docs = server.databases
    .inDatabase(database)
    .map(({ namespace }) => ({
      name: namespace.slice(database.length + 1),
      type: 'collection',
      options: {},
      info: { readOnly: false },
    }))
    .filter(matches)
    .map(encode);
  return cursorReply(`${database}.$cmd.listCollections`, { docs, cursorId: 0n }, 'firstBatch');
}

export const defineCommands: Readonly<Record<string, CommandDefinition>> = {
  create: { args: [], run: create },
  drop: { args: [], run: drop },
  dropDatabase: { args: [], run: dropDatabase },
  createIndexes: { args: ['indexes', 'commitQuorum'], run: createIndexes },
  listIndexes: { args: ['cursor'], run: listIndexes },
  dropIndexes: { args: ['index'], run: dropIndexes },
  listCollections: { args: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'], run: listCollections },
};
