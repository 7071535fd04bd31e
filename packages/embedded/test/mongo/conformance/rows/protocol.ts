// The handshake, the arguments that come with every command, and the commands about the server itself.
import { Long } from 'bson';
import { find, type Row } from '../row.ts';

const drivers = (title: string) => `MongoDB driver specifications, "${title}"`;
const manual = (title: string) => `MongoDB manual, Database Commands, "${title}"`;

const handshake = {
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  readOnly: false,
};

/** What drivers tell of themselves. */
const told = {
  client: { driver: { name: 'x' } },
  helloOk: true,
  compression: [],
  loadBalanced: false,
  hostInfo: {},
  saslSupportedMechs: 'admin.x',
  speculativeAuthenticate: { saslStart: 1 },
  topologyVersion: { counter: Long.ZERO },
  maxAwaitTimeMS: Long.fromNumber(10_000),
  backpressure: true,
};

const primary = {
  hello: { isWritablePrimary: true },
  ismaster: { ismaster: true, helloOk: true },
  isMaster: { ismaster: true, helloOk: true },
};

export const protocol: readonly Row[] = [
  ...(['hello', 'ismaster', 'isMaster'] as const).map(
    (name): Row => ({
      title: `${name} tells of a standalone server with sessions`,
      proves: [`command ${name}`, ...Object.keys(told).map((argument) => `handshake ${argument}`)],
      source: drivers('MongoDB Handshake'),
      steps: [{ run: { [name]: 1, ...told }, reply: { ...handshake, ...primary[name] } }],
    }),
  ),
  {
    title: 'hello names the wire version of MongoDB 6.0',
    proves: ['command hello'],
    source: drivers('MongoDB Handshake'),
    steps: [{ run: { hello: 1 }, reply: { maxWireVersion: 17 } }],
  },
  {
    title: 'ping answers',
    proves: ['command ping'],
    source: manual('ping'),
    steps: [{ run: { ping: 1 }, reply: {} }],
  },
  {
    title: 'buildInfo tells the version whose wire protocol is spoken',
    proves: ['command buildInfo'],
    source: manual('buildInfo'),
    steps: [
      { run: { buildInfo: 1 }, reply: { version: '6.0.0', versionArray: [6, 0, 0, 0], maxBsonObjectSize: 16_777_216 } },
    ],
  },
  {
    title: 'endSessions is heard',
    proves: ['command endSessions'],
    source: manual('endSessions'),
    steps: [{ run: { endSessions: [{ id: 1 }] }, reply: {} }],
  },
  {
    title: 'what drivers send with every command is taken',
    proves: [
      'generic $db',
      'generic lsid',
      'generic $clusterTime',
      'generic $readPreference',
      'generic readConcern',
      'generic writeConcern',
      'generic comment',
      'generic apiVersion',
      'generic apiStrict',
      'generic apiDeprecationErrors',
    ],
    source: drivers('Driver Sessions; Server Selection; Read and Write Concern; Stable API'),
    given: [{ _id: 1 }],
    steps: [
      {
        run: find(
          {},
          {
            lsid: { id: 1 },
            $clusterTime: { clusterTime: Long.ONE },
            $readPreference: { mode: 'primary' },
            readConcern: { level: 'majority' },
            maxTimeMS: 5000,
            comment: 'why',
            apiVersion: '1',
            apiStrict: false,
            apiDeprecationErrors: false,
          },
        ),
        docs: [{ _id: 1 }],
      },
      { run: { insert: 'c', documents: [{ _id: 2 }], writeConcern: { w: 'majority', j: true } }, reply: { n: 1 } },
    ],
  },
];
