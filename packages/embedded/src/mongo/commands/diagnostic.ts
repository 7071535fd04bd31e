// Commands about the server itself: handshake, ping, sessions.
import { LARGEST_DOCUMENT } from '../values.ts';
import type { CommandDefinition } from './command.ts';

/** Drivers choose their wire version by these; 17 is MongoDB 6.0's, and no topologyVersion means that they poll. */
const hello = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: LARGEST_DOCUMENT,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: 17,
  readOnly: false,
  ok: 1,
});

const handshake: CommandDefinition = {
  args: [
    'client',
    'helloOk',
    'compression',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'hostInfo',
    'topologyVersion',
    'maxAwaitTimeMS',
    'backpressure',
  ],
  run: hello,
};

export const diagnosticCommands: Readonly<Record<string, CommandDefinition>> = {
  hello: handshake,
  ismaster: handshake,
  isMaster: handshake,
  ping: { args: [], run: () => ({ ok: 1 }) },
  buildInfo: {
    args: [],
    run: () => ({ version: '6.0.0', versionArray: [6, 0, 0, 0], maxBsonObjectSize: LARGEST_DOCUMENT, ok: 1 }),
  },
  endSessions: { args: [], run: () => ({ ok: 1 }) },
};
