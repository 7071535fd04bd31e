// Clients that were never thought of here: kcat (librdkafka) and Apache Kafka's own command-line tools (Java).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kafkaLibraries } from '../../../testkit/src/real-kafka.ts';
import { createTopic } from './rows/steps.ts';
import { type TestBroker, testBroker } from './support/broker.ts';

let broker: TestBroker;

beforeAll(async () => {
  broker = await testBroker();
  await createTopic(await broker.connect(), 'foreign', 3, {});
});
afterAll(() => broker.end());

/** Runs a program with this input. @returns what it printed @throws with all of it when it fails */
function run(program: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    let output = '';
    let errors = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes));
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ended with ${code}: ${output}${errors}`)),
    );
    child.stdin.end(input);
  });
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const kcat = (args: readonly string[], input?: string) => run('kcat', ['-b', broker.server.broker, ...args], input);

it('kcat lists the broker and its topics', async () => {
  expect(await kcat(['-L'])).toMatch(/topic "foreign" with 3 partitions/);
});

it('kcat writes plain and compressed records and reads them back, from the start, in the middle, and by time', async () => {
  await kcat(['-P', '-t', 'foreign', '-p', '0', '-K', ':'], 'k1:one\nk2:two\n');
  await kcat(['-P', '-t', 'foreign', '-p', '0', '-z', 'gzip'], 'three\nfour\n');
  const read = (...args: string[]) => kcat(['-C', '-t', 'foreign', '-p', '0', '-e', '-q', '-f', '%o=%s\\n', ...args]);
  expect(lines(await read('-o', 'beginning'))).toEqual(['0=one', '1=two', '2=three', '3=four']);
  expect(lines(await read('-o', '3'))).toEqual(['3=four']);
  expect(lines(await read('-o', 's@0'))).toHaveLength(4);
  expect(lines(await kcat(['-Q', '-t', 'foreign:0:-1']))[0]).toMatch(/offset 4$/);
});

it('kcat consumes in a group, and goes on where it stopped', async () => {
  await kcat(['-P', '-t', 'foreign', '-p', '1'], 'a\nb\n');
  const consume = (count: number) =>
    kcat(['-G', 'foreign-group', '-q', '-c', String(count), '-X', 'auto.offset.reset=earliest', 'foreign']);
  expect(lines(await consume(2)).toSorted()).toHaveLength(2);
  await kcat(['-P', '-t', 'foreign', '-p', '2'], 'c\n');
  expect(lines(await consume(1))).toHaveLength(1);
});

it("Kafka's own tools create a topic, write to it, read it in a group, and describe group and topic", async () => {
  const server = ['--bootstrap-server', broker.server.broker];
  const classPath = join(await kafkaLibraries(), '*');
  const tool = (name: string, args: readonly string[], input?: string) =>
    run('java', ['-Xmx200m', '-cp', classPath, name, ...server, ...args], input);
  const topic = ['--topic', 'java'];
  await tool('org.apache.kafka.tools.TopicCommand', [
    '--create',
    ...topic,
    '--partitions',
    '2',
    '--replication-factor',
    '1',
  ]);
  expect(await tool('org.apache.kafka.tools.TopicCommand', ['--describe', ...topic])).toMatch(/PartitionCount: 2/);
  const producing = [...topic, '--producer-property', 'enable.idempotence=false'];
  await tool('org.apache.kafka.tools.ConsoleProducer', producing, 'x\ny\nz\n');
  const consuming = ['--group', 'java-group', '--from-beginning', '--max-messages', '3', '--timeout-ms', '60000'];
  const read = await tool('org.apache.kafka.tools.consumer.ConsoleConsumer', [...topic, ...consuming]);
  expect(lines(read).toSorted()).toEqual(['x', 'y', 'z']);
  const groups = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
  expect(await tool(groups, ['--describe', '--group', 'java-group'])).toMatch(/java-group\s+java\s+\d\s+\d/);
});
