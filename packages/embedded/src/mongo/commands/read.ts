// Commands that read: find and its cursors, count, distinct, and the aggregation of the surface.
import { runPipeline } from '../aggregate.ts';
import { found, listed, nothing } from '../cursors.ts';
import { MongoError } from '../errors.ts';
import { readFilter } from '../filter.ts';
import { orderKey } from '../order.ts';
import { valuesAt, withElements } from '../paths.ts';
import { pick, rootOf } from '../pick.ts';
import { readProjection } from '../projection.ts';
import { cursorReply, OK } from '../reply.ts';
import { readSort, unsorted } from '../sort.ts';
import { isDoc, isTrue, Long, MISSING } from '../values.ts';
import { countArgument, docArgument, namespaceOf, type Run } from './command.ts';

const find: Run = (call) => {
  const { command, server } = call;
  const namespace = namespaceOf(call);
  const query = {
    filter: readFilter(docArgument(command, 'filter')),
    sort: readSort(docArgument(command, 'sort')),
    projection: readProjection(docArgument(command, 'projection')),
    skip: countArgument(command, 'skip') ?? 0,
    limit: countArgument(command, 'limit') ?? 0,
  };
  const collection = server.databases.find(namespace);
  const source = collection === undefined ? nothing() : found(collection, query);
  const batchSize = countArgument(command, 'batchSize');
  const batch = server.cursors.open(namespace, source, batchSize, isTrue(command['singleBatch']));
  return cursorReply(namespace, batch, 'firstBatch');
};

const getMore: Run = ({ command, target, database, server }) => {
  if (!(target instanceof Long)) throw new MongoError('TypeMismatch', 'getMore needs a cursor id, which is a long');
  const namespace = `${database}.${String(command['collection'])}`;
  const batchSize = countArgument(command, 'batchSize');
  const batch = server.cursors.more(target.toBigInt(), namespace, batchSize === 0 ? undefined : batchSize);
  return cursorReply(namespace, batch, 'nextBatch');
};

const killCursors: Run = ({ command, server }) => {
  const asked = Array.isArray(command['cursors']) ? command['cursors'] : [];
  const ids = asked.filter((id): id is Long => id instanceof Long);
  const killed = ids.filter((id) => server.cursors.kill(id.toBigInt()));
  const missing = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: OK };
};

const count: Run = (call) => {
  const { command, server } = call;
  const filter = readFilter(docArgument(command, 'query'));
  const skip = countArgument(command, 'skip') ?? 0;
  const limit = countArgument(command, 'limit') ?? 0;
  const collection = server.databases.find(namespaceOf(call));
  let n = 0;
  if (collection !== undefined && Object.keys(filter.source).length === 0) n = collection.size;
  else for (const _ of collection?.find(filter, unsorted) ?? []) n += 1;
  const left = Math.max(0, n - skip);
  return { n: limit === 0 ? left : Math.min(limit, left), ok: OK };
};

const distinct: Run = (call) => {
  const { command, server } = call;
  const { key } = command;
  if (typeof key !== 'string') throw new MongoError('TypeMismatch', 'key must be a string');
  const filter = readFilter(docArgument(command, 'query'));
  const collection = server.databases.find(namespaceOf(call));
  const roots = new Set([rootOf(key)]);
  const values = new Map<string, unknown>();
  for (const kept of collection?.find(filter, unsorted) ?? []) {
    const doc = pick(collection?.bytes(kept) ?? Buffer.alloc(0), roots);
    for (const value of withElements(valuesAt(doc, key))) {
      if (value !== MISSING && !Array.isArray(value)) values.set(orderKey(value), value);
    }
  }
  const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return { values: sorted.map(([, value]) => value), ok: OK };
};

const aggregate: Run = (call) => {
  const { command, server } = call;
  const namespace = namespaceOf(call);
  const { pipeline } = command;
  if (!Array.isArray(pipeline) || !pipeline.every(isDoc)) {
    throw new MongoError('TypeMismatch', 'pipeline must be an array of documents');
  }
  const source = listed(runPipeline(server.databases.find(namespace), pipeline));
  const batchSize = countArgument(docArgument(command, 'cursor'), 'batchSize');
  return cursorReply(namespace, server.cursors.open(namespace, source, batchSize, false), 'firstBatch');
};

export const readCommands = { find, getMore, killCursors, count, distinct, aggregate } satisfies Record<string, Run>;
