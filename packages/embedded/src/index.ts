// The embedded servers: what `npm start` and the tests run instead of MongoDB, Kafka and an identity provider.
export { clientSecret, type KeyFiles, prepareFolder } from './folder/keys.ts';
export { FolderInUseError } from './folder/lock.ts';
export { NotRunningError, type Run, readRun, removeRun, writeRun } from './folder/run.ts';
export { signToken, type TokenRequest } from './issuer/sign.ts';
export { PortInUseError } from './listen.ts';
export { type Embedded, type EmbeddedOptions, startEmbedded } from './start.ts';
