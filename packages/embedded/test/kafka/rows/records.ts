// Rows about records: what may be written, what is read back, which offset belongs to which time.
import { errorName } from '../../../src/kafka/errors.ts';
import { batchesIn, batchOf, batchWith } from '../support/batches.ts';
import { requestFrame } from '../support/raw-client.ts';
import type { Row } from './row.ts';
import { fetch, fetchRequest, findOffset, listOffsets, produce, produceRequest } from './steps.ts';

const noon = Date.UTC(2026, 0, 1, 12);
const atSeconds = (...seconds: number[]) =>
  seconds.map((second) => ({ value: `at ${second}`, timestamp: noon + second * 1000 }));

/** A copy with one bit of the last byte changed, which the checksum covers. */
function spoilt(batch: Buffer): Buffer {
  const copy = Buffer.from(batch);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}

const offsetsOf = (partitions: Awaited<ReturnType<typeof fetch>>) =>
  partitions.map(({ error, records }) => ({ error: errorName(error), batches: batchesIn(records) }));

export const writes: readonly Row[] = [
  {
    title: 'each batch takes as many offsets as it has records, beginning at 0',
    proves: ['Produce'],
    source: 'Message Format: Record Batch, baseOffset and lastOffsetDelta; ProduceResponse.json, BaseOffset',
    play: async ({ client, topic }) => [
      ...(await produce(client, topic, batchWith('a', 'b'))),
      ...(await produce(client, topic, batchWith('c'))),
      ...(await produce(client, topic, batchWith('d'))),
    ],
    shows: [
      { error: 'NONE', baseOffset: 0 },
      { error: 'NONE', baseOffset: 2 },
      { error: 'NONE', baseOffset: 3 },
    ],
  },
  {
    title: 'a batch above max.message.bytes is refused for its partition, and the others of the request are kept',
    proves: ['Produce'],
    source: 'Topic Configs: max.message.bytes; error MESSAGE_TOO_LARGE',
    partitions: 3,
    configs: { 'max.message.bytes': '300' },
    play: async ({ client, topic }) => ({
      written: await produce(client, topic, batchWith('a'), batchWith('x'.repeat(400)), batchWith('c')),
      read: offsetsOf(await fetch(client, topic, { offsets: [0, 0, 0] })),
    }),
    shows: {
      written: [
        { error: 'NONE', baseOffset: 0 },
        { error: 'MESSAGE_TOO_LARGE', baseOffset: -1 },
        { error: 'NONE', baseOffset: 0 },
      ],
      read: [
        { error: 'NONE', batches: [{ base: 0, count: 1 }] },
        { error: 'NONE', batches: [] },
        { error: 'NONE', batches: [{ base: 0, count: 1 }] },
      ],
    },
  },
  {
    title: 'a partition that is not there is refused, and the other one of the request is kept',
    proves: ['Produce'],
    source: 'error UNKNOWN_TOPIC_OR_PARTITION: this server does not host this topic-partition',
    play: ({ client, topic }) => produce(client, topic, batchWith('a'), batchWith('b')),
    shows: [
      { error: 'NONE', baseOffset: 0 },
      { error: 'UNKNOWN_TOPIC_OR_PARTITION', baseOffset: -1 },
    ],
  },
  {
    title: 'a batch whose checksum is wrong is refused and leaves no offset behind',
    proves: ['Produce'],
    source: 'error CORRUPT_MESSAGE: this message has failed its CRC checksum',
    play: async ({ client, topic }) => [
      ...(await produce(client, topic, spoilt(batchWith('a')))),
      ...(await produce(client, topic, batchWith('b'))),
    ],
    shows: [
      { error: 'CORRUPT_MESSAGE', baseOffset: -1 },
      { error: 'NONE', baseOffset: 0 },
    ],
  },
  {
    title: 'two batches for one partition in one request are refused',
    proves: ['Produce'],
    source: 'Message Format; ProduceRequest: version 3 and above must contain exactly one record batch per partition',
    play: ({ client, topic }) => produce(client, topic, Buffer.concat([batchWith('a'), batchWith('b')])),
    shows: [{ error: 'INVALID_RECORD', baseOffset: -1 }],
  },
  {
    title: 'a batch that counts its records wrongly is refused',
    proves: ['Produce'],
    source: 'Message Format: recordsCount; error INVALID_RECORD: this record has failed the validation on broker',
    play: ({ client, topic }) => produce(client, topic, batchOf([{ value: 'a' }, { value: 'b' }], { count: 3 })),
    shows: [{ error: 'INVALID_RECORD', baseOffset: -1 }],
  },
  {
    title: 'a batch that begins at another offset than 0, or is a control batch, is refused',
    proves: ['Produce'],
    source: 'Message Format: clients write baseOffset 0; control batches are written by brokers only',
    play: async ({ client, topic }) => [
      ...(await produce(client, topic, batchOf([{ value: 'a' }], { baseOffset: 5 }))),
      ...(await produce(client, topic, batchOf([{ value: 'a' }], { control: true }))),
    ],
    shows: [
      { error: 'INVALID_RECORD', baseOffset: -1 },
      { error: 'INVALID_RECORD', baseOffset: -1 },
    ],
  },
  {
    title: 'acknowledgements other than -1, 0 and 1 are refused',
    proves: ['Produce'],
    source: 'ProduceRequest.json, Acks: allowed values; error INVALID_REQUIRED_ACKS',
    play: async ({ client, topic }) => {
      const { topics } = await client.ask('Produce', produceRequest(2, topic, batchWith('a')));
      return topics.flatMap(({ partitions }) => partitions.map(({ error }) => errorName(error)));
    },
    shows: ['INVALID_REQUIRED_ACKS'],
  },
  {
    title: 'a request without acknowledgements gets no reply, and its records are there',
    proves: ['Produce'],
    source: 'ProduceRequest.json, Acks: 0 for no acknowledgments',
    play: async ({ client, topic }) => {
      client.send(requestFrame('Produce', 7, produceRequest(0, topic, batchWith('a'))));
      return produce(client, topic, batchWith('b'));
    },
    shows: [{ error: 'NONE', baseOffset: 1 }],
  },
  {
    title: 'a request in the format before record batches closes its connection, although its version is listed',
    proves: ['Produce'],
    source: 'KIP-896; KAFKA-18659: Produce is listed from 0 for librdkafka, and versions 0 to 2 are not supported',
    play: async ({ client, topic }) => {
      const listed = (await client.ask('ApiVersions', {}, 0)).apis.find(({ key }) => key === 0);
      client.send(requestFrame('Produce', 2, produceRequest(-1, topic, batchWith('a'))));
      return { listedFrom: listed?.min, reply: await client.reply() };
    },
    shows: { listedFrom: 0, reply: undefined },
  },
];

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

