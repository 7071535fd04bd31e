// The frozen list as names, the way rows name what they show.
import * as surface from '../../../src/mongo/surface.ts';

const each = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`);

/** Every entry of the list. */
export const entries: readonly string[] = [
  ...Object.entries(surface.commands).flatMap(([name, args]) => [`command ${name}`, ...each(`${name}.`, args)]),
  ...each('generic ', surface.genericArguments),
  ...each('handshake ', surface.handshakeArguments),
  ...each('update.', surface.updateStatement),
  ...each('delete.', surface.deleteStatement),
  ...each('filter ', [...surface.logicalOperators, ...surface.filterOperators]),
  ...each('update ', surface.updateOperators),
  ...each('$push ', surface.pushModifiers),
  ...each('$addToSet ', surface.addToSetModifiers),
  ...each('stage ', surface.stages),
  ...each('accumulator ', surface.accumulators),
  ...each('index ', surface.indexOptions),
  ...each('partial ', surface.partialConditions),
];

/** What correctness leans on beyond single names. */
export const edges: readonly string[] = [
  'filter equality',
  'filter dotted path',
  'filter arrays',
  'update replacement',
  'update operators together',
  '$pull by a condition on documents',
  'edge _id unique on insert',
  'edge _id unique on upsert',
  'edge _id checked first',
  'edge missing is null in a unique index',
  'edge unique check and insert in one section',
  'edge matched against modified',
  'edge conflicting operators',
  'edge immutable _id',
  'edge sort order across BSON types',
  'edge values kept to the bit',
  'edge 16 MiB',
];

/** Names that MongoDB documents; those that are not in the list must be refused. */
export const documented = {
  commands:
    'abortTransaction aggregate analyze appendOplogNote applyOps authenticate autoCompact balancerStart balancerStop buildInfo bulkWrite cleanupOrphaned clearJumboFlag cloneCollectionAsCapped collMod collStats commitTransaction compact connectionStatus connPoolStats convertToCapped count create createIndexes createRole createSearchIndexes createUser currentOp dataSize dbHash dbStats delete distinct drop dropConnections dropDatabase dropIndexes dropRole dropUser endSessions enableSharding explain filemd5 find findAndModify findandmodify flushRouterConfig fsync fsyncUnlock geoSearch getClusterParameter getCmdLineOpts getDefaultRWConcern getLog getMore getParameter getnonce grantRolesToUser hello hostInfo insert internalRenameIfOptionsAndIndexesMatch invalidateUserCache isMaster ismaster isdbgrid killAllSessions killAllSessionsByPattern killCursors killOp killSessions listCollections listCommands listDatabases listIndexes listShards lockInfo logApplicationMessage logRotate logout mapReduce mergeChunks moveChunk movePrimary netstat ping planCacheClear planCacheListFilters profile reIndex refineCollectionShardKey refreshSessions removeShard renameCollection replSetFreeze replSetGetConfig replSetGetStatus replSetInitiate replSetReconfig replSetStepDown resharCollection resync revokeRolesFromUser rolesInfo rotateCertificates saslContinue saslStart serverStatus setClusterParameter setDefaultRWConcern setFeatureCompatibilityVersion setParameter setProfilingLevel shardCollection shardingState shutdown split startSession top update updateRole updateUser usersInfo validate whatsmyuri',
  filters:
    '$all $and $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $comment $elemMatch $eq $exists $expr $geoIntersects $geoWithin $gt $gte $in $jsonSchema $lt $lte $mod $ne $near $nearSphere $nin $nor $not $or $rand $regex $sampleRate $size $text $type $where',
  updates:
    '$addFields $addToSet $bit $currentDate $inc $max $min $mul $pop $pull $pullAll $push $pushAll $rename $replaceWith $set $setOnInsert $unset',
  pushModifiers: '$each $position $slice $sort',
  stages:
    '$addFields $bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $count $currentOp $densify $documents $facet $fill $geoNear $graphLookup $group $indexStats $limit $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $lookup $match $merge $out $planCacheStats $project $querySettings $rankFusion $redact $replaceRoot $replaceWith $sample $search $searchMeta $set $setWindowFields $skip $sort $sortByCount $unionWith $unset $unwind $vectorSearch',
  accumulators:
    '$accumulator $addToSet $avg $bottom $bottomN $count $first $firstN $last $lastN $max $maxN $median $mergeObjects $min $minN $percentile $push $stdDevPop $stdDevSamp $sum $top $topN',
  findArguments:
    'allowDiskUse allowPartialResults awaitData collation hint let max min noCursorTimeout oplogReplay returnKey showRecordId tailable',
  indexOptions:
    'collation hidden prepareUnique wildcardProjection weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max storageEngine clustered background sparse unique partialFilterExpression expireAfterSeconds',
} as const;
