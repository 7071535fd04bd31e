// The messages that carry records: Produce, Fetch, ListOffsets.
import {
  array,
  between,
  int8,
  int16,
  int32,
  int64,
  nullableArray,
  nullableBytes,
  nullableString,
  perTopic,
  since,
  string,
  struct,
} from '../wire/codec.ts';

export const Produce = {
  request: struct({
    transactionalId: nullableString,
    acks: int16,
    timeoutMs: int32,
    topics: perTopic(struct({ index: int32, records: nullableBytes })),
  }),
  response: struct({
    topics: perTopic(
      struct({
        index: int32,
        error: int16,
        baseOffset: int64,
        logAppendTime: int64,
        logStartOffset: since(5, int64, -1),
      }),
    ),
    throttleMs: int32,
  }),
};

export const Fetch = {
  request: struct({
    replicaId: int32,
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32,
    isolationLevel: int8,
    sessionId: since(7, int32, 0),
    sessionEpoch: since(7, int32, -1),
    topics: perTopic(
      struct({
        index: int32,
        leaderEpoch: since(9, int32, -1),
        offset: int64,
        logStartOffset: since(5, int64, -1),
        maxBytes: int32,
      }),
    ),
    forgotten: since(7, perTopic(int32), []),
    rackId: since(11, string, ''),
  }),
  response: struct({
    throttleMs: int32,
    error: since(7, int16, 0),
    sessionId: since(7, int32, 0),
    topics: perTopic(
      struct({
        index: int32,
        error: int16,
        highWatermark: int64,
        lastStableOffset: int64,
        logStartOffset: since(5, int64, -1),
        aborted: nullableArray(struct({ producerId: int64, firstOffset: int64 })),
        preferredReplica: since(11, int32, -1),
        records: nullableBytes,
      }),
    ),
  }),
};

export const ListOffsets = {
  request: struct({
    replicaId: int32,
    isolationLevel: since(2, int8, 0),
    topics: perTopic(struct({ index: int32, timestamp: int64 })),
  }),
  response: struct({
    throttleMs: since(2, int32, 0),
    topics: perTopic(struct({ index: int32, error: int16, timestamp: int64, offset: int64 })),
  }),
};

export const OffsetCommit = {
  request: struct({
    groupId: string,
    generation: int32,
    memberId: string,
    retentionMs: between(2, 4, int64, -1),
    topics: perTopic(struct({ index: int32, offset: int64, metadata: nullableString })),
  }),
  response: struct({
    throttleMs: since(3, int32, 0),
    topics: perTopic(struct({ index: int32, error: int16 })),
  }),
};

export const OffsetFetch = {
  request: struct({ groupId: string, topics: nullableArray(struct({ name: string, partitions: array(int32) })) }),
  response: struct({
    throttleMs: since(3, int32, 0),
    topics: perTopic(struct({ index: int32, offset: int64, metadata: nullableString, error: int16 })),
    error: since(2, int16, 0),
  }),
};
