// The frozen list of what the broker speaks: versions that kafkajs 2.2.4 chooses, and lower ones where they cost nothing.
// Everything else, producer ids and transactions among it, is not advertised, and closes the connection that asks for it.

export interface Api {
  readonly key: number;
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/**
 * Produce is advertised from 0, as Apache Kafka 4 does, because librdkafka takes its absence for a broker without
 * compression; 0 to 2 carry the old message format and are answered with UNSUPPORTED_VERSION per partition.
 * Fetch below 4 would need batches in the old format, ListOffsets, OffsetCommit and OffsetFetch below these meant ZooKeeper.
 */
export const surface = {
  Produce: { key: 0, name: 'Produce', min: 0, max: 7 },
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
