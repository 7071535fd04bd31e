// The real Apache Kafka for suites that want it: a JVM for each broker, controller in one with it, from Maven, on loopback.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kept } from './build-cache.ts';
import { type Child, freePort, startChild } from './child.ts';
import { until } from './until.ts';

export const KAFKA_VERSION = '4.1.1';

export interface RealKafka {
  /** e.g. `127.0.0.1:9092`; of several, one after the other behind commas */
  readonly broker: string;
  /** Ends the servers and removes their data. */
  close(): Promise<void>;
}

/** Brokers that keep each record on two of them at least before it is acknowledged. */
export interface KafkaCluster extends RealKafka {
  /** Ends a broker by signal 9; brokers are counted from 0. */
  kill(broker: number): Promise<void>;
  /** Starts a broker again that was killed, on the data that it left. */
  startAgain(broker: number): Promise<void>;
}

interface Node {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  readonly folder: string;
  readonly properties: string;
}

const run = promisify(execFile);
const START_WITHIN_MS = 120_000;

/** Starts Kafka with an empty log; topics are made only when asked for. Java 17 and, the first time, Maven must be there. */
export const startRealKafka = (): Promise<RealKafka> => startKafkaCluster(1);

/** Starts Kafka on several brokers, with as many copies of each topic. */
export async function startKafkaCluster(brokers: number): Promise<KafkaCluster> {
  const libraries = await kafkaLibraries();
  const classPath = join(libraries, '*');
  const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
  const nodes: Node[] = [];
  for (let id = 1; id <= brokers; id += 1) {
    const own = join(folder, String(id));
    await mkdir(own);
    const properties = join(own, 'server.properties');
    nodes.push({ id, port: await freePort(), controllerPort: await freePort(), folder: own, properties });
  }
  // Behind `=`, because an id may begin with a dash, which alone would read as an option.
  const clusterId = `--cluster-id=${randomBytes(16).toString('base64url')}`;
  const children: Child[] = [];
  const begin = ({ properties, folder: own }: Node) =>
    startChild('java', ['-Xms256m', '-Xmx700m', '-cp', classPath, 'kafka.Kafka', properties], own);
  /** Waits until each broker answers, and one of them coordinates groups. */
  const untilReady = () =>
    until(
      'Kafka to be ready',
      async () => {
        const ended = children.find((child) => !child.alive());
        if (ended !== undefined) throw new Error(`Kafka ended: ${ended.output()}`);
        const said = await Promise.all(nodes.map(({ port }) => saidOfGroups(port)));
        return (said.every((code) => code !== undefined) && said.includes(UNKNOWN_MEMBER_ID)) || undefined;
      },
      START_WITHIN_MS,
    );
  const close = async () => {
    await Promise.all(children.map((child) => child.kill()));
    await rm(folder, { recursive: true, force: true });
  };
  const nodeAt = (broker: number): Node => {
    const node = nodes[broker];
    if (node === undefined) throw new Error(`there is no broker ${broker}`);
    return node;
  };
  try {
    for (const node of nodes) {
      await writeFile(node.properties, settings(node, nodes));
      const tool = ['kafka.tools.StorageTool', 'format', clusterId, '-c', node.properties];
      await run('java', ['-cp', classPath, ...tool]);
    }
    children.push(...nodes.map(begin));
    await untilReady();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    broker: nodes.map(({ port }) => `127.0.0.1:${port}`).join(','),
    close,
    kill: async (broker) => children[broker]?.kill(),
    async startAgain(broker) {
      children[broker] = begin(nodeAt(broker));
      await untilReady();
    },
  };
}

const settings = ({ id, folder, port, controllerPort }: Node, all: readonly Node[]) =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': all.map((one) => `${one.id}@127.0.0.1:${one.controllerPort}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': false,
    'num.partitions': 1,
    'default.replication.factor': all.length,
    'min.insync.replicas': Math.min(2, all.length),
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': all.length,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': all.length,
    'transaction.state.log.min.isr': Math.min(2, all.length),
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

/** The code with which a broker answers for a group that nobody is in; undefined while it does not answer. */
function saidOfGroups(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat([findCoordinator, heartbeat])));
    let replies = Buffer.alloc(0);
    const tell = (code?: number) => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(5_000, () => tell());
    socket.once('error', () => tell());
    socket.once('close', () => tell());
    socket.on('data', (bytes: Buffer) => {
      replies = Buffer.concat([replies, bytes]);
      const second = replies.length < 4 ? replies.length : replies.readInt32BE() + 4;
      if (replies.length >= second + REPLY_BYTES) {
        tell(replies.readInt16BE(second + REPLY_BYTES - 2));
      }
    });
  });
}
