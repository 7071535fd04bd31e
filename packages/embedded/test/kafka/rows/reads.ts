// Rows about what is read back.
import { errorName } from '../../../src/kafka/errors.ts';
import { batchOf, batchWith } from '../support/batches.ts';
import type { Row } from './row.ts';
import { fetch, fetchRequest, offsetsOf, produce } from './steps.ts';

export const reads: readonly Row[] = [
  {
    title: 'a fetch from the middle of a batch brings the whole batch',
    proves: ['Fetch'],
    source: 'Message Format: clients skip the records below the offset they asked for',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a', 'b', 'c'));
      await produce(client, topic, batchWith('d'));
      return offsetsOf(await fetch(client, topic, { offsets: [1] }));
    },
    shows: [
      {
        error: 'NONE',
        batches: [
          { base: 0, count: 3 },
          { base: 3, count: 1 },
        ],
      },
    ],
  },
  {
    title: 'a fetched batch is the one that was written, byte by byte, but for its place in the log',
    proves: ['Fetch', 'Produce'],
    source:
      'Message Format: baseOffset and partitionLeaderEpoch are not under the CRC; the leader of a new partition has epoch 0',
    play: async ({ client, topic }) => {
      const batch = batchOf([{ value: 'a' }, { value: 'b' }], { gzip: true });
      const same: boolean[] = [];
      for (const base of [0, 2]) {
        await produce(client, topic, Buffer.from(batch));
        const [fetched] = await fetch(client, topic, { offsets: [base] });
        batch.writeBigInt64BE(BigInt(base), 0);
        batch.writeInt32BE(0, 12);
        same.push(batch.equals(fetched?.records ?? Buffer.alloc(0)));
        batch.writeBigInt64BE(0n, 0);
      }
      return same;
    },
    shows: [true, true],
  },
  {
    title: 'at least one batch comes, even above the limits of the partition and of the request',
    proves: ['Fetch'],
    source:
      'KIP-74: the first message of the first non-empty partition is returned even if it is larger than the limits',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('x'.repeat(1000)));
      await produce(client, topic, batchWith('b'));
      return offsetsOf(await fetch(client, topic, { maxBytes: 1, partitionMaxBytes: 1 }));
    },
    shows: [{ error: 'NONE', batches: [{ base: 0, count: 1 }] }],
  },
  {
    title: 'what the first partition brings counts against the limit of the request',
    proves: ['Fetch'],
    source: 'KIP-74: max_bytes of the request limits all of its partitions together, in their order',
    partitions: 2,
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('x'.repeat(1000)), batchWith('y'.repeat(1000)));
      return offsetsOf(await fetch(client, topic, { offsets: [0, 0], maxBytes: 1200 }));
    },
    shows: [
      { error: 'NONE', batches: [{ base: 0, count: 1 }] },
      { error: 'NONE', batches: [] },
    ],
  },
  {
    title: 'the limit of a partition is kept with as many whole batches as fit',
    proves: ['Fetch'],
    source: 'FetchRequest.json, PartitionMaxBytes; clients ignore a last batch that is not whole',
    play: async ({ client, topic }) => {
      for (const value of ['a', 'b', 'c']) await produce(client, topic, batchWith(value));
      return offsetsOf(await fetch(client, topic, { partitionMaxBytes: 2 * batchWith('a').length + 10 }));
    },
    shows: [
      {
        error: 'NONE',
        batches: [
          { base: 0, count: 1 },
          { base: 1, count: 1 },
        ],
      },
    ],
  },
  {
    title: 'at the end of the log nothing comes, with the high watermark and the start of the log',
    proves: ['Fetch'],
    source: 'FetchResponse.json, HighWatermark, LastStableOffset, LogStartOffset',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a', 'b'));
      const [fetched] = await fetch(client, topic, { offsets: [2] });
      const { error, highWatermark, lastStableOffset, logStartOffset, records } = fetched ?? {};
      return { error, highWatermark, lastStableOffset, logStartOffset, bytes: records?.length };
    },
    shows: { error: 0, highWatermark: 2, lastStableOffset: 2, logStartOffset: 0, bytes: 0 },
  },
  {
    title: 'offsets behind the end and before the start are out of range',
    proves: ['Fetch'],
    source:
      'error OFFSET_OUT_OF_RANGE: the requested offset is not within the range of offsets maintained by the server',
    partitions: 2,
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a'), batchWith('a'));
      return offsetsOf(await fetch(client, topic, { offsets: [2, -5] }));
    },
    shows: [
      { error: 'OFFSET_OUT_OF_RANGE', batches: [] },
      { error: 'OFFSET_OUT_OF_RANGE', batches: [] },
    ],
  },
  {
    title: 'an unknown partition is refused, and the known one of the request is read',
    proves: ['Fetch'],
    source: 'error UNKNOWN_TOPIC_OR_PARTITION',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a'));
      return offsetsOf(await fetch(client, topic, { offsets: [0, 0] }));
    },
    shows: [
      { error: 'NONE', batches: [{ base: 0, count: 1 }] },
      { error: 'UNKNOWN_TOPIC_OR_PARTITION', batches: [] },
    ],
  },
  {
    title: 'a fetch that waits at the end is answered by the next record',
    proves: ['Fetch'],
    source: 'FetchRequest.json, MaxWaitMs and MinBytes: the reply leaves when MinBytes are there',
    play: async ({ client, connect, topic }) => {
      const other = await connect();
      const waiting = fetch(client, topic, { maxWaitMs: 60_000 });
      await produce(other, topic, batchWith('a'));
      return offsetsOf(await waiting);
    },
    shows: [{ error: 'NONE', batches: [{ base: 0, count: 1 }] }],
  },
  {
    title: 'a fetch that waits for more bytes than are there is answered when its time is over, with those there are',
    proves: ['Fetch'],
    source: 'FetchRequest.json, MaxWaitMs: the maximum time in milliseconds to wait for the response',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a'));
      const request = { ...fetchRequest(topic, { maxWaitMs: 50 }), minBytes: 100_000 };
      const { topics } = await client.ask('Fetch', request);
      return offsetsOf(topics.flatMap(({ partitions }) => [...partitions]));
    },
    shows: [{ error: 'NONE', batches: [{ base: 0, count: 1 }] }],
  },
  {
    title: 'a request for a session that was never given out is refused',
    proves: ['Fetch'],
    source: 'KIP-227; error FETCH_SESSION_ID_NOT_FOUND',
    play: async ({ client, topic }) => {
      const { error } = await client.ask('Fetch', { ...fetchRequest(topic), sessionId: 12_345, sessionEpoch: 1 });
      return errorName(error);
    },
    shows: 'FETCH_SESSION_ID_NOT_FOUND',
  },
];
