// The owner's side of the journal: high watermarks from the lease, the feed without holes, changes behind an opaque cursor.
import { PARTITIONS, type RecordedEvent } from '@tributary/contracts';
import type { JournalReader } from '../ports/journal.ts';
import { isFencingRecord } from './fencing-record.ts';
import type { JournalRecord, JournalStore, LeaseStore } from './store.ts';
import { weightOf } from './weight.ts';

/** A cursor of changes that this service did not give. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Bytes of an answer of the feed, and of what changes take from one partition; a record more may bring it above. */
export const FEED_BYTES = 1024 * 1024;
export const LANE_BYTES = 128 * 1024;

const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const START = partitions.map(() => 0);

/** What leaves the service: everything but the actor. */
const published = ({ by: _by, ...record }: JournalRecord): RecordedEvent => record;

/** The records in order up to the first hole. */
function contiguous(records: readonly JournalRecord[], after: number, place: 'pos' | 'seq'): RecordedEvent[] {
  const hole = records.findIndex((record, index) => record[place] !== after + index + 1);
  return (hole === -1 ? records : records.slice(0, hole)).map(published);
}

/** Positions by partition as an opaque text. */
export const toCursor = (positions: readonly number[]): string =>
  Buffer.from(positions.map((pos) => pos.toString(36)).join('.')).toString('base64url');

/** @throws {InvalidCursor} */
export function fromCursor(cursor: string): number[] {
  const words = Buffer.from(cursor, 'base64url').toString().split('.');
  const positions = words.map((word) => (/^(0|[1-9a-z][0-9a-z]{0,9})$/.test(word) ? Number.parseInt(word, 36) : -1));
  if (positions.length !== PARTITIONS || positions.some((pos) => pos < 0))
    throw new InvalidCursor('not a cursor of changes');
  return positions;
}

const byMoment = (a: RecordedEvent, b: RecordedEvent): number =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.partition - b.partition;

export function createJournalReader(stores: () => { journal: JournalStore; leases: LeaseStore }): JournalReader {
  /** The next records of all partitions in the order of their moments; complete up to the end of the first cut assignment. */
  async function window(from: readonly number[], limit: number): Promise<RecordedEvent[]> {
    const { journal } = stores();
    const assignments = await Promise.all(
      partitions.map(async (partition) => {
        const after = from[partition] ?? 0;
        return contiguous(await journal.readPartition(partition, after, limit, LANE_BYTES), after, 'pos');
      }),
    );
    const cut = (assignment: readonly RecordedEvent[]) =>
      assignment.length === limit || assignment.reduce((bytes, record) => bytes + weightOf(record), 0) >= LANE_BYTES;
    const ends = assignments.filter(cut).map((assignment) => assignment.at(-1)?.recordedAt ?? '');
    const end = ends.length === 0 ? undefined : ends.sort()[0];
    return assignments
      .flat()
      .filter(({ recordedAt }) => end === undefined || recordedAt <= end)
      .sort(byMoment);
  }

  return {
    async highWatermarks() {
      const lease = await stores().leases.read();
      return {
        highWatermarks: partitions.map((partition) => ({ partition, pos: lease?.highWatermarks[partition] ?? 0 })),
        highWatermarksAt: lease?.highWatermarksAt,
        corrected: lease?.corrected,
        epoch: lease?.epoch ?? 0,
      };
    },

    async feed(from, limit) {
      const { journal } = stores();
      return 'partition' in from
        ? contiguous(await journal.readPartition(from.partition, from.after, limit, FEED_BYTES), from.after, 'pos')
        : contiguous(await journal.readAggregate(from.agg, from.after, limit, FEED_BYTES), from.after, 'seq');
    },

    async changes(after, types, limit) {
      const positions = after === undefined ? [...START] : fromCursor(after);
      const wanted = (record: RecordedEvent) =>
        !isFencingRecord(record) && (types === undefined || types.includes(record.event.type));
      const items: RecordedEvent[] = [];
      for (const record of await window(positions, limit)) {
        if (items.length === limit) break;
        positions[record.partition] = record.pos;
        if (wanted(record)) items.push(record);
      }
      return { items, next: toCursor(positions) };
    },
  };
}
