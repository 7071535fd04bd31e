// Commands about the server itself: handshake, ping, sessions.
import { OK } from '../reply.ts';
import { type Doc, LARGEST_DOCUMENT } from '../values.ts';
import { LARGEST_MESSAGE } from '../wire.ts';
import type { Call, Run } from './command.ts';

/** Wire version 17 is that of MongoDB 6.0. There is no topologyVersion: without one drivers poll, and nothing is pushed. */
const handshake = ({ connection }: Call): Doc => ({
  maxBsonObjectSize: LARGEST_DOCUMENT,
  maxMessageSizeBytes: LARGEST_MESSAGE,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: connection,
  minWireVersion: 0,
  maxWireVersion: 17,
  readOnly: false,
  ok: OK,
});

const hello: Run = (call) => ({ isWritablePrimary: true, ...handshake(call) });
/** The older handshake has its own word for a primary, and tells of `hello`. */
const isMaster: Run = (call) => ({ helloOk: true, ismaster: true, ...handshake(call) });

const nothing: Run = () => ({ ok: OK });

const buildInfo: Run = () => ({
  version: '6.0.0',
  versionArray: [6, 0, 0, 0],
  // A client that must not work on this server tells it by this from MongoDB.
  modules: ['tributary-embedded'],
  maxBsonObjectSize: LARGEST_DOCUMENT,
  ok: OK,
});

export const diagnosticCommands = {
  hello,
  isMaster,
  ismaster: isMaster,
  ping: nothing,
  buildInfo,
  endSessions: nothing,
} satisfies Record<string, Run>;
