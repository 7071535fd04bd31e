// A broker on a folder of its own, that a test may start again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type KafkaOptions, type KafkaServer, startKafka } from '../../../src/kafka/server.ts';
import { connectRaw, type RawClient } from './raw-client.ts';

export interface TestBroker {
  readonly folder: string;
  readonly server: KafkaServer;
  connect(): Promise<RawClient>;
  /** Ends the broker in good order and starts it on the same folder and port. */
  restart(): Promise<void>;
  /** Ends the broker and removes its folder. */
  end(): Promise<void>;
}

type Options = Partial<Omit<KafkaOptions, 'folder' | 'port'>>;

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'tributary-kafka-'));

export async function testBroker(options: Options = {}, folder?: string): Promise<TestBroker> {
  const home = folder ?? (await newFolder());
  const clients: RawClient[] = [];
  const start = (port: number) => startKafka({ port, ...options, folder: join(home, 'kafka') });
  let server = await start(0);
  const close = async () => {
    for (const client of clients.splice(0)) client.close();
    await server.close();
  };
  return {
    folder: join(home, 'kafka'),
    get server() {
      return server;
    },
    async connect() {
      const client = await connectRaw(server.broker);
      clients.push(client);
      return client;
    },
    async restart() {
      await close();
      server = await start(server.port);
    },
    async end() {
      await close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Begins brokers for the tests of a file; each ends with the test that began it. */
export function brokersOfTests(): typeof testBroker {
  const brokers: TestBroker[] = [];
  afterEach(async () => {
    for (const broker of brokers.splice(0)) await broker.end();
  });
  return async (...given) => {
    const broker = await testBroker(...given);
    brokers.push(broker);
    return broker;
  };
}
