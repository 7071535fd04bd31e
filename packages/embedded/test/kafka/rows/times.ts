// Rows about which offset belongs to which time.
import { errorName } from '../../../src/kafka/errors.ts';
import { batchOf, batchWith } from '../support/batches.ts';
import type { Row } from './row.ts';
import { findOffset, listOffsets, produce } from './steps.ts';

const noon = Date.UTC(2026, 0, 1, 12);
const atSeconds = (...seconds: number[]) =>
  seconds.map((second) => ({ value: `at ${second}`, timestamp: noon + second * 1000 }));

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