export const times: readonly Row[] = [
  {
    title: 'the earliest and the latest offset of a partition',
    proves: ['ListOffsets'],
    source: 'ListOffsetsRequest.json, Timestamp: -2 is the earliest, -1 the latest offset',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a', 'b', 'c'));
      return [await findOffset(client, topic, -2), await findOffset(client, topic, -1)];
    },
    shows: [
      { error: 'NONE', offset: 0, timestamp: -1 },
      { error: 'NONE', offset: 3, timestamp: -1 },
    ],
  },
  {
    title: 'a time finds the first record at or after it, also inside of a batch',
    proves: ['ListOffsets'],
    source: 'KIP-79: the earliest offset whose timestamp is greater than or equal to the given timestamp',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchOf(atSeconds(0, 10, 20)));
      await produce(client, topic, batchOf(atSeconds(30, 40)));
      const found = [];
      for (const second of [-5, 5, 20, 31]) found.push(await findOffset(client, topic, noon + second * 1000));
      return found.map(({ offset, timestamp }) => ({ offset, second: (timestamp - noon) / 1000 }));
    },
    shows: [
      { offset: 0, second: 0 },
      { offset: 1, second: 10 },
      { offset: 2, second: 20 },
      { offset: 4, second: 40 },
    ],
  },
  {
    title: 'a time finds its record inside of a compressed batch',
    proves: ['ListOffsets'],
    source: 'KIP-79; Message Format: the timestamp of a record is firstTimestamp plus its delta, in any order',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchOf(atSeconds(10, 5, 40), { gzip: true }));
      const { offset, timestamp } = await findOffset(client, topic, noon + 11_000);
      return { offset, second: (timestamp - noon) / 1000 };
    },
    shows: { offset: 2, second: 40 },
  },
  {
    title: 'a time after the last record finds nothing',
    proves: ['ListOffsets'],
    source: 'ListOffsetsResponse.json: offset and timestamp are -1 when nothing was found',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchOf(atSeconds(0)));
      return findOffset(client, topic, noon + 1);
    },
    shows: { error: 'NONE', offset: -1, timestamp: -1 },
  },
  {
    title: 'an unknown partition has no offsets',
    proves: ['ListOffsets'],
    source: 'error UNKNOWN_TOPIC_OR_PARTITION',
    play: async ({ client, topic }) => {
      const { topics } = await listOffsets(client, topic, [9], -1);
      return topics.flatMap(({ partitions }) => partitions.map(({ error }) => errorName(error)));
    },
    shows: ['UNKNOWN_TOPIC_OR_PARTITION'],
  },
];
