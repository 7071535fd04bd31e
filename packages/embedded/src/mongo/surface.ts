// The frozen list of what the server speaks. A wider surface is a decision, a narrower one a regression: each entry has
// rows in test/mongo/conformance, and what is not listed is refused by name.

/** Commands, each with the arguments it takes beside the generic ones. */
export const commands = {
  hello: [],
  isMaster: [],
  ismaster: [],
  ping: [],
  buildInfo: [],
  endSessions: [],
  find: ['filter', 'sort', 'projection', 'limit', 'skip', 'batchSize', 'singleBatch'],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  count: ['query', 'limit', 'skip'],
  distinct: ['key', 'query'],
  aggregate: ['pipeline', 'cursor'],
  insert: ['documents', 'ordered'],
  update: ['updates', 'ordered'],
  delete: ['deletes', 'ordered'],
  /** drivers send `remove: false`; removing is refused */
  findAndModify: ['query', 'sort', 'update', 'upsert', 'new', 'fields', 'remove'],
  create: [],
  drop: [],
  dropDatabase: [],
  createIndexes: ['indexes'],
  listIndexes: ['cursor'],
  dropIndexes: ['index'],
  listCollections: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
} as const satisfies Record<string, readonly string[]>;
export type CommandName = keyof typeof commands;

/** What drivers send with every command. On one server that is always durable each of them holds, or means nothing. */
export const genericArguments = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
] as const;

/** What drivers say of themselves in a handshake; heard and not acted on. */
export const handshakeArguments = [
  'client',
  'helloOk',
  'compression',
  'loadBalanced',
  'hostInfo',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'topologyVersion',
  'maxAwaitTimeMS',
  'backpressure',
] as const;

/** Fields of a statement within `update` and `delete`. */
export const updateStatement = ['q', 'u', 'multi', 'upsert'] as const;
export const deleteStatement = ['q', 'limit'] as const;

export const logicalOperators = ['$and', '$or'] as const;
export type LogicalOperator = (typeof logicalOperators)[number];

export const filterOperators = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$not',
  '$elemMatch',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

export const updateOperators = [
  '$set',
  '$unset',
  '$setOnInsert',
  '$min',
  '$max',
  '$inc',
  '$push',
  '$addToSet',
  '$pull',
  '$currentDate',
] as const;
export type UpdateOperator = (typeof updateOperators)[number];

export const pushModifiers = ['$each', '$slice'] as const;
export const addToSetModifiers = ['$each'] as const;

export const stages = ['$match', '$group', '$sort', '$limit'] as const;
export type Stage = (typeof stages)[number];

export const accumulators = ['$sum'] as const;

/** Beside `key` and `name`; `expireAfterSeconds` is taken, shown again and not acted on. */
export const indexOptions = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'] as const;
export const partialConditions = ['$exists', '$eq'] as const;
