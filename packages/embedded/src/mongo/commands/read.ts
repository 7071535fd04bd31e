// Commands that read: find and its cursors, count, distinct, and the aggregation of the surface.
import { runPipeline } from '../aggregate.ts';
import type { Collection } from '../collection.ts';
import { cursorReply, documentsOf } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { compileFilter } from '../filter.ts';
import { orderKey } from '../order.ts';
import { candidatesAt } from '../paths.ts';
import { compileProjection } from '../projection.ts';
import { type Doc, encode, isDoc, isTrue, Long, MISSING } from '../values.ts';
import { type Call, type CommandDefinition, countArgument, docArgument, namespaceOf } from './command.ts';

const nothing = (): undefined => undefined;

function find(call: Call): Buffer {
  const { command, server } = call;
  const namespace = namespaceOf(call);
  const filter = docArgument(command, 'filter');
  compileFilter(filter);
  const projection = compileProjection(docArgument(command, 'projection'));
  const collection = server.databases.find(namespace);
  const next =
    collection === undefined
      ? nothing
      : documentsOf(collection, idsFor(collection, command, filter), filter, projection);
  const single = isTrue(command['singleBatch']);
  const batch = server.cursors.open(namespace, next, countArgument(command, 'batchSize'), single);
  return cursorReply(namespace, batch, 'firstBatch');
}

const idsFor = (collection: Collection, command: Doc, filter: Doc): string[] =>
  collection.find(filter, {
    sort: docArgument(command, 'sort'),
    skip: countArgument(command, 'skip') ?? 0,
    limit: countArgument(command, 'limit') ?? 0,
  });

function getMore({ command, database, server }: Call): Buffer {
  const id = command['getMore'];
  if (!(id instanceof Long)) throw new MongoError('TypeMismatch', 'getMore needs a cursor id of type long');
  const namespace = `${database}.${String(command['collection'])}`;
  const batch = server.cursors.more(id.toBigInt(), namespace, countArgument(command, 'batchSize') || undefined);
  return cursorReply(namespace, batch, 'nextBatch');
}

function killCursors({ command, server }: Call): Doc {
  const ids = Array.isArray(command['cursors'])
    ? command['cursors'].filter((id): id is Long => id instanceof Long)
    : [];
  const killed = ids.filter((id) => server.cursors.kill(id.toBigInt()));
  const missing = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function count(call: Call): Doc {
  const filter = docArgument(call.command, 'query');
  compileFilter(filter);
  const collection = call.server.databases.find(namespaceOf(call));
  const found = collection === undefined ? [] : idsFor(collection, call.command, filter);
  return { n: found.length, ok: 1 };
}

function distinct(call: Call): Doc {
  const { command, server } = call;
  const key = command['key'];
  if (typeof key !== 'string') throw new MongoError('TypeMismatch', 'key must be a string');
  const filter = docArgument(command, 'query');
  compileFilter(filter);
  const collection = server.databases.find(namespaceOf(call));
  const values = new Map<string, unknown>();
  for (const id of collection?.find(filter, { sort: {}, skip: 0, limit: 0 }) ?? []) {
    const doc = collection?.read(id) ?? {};
    for (const value of candidatesAt(doc, key)) {
      if (value !== MISSING && !Array.isArray(value)) values.set(orderKey(value), value);
    }
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 };
}

function aggregate(call: Call): Buffer {
  const { command, server } = call;
  const namespace = namespaceOf(call);
  const pipeline = command['pipeline'];
  if (!Array.isArray(pipeline) || !pipeline.every(isDoc)) {
    throw new MongoError('TypeMismatch', 'pipeline must be an array of documents');
  }
  const docs = runPipeline(server.databases.find(namespace), pipeline).map(encode);
  let at = 0;
  const next = () => docs[at++];
  const batch = server.cursors.open(namespace, next, countArgument(docArgument(command, 'cursor'), 'batchSize'), false);
  return cursorReply(namespace, batch, 'firstBatch');
}

export const readCommands: Readonly<Record<string, CommandDefinition>> = {
  find: { args: ['filter', 'sort', 'projection', 'limit', 'skip', 'batchSize', 'singleBatch'], run: find },
  getMore: { args: ['collection', 'batchSize'], run: getMore },
  killCursors: { args: ['cursors'], run: killCursors },
  count: { args: ['query', 'limit', 'skip'], run: count },
  distinct: { args: ['key', 'query'], run: distinct },
  aggregate: { args: ['pipeline', 'cursor'], run: aggregate },
};
