// The frozen list of what the broker speaks: versions that kafkajs 2.2.4 chooses, and lower ones where they cost nothing.
// Everything else, producer ids and transactions among it, is not advertised, and closes the connection that asks for it.

export interface Api {
  readonly key: number;
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/**
 * Fetch below 4 would need batches in the format before record batches, as Produce below 3 would; ListOffsets,
 * OffsetCommit and OffsetFetch below these spoke to ZooKeeper or of lists that nobody asks for.
 */
export const surface = {
  Produce: { key: 0, name: 'Produce', min: 3, max: 7 },
  Fetch: { key: 1, name: 'Fetch', min: 4, max: 11 },
  ListOffsets: { key: 2, name: 'ListOffsets', min: 1, max: 3 },
  Metadata: { key: 3, name: 'Metadata', min: 0, max: 6 },
  OffsetCommit: { key: 8, name: 'OffsetCommit', min: 2, max: 5 },
  OffsetFetch: { key: 9, name: 'OffsetFetch', min: 1, max: 4 },
  FindCoordinator: { key: 10, name: 'FindCoordinator', min: 0, max: 2 },
  JoinGroup: { key: 11, name: 'JoinGroup', min: 0, max: 5 },
  Heartbeat: { key: 12, name: 'Heartbeat', min: 0, max: 3 },
  LeaveGroup: { key: 13, name: 'LeaveGroup', min: 0, max: 3 },
  SyncGroup: { key: 14, name: 'SyncGroup', min: 0, max: 3 },
  DescribeGroups: { key: 15, name: 'DescribeGroups', min: 0, max: 2 },
  ListGroups: { key: 16, name: 'ListGroups', min: 0, max: 2 },
  ApiVersions: { key: 18, name: 'ApiVersions', min: 0, max: 2 },
  CreateTopics: { key: 19, name: 'CreateTopics', min: 0, max: 3 },
  DeleteTopics: { key: 20, name: 'DeleteTopics', min: 0, max: 1 },
  DescribeConfigs: { key: 32, name: 'DescribeConfigs', min: 0, max: 2 },
  DeleteGroups: { key: 42, name: 'DeleteGroups', min: 0, max: 1 },
} as const satisfies Record<string, Api>;

/** Produce is listed from 0, as Apache Kafka 4 lists it: librdkafka takes less for a broker without compression. */
export const PRODUCE_LISTED_FROM = 0;

export type ApiName = keyof typeof surface;

/** APIs that exist in Kafka and are refused here, so that a refusal can be logged by name. */
export const refused: Readonly<Record<number, string>> = {
  22: 'InitProducerId',
  24: 'AddPartitionsToTxn',
  25: 'AddOffsetsToTxn',
  26: 'EndTxn',
  28: 'TxnOffsetCommit',
  33: 'AlterConfigs',
  37: 'CreatePartitions',
  21: 'DeleteRecords',
  44: 'IncrementalAlterConfigs',
};
