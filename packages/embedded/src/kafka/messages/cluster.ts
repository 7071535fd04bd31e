// The messages about the broker itself and its topics.
import {
  array,
  between,
  boolean,
  int8,
  int16,
  int32,
  nullableArray,
  nullableString,
  since,
  string,
  struct,
} from '../wire/codec.ts';

export const ApiVersions = {
  request: struct({}),
  response: struct({
    error: int16,
    apis: array(struct({ key: int16, min: int16, max: int16 })),
    throttleMs: since(1, int32, 0),
  }),
};

export const Metadata = {
  request: struct({ topics: nullableArray(string), allowAutoTopicCreation: since(4, boolean, true) }),
  response: struct({
    throttleMs: since(3, int32, 0),
    brokers: array(struct({ nodeId: int32, host: string, port: int32, rack: since(1, nullableString, null) })),
    clusterId: since(2, nullableString, null),
    controllerId: since(1, int32, -1),
    topics: array(
      struct({
        error: int16,
        name: string,
        internal: since(1, boolean, false),
        partitions: array(
          struct({
            error: int16,
            index: int32,
            leader: int32,
            replicas: array(int32),
            inSync: array(int32),
            offline: since(5, array(int32), []),
          }),
        ),
      }),
    ),
  }),
};

export const CreateTopics = {
  request: struct({
    topics: array(
      struct({
        name: string,
        partitions: int32,
        replicationFactor: int16,
        assignments: array(struct({ index: int32, brokers: array(int32) })),
        configs: array(struct({ name: string, value: nullableString })),
      }),
    ),
    timeoutMs: int32,
    validateOnly: since(1, boolean, false),
  }),
  response: struct({
    throttleMs: since(2, int32, 0),
    topics: array(struct({ name: string, error: int16, message: since(1, nullableString, null) })),
  }),
};

export const DeleteTopics = {
  request: struct({ names: array(string), timeoutMs: int32 }),
  response: struct({
    throttleMs: since(1, int32, 0),
    topics: array(struct({ name: string, error: int16 })),
  }),
};

export const DescribeConfigs = {
  request: struct({
    resources: array(struct({ type: int8, name: string, keys: nullableArray(string) })),
    synonyms: since(1, boolean, false),
  }),
  response: struct({
    throttleMs: int32,
    resources: array(
      struct({
        error: int16,
        message: nullableString,
        type: int8,
        name: string,
        configs: array(
          struct({
            name: string,
            value: nullableString,
            readOnly: boolean,
            isDefault: between(0, 0, boolean, false),
            source: since(1, int8, -1),
            sensitive: boolean,
            synonyms: since(1, array(struct({ name: string, value: nullableString, source: int8 })), []),
          }),
        ),
      }),
    ),
  }),
};
