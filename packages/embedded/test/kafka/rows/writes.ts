// Rows about what may be written.
import { errorName } from '../../../src/kafka/errors.ts';
import { batchOf, batchWith } from '../support/batches.ts';
import { requestFrame } from '../support/raw-client.ts';
import type { Row } from './row.ts';
import { fetch, offsetsOf, produce, produceRequest } from './steps.ts';

/** A copy with one bit of the last byte changed, which the checksum covers. */
function spoilt(batch: Buffer): Buffer {
  const copy = Buffer.from(batch);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}

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
