// The real Apache Kafka for suites that want it: one JVM, broker and controller in one, from Maven, on loopback.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kept } from './build-cache.ts';
import { freePort, startChild } from './child.ts';
import { until } from './until.ts';

export const KAFKA_VERSION = '4.1.1';

export interface RealKafka {
  /** e.g. `127.0.0.1:9092` */
  readonly broker: string;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

const run = promisify(execFile);
const START_WITHIN_MS = 120_000;

/** Starts Kafka with an empty log; topics are made only when asked for. Java 17 and, the first time, Maven must be there. */
export async function startRealKafka(): Promise<RealKafka> {
  const libraries = await kafkaLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
  const port = await freePort();
  const properties = join(folder, 'server.properties');
  await writeFile(properties, settings(folder, port, await freePort()));
  const classPath = join(libraries, '*');
  // Behind `=`, because an id may begin with a dash, which alone would read as an option.
  const clusterId = `--cluster-id=${randomBytes(16).toString('base64url')}`;
  await run('java', ['-cp', classPath, 'kafka.tools.StorageTool', 'format', clusterId, '-c', properties]);
  const kafka = startChild('java', ['-Xms256m', '-Xmx700m', '-cp', classPath, 'kafka.Kafka', properties], folder);
  const close = async () => {
    await kafka.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ready = async () => {
      if (!kafka.alive()) throw new Error(`Kafka ended: ${kafka.output()}`);
      return (await coordinates(port)) || undefined;
    };
    await until('Kafka to be ready', ready, START_WITHIN_MS);
  } catch (error) {
    await close();
    throw error;
  }
  return { broker: `127.0.0.1:${port}`, close };
}

const settings = (folder: string, port: number, controllerPort: number) =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': false,
    'num.partitions': 1,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 100,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** The folder of the jars of Kafka and its tools, fetched once and kept outside of the checkout. */
export async function kafkaLibraries(): Promise<string> {
  const folder = await kept(`apache-kafka-${KAFKA_VERSION}`, async (draft) => {
    await writeFile(join(draft, 'pom.xml'), pom);
    await run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'], {
      cwd: draft,
    });
  });
  return join(folder, 'jars');
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tributary</groupId>
  <artifactId>real-kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>${KAFKA_VERSION}</version></dependency>
  </dependencies>
</project>
`;

const GROUP = Buffer.concat([Buffer.from([0, 5]), Buffer.from('ready')]);
/** FindCoordinator, version 0; the first one makes Kafka prepare for groups. */
const findCoordinator = request(10, GROUP);
/** Heartbeat, version 0, of generation 0 and a member without a name. */
const heartbeat = request(12, Buffer.concat([GROUP, Buffer.from([0, 0, 0, 0, 0, 0])]));
/** What a coordinator that is there and has read its log says to that. */
const UNKNOWN_MEMBER_ID = 25;
const REPLY_BYTES = 10;

function request(api: number, body: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, api, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
  header.writeInt32BE(header.length - 4 + body.length);
  return Buffer.concat([header, body]);
}

/** Whether the broker answers, and groups have their coordinator. */
function coordinates(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat([findCoordinator, heartbeat])));
    let replies = Buffer.alloc(0);
    const tell = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(5_000, () => tell(false));
    socket.once('error', () => tell(false));
    socket.once('close', () => tell(false));
    socket.on('data', (bytes: Buffer) => {
      replies = Buffer.concat([replies, bytes]);
      const second = replies.length < 4 ? replies.length : replies.readInt32BE() + 4;
      if (replies.length >= second + REPLY_BYTES) {
        tell(replies.readInt16BE(second + REPLY_BYTES - 2) === UNKNOWN_MEMBER_ID);
      }
    });
  });
}
