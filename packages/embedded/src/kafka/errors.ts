// Error codes of the Kafka protocol that this broker answers with.
import { NoRoomError } from '../storage/disk.ts';

export const errors = {
  NONE: 0,
  OFFSET_OUT_OF_RANGE: 1,
  CORRUPT_MESSAGE: 2,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  MESSAGE_TOO_LARGE: 10,
  OFFSET_METADATA_TOO_LARGE: 12,
  NOT_COORDINATOR: 16,
  INVALID_TOPIC_EXCEPTION: 17,
  INVALID_REQUIRED_ACKS: 21,
  ILLEGAL_GENERATION: 22,
  INCONSISTENT_GROUP_PROTOCOL: 23,
  INVALID_GROUP_ID: 24,
  UNKNOWN_MEMBER_ID: 25,
  INVALID_SESSION_TIMEOUT: 26,
  REBALANCE_IN_PROGRESS: 27,
  INVALID_COMMIT_OFFSET_SIZE: 28,
  UNSUPPORTED_VERSION: 35,
  TOPIC_ALREADY_EXISTS: 36,
  INVALID_PARTITIONS: 37,
  INVALID_REPLICATION_FACTOR: 38,
  INVALID_REPLICA_ASSIGNMENT: 39,
  INVALID_CONFIG: 40,
  INVALID_REQUEST: 42,
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 53,
  KAFKA_STORAGE_ERROR: 56,
  UNKNOWN_PRODUCER_ID: 59,
  NON_EMPTY_GROUP: 68,
  GROUP_ID_NOT_FOUND: 69,
  FETCH_SESSION_ID_NOT_FOUND: 70,
  MEMBER_ID_REQUIRED: 79,
  INVALID_RECORD: 87,
} as const;

export type ErrorName = keyof typeof errors;

/** The name of a code, for logs and tests. */
export const errorName = (code: number): string =>
  Object.entries(errors).find(([, known]) => known === code)?.[0] ?? `error ${code}`;

/** The code for a change that the disk had no room for; any other error is thrown on. */
export function codeOfRefusal(error: unknown): number {
  if (error instanceof NoRoomError) return errors.KAFKA_STORAGE_ERROR;
  throw error;
}

/** Makes a change in one synchronous section. @returns its error code */
export function attempt(change: () => void): number {
  try {
    change();
    return errors.NONE;
  } catch (error) {
    return codeOfRefusal(error);
  }
}
