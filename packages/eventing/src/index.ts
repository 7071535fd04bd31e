// The mechanics of events: one guarded write, a journal that numbers, Kafka that carries, views that join when asked.

export { BaseCurrencyChanged, CopyFilling, FactsMissing, isTransient } from './consume/failure.ts';
export * from './cut-points.ts';
export { databaseOf, openEventing } from './eventing.ts';
export { createdId, naturalId, requestDigest, uuidv7 } from './ids.ts';
export { isFencingRecord } from './journal/fencing-record.ts';
export { InvalidCursor } from './journal/reader.ts';
export { type Blobs, type BlobsOptions, openBlobs } from './mongo/blobs.ts';
export { definitionOf, type Kept } from './mongo/definition.ts';
export { openSessions, type Session, type Sessions } from './mongo/sessions.ts';
export { TransferRefused, type Transferred, transferDatabase } from './mongo/transfer.ts';
export { ownCommand, serviceActor, withoutHeaders } from './own-command.ts';
export * from './ports/aggregates.ts';
export * from './ports/beside-aggregates.ts';
export * from './ports/commands.ts';
export * from './ports/eventing.ts';
export * from './ports/jobs.ts';
export * from './ports/journal.ts';
export * from './ports/reactions.ts';
export * from './ports/rebuild.ts';
export * from './ports/reservations.ts';
export * from './ports/tracing.ts';
export * from './ports/views.ts';
export { openRecordReader, type RecordReader } from './read-records.ts';
export { atOnce, inSlices, type Pausing, type Slices, sorting } from './slices.ts';
export type { Comparison, Difference } from './verify.ts';
export { verifyHistory } from './verify-history.ts';
export { verifyService } from './verify-service.ts';
