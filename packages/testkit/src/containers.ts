// Servers in containers for suites that want them, on the engine that DOCKER_HOST names or that the machine has.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { freePort } from './child.ts';
import { KAFKA_VERSION, type RealKafka } from './real-kafka.ts';
import type { RealRedis } from './real-redis.ts';

const KAFKA = `apache/kafka:${KAFKA_VERSION}`;
const REDIS = 'redis:7.0.15-bookworm';
export const MONGO = 'mongo:8.0.15';
const KEYCLOAK = 'keycloak/keycloak:26.5.6';

const START_WITHIN_MS = 180_000;
const LOOPBACK = '127.0.0.1';

export interface RealMongo {
  readonly url: string;
  /** Ends the server. */
  close(): Promise<void>;
}

export interface RealKeycloak {
  /** as its tokens say it, and as browsers reach it */
  readonly issuer: string;
  /** the same realm, as services reach it */
  readonly inside: string;
  /** Ends every session that a person of the realm has. */
  logOut(username: string): Promise<void>;
  /** Ends the server. */
  close(): Promise<void>;
}

/** Whether an image is on the engine, or can be fetched. */
export async function canHave(image: string): Promise<boolean> {
  const run = promisify(execFile);
  const succeeds = (args: readonly string[]) =>
    run('docker', [...args]).then(
      () => true,
      () => false,
    );
  return (await succeeds(['image', 'inspect', image])) || succeeds(['pull', '--quiet', image]);
}

/** Starts a container whose `port` is the same one outside, as a server must know that tells its clients where it is. */
async function startAt(
  image: string,
  port: number,
  environment: Record<string, string>,
  ready: RegExp,
): Promise<StartedTestContainer> {
  return new GenericContainer(image)
    .withExposedPorts({ container: port, host: port })
    .withEnvironment(environment)
    .withWaitStrategy(Wait.forLogMessage(ready))
    .withStartupTimeout(START_WITHIN_MS)
    .start();
}

/** Starts Kafka in a container; topics are made only when asked for. */
export async function startKafkaContainer(): Promise<RealKafka> {
  const port = await freePort();
  const container = await startAt(
    KAFKA,
    port,
    {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:9093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${LOOPBACK}:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '100',
    },
    /Kafka Server started/,
  );
  return { broker: `${LOOPBACK}:${port}`, close: async () => void (await container.stop()) };
}

/** Starts Redis in a container. */
export async function startRedisContainer(): Promise<RealRedis> {
  const container = await new GenericContainer(REDIS)
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .withStartupTimeout(START_WITHIN_MS)
    .start();
  const url = `redis://${container.getHost()}:${container.getMappedPort(6379)}`;
  return { url, close: async () => void (await container.stop()) };
}

/** Starts MongoDB in a container, as a replica set of one. */
export async function startMongoContainer(): Promise<RealMongo> {
  const container = await new GenericContainer(MONGO)
    .withExposedPorts(27017)
    .withCommand(['--replSet', 'rs0', '--bind_ip_all'])
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .withStartupTimeout(START_WITHIN_MS)
    .start();
  const begin = "rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'localhost:27017' }] })";
  const until = 'while (!db.hello().isWritablePrimary) sleep(50)';
  const { exitCode, output } = await container.exec(['mongosh', '--quiet', '--eval', `${begin}; ${until}`]);
  if (exitCode !== 0) throw new Error(`MongoDB did not begin its replica set: ${output}`);
  const url = `mongodb://${container.getHost()}:${container.getMappedPort(27017)}/?directConnection=true`;
  return { url, close: async () => void (await container.stop()) };
}

/** Starts Keycloak in a container, with one realm; browsers know it by another name than services do. */
export async function startKeycloakContainer(name: string, realm: object): Promise<RealKeycloak> {
  const port = await freePort();
  const [outside, inside] = [`http://localhost:${port}`, `http://${LOOPBACK}:${port}`];
  const admin = { username: 'admin', password: 'admin-of-this-test' };
  const container = await new GenericContainer(KEYCLOAK)
    .withExposedPorts({ container: 8080, host: port })
    .withCommand(['start-dev', '--import-realm'])
    .withCopyContentToContainer([{ content: JSON.stringify(realm), target: '/opt/keycloak/data/import/realm.json' }])
    .withEnvironment({
      KC_HOSTNAME: outside,
      KC_HOSTNAME_BACKCHANNEL_DYNAMIC: 'true',
      KC_BOOTSTRAP_ADMIN_USERNAME: admin.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m',
    })
    .withWaitStrategy(Wait.forHttp(`/realms/${name}`, 8080))
    .withStartupTimeout(START_WITHIN_MS)
    .start();

  async function asAdmin(path: string, method = 'GET'): Promise<Response> {
    const form = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...admin });
    const url = `${inside}/realms/master/protocol/openid-connect/token`;
    const { access_token: token } = (await (await fetch(url, { method: 'POST', body: form })).json()) as {
      access_token: string;
    };
    return fetch(`${inside}/admin/realms/${name}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  }

  return {
    issuer: `${outside}/realms/${name}`,
    inside: `${inside}/realms/${name}`,
    async logOut(username) {
      const found = await asAdmin(`/users?exact=true&username=${encodeURIComponent(username)}`);
      const [{ id } = { id: '' }] = (await found.json()) as { id: string }[];
      const { status } = await asAdmin(`/users/${id}/logout`, 'POST');
      if (status !== 204) throw new Error(`${username} is not logged out: ${status}`);
    },
    close: async () => void (await container.stop()),
  };
}
