// The embedded servers: what `npm start` and the tests run instead of MongoDB, Kafka and an identity provider.
export { closedOnSignal, onSignals } from './end-on-signal.ts';
export { notedErasureLedger, prepareErasureLedger } from './folder/erasure-ledger.ts';
export { evidenceIn } from './folder/evidence.ts';
export { isThere } from './folder/is-there.ts';
export {
  clientSecret,
  KeyFileError,
  type KeyFiles,
  prepareFolder,
  prepareVaultKeys,
  readIssuerKey,
  writeClientSecrets,
} from './folder/keys.ts';
export { FolderInUseError, lockFolder } from './folder/lock.ts';
export { markOf } from './folder/marks.ts';
export { NotRunningError, type Run, readRun, removeRun, writeRun } from './folder/run.ts';
export { readSampleMark, type SampleMark, writeSampleMark } from './folder/sample-mark.ts';
export { publishNextKey, retireKeyBefore, signWithNextKey } from './folder/signing-keys.ts';
export { writeWhole } from './folder/whole-file.ts';
export { services, signToken, type TokenRequest } from './issuer/sign.ts';
export { PortInUseError } from './listen.ts';
export { nodeFlags } from './node-flags.ts';
export { OperatorError, operatorSentence } from './operator-error.ts';
export type { Snapshot, SnapshotFile } from './snapshot/snapshot.ts';
export { type Embedded, type EmbeddedOptions, startEmbedded } from './start.ts';
