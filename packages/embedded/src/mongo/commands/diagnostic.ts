// Commands about the server itself: handshake, ping, sessions.
import { OK } from '../reply.ts';
import { type Doc, LARGEST_DOCUMENT } from '../values.ts';
import { LARGEST_MESSAGE } from '../wire.ts';
import type { Call, Run } from './command.ts';

/** Wire version 17 is that of MongoDB 6.0. There is no topologyVersion: without one drivers poll, and nothing is pushed. */
const hello: Run = ({ connection }: Call): Doc => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
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

const nothing: Run = () => ({ ok: OK });

const buildInfo: Run = () => ({
  version: '6.0.0',
  versionArray: [6, 0, 0, 0],
  maxBsonObjectSize: LARGEST_DOCUMENT,
  ok: OK,
});

export const diagnosticCommands = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  buildInfo,
  endSessions: nothing,
} satisfies Record<string, Run>;
