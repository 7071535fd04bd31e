// Events for the tests of the read side: a well with readings, a subject that may be erased, a message nobody can read.
import { defineEvent, LocalDate, partitionOf, type RecordedEvent } from '@tributary/contracts';
import { z } from 'zod';
import { fencingRecordOf } from '../../../src/journal/fencing-record.ts';

export const wellDug = defineEvent(
  'registry.well.dug.v1',
  'A well was dug',
  z.strictObject({ name: z.string(), dugOn: LocalDate }),
  'dugOn',
);
export const wellMeasured = defineEvent(
  'registry.well.measured.v1',
  'The level of a well was measured',
  z.strictObject({ level: z.int().min(0), measuredOn: LocalDate }),
  'measuredOn',
);
export const wellRevised = defineEvent('registry.well.revised.v1', 'Something else changed', z.strictObject({}));
export const subjectSeen = defineEvent(
  'partnerships.subject.seen.v1',
  'A subject was seen',
  z.strictObject({ place: z.string() }),
);
export const subjectErased = defineEvent(
  'partnerships.subject.erased.v1',
  'A subject was erased',
  z.strictObject({ receiptId: z.string() }),
);

/** A well that was dug early in 2026. */
export const dug = (name: string) => wellDug({ name, dugOn: '2026-01-05' });
/** A reading of it, a month later. */
export const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });

export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The n-th id that lives in `partition`. */
export function idIn(partition: number, n = 0): string {
  for (let i = 0, found = 0; ; i += 1) {
    if (partitionOf(uuid(i)) !== partition) continue;
    if (found === n) return uuid(i);
    found += 1;
  }
}

const start = Date.parse('2026-03-01T00:00:00.000Z');

/** What somebody recorded: an aggregate and a fact of it, in the order of recording. */
export interface Said {
  readonly agg: string;
  readonly fact: { readonly type: string; readonly data: unknown };
  readonly hops?: number;
}

/** Journals what was said: dense positions per service and partition, seq per aggregate, one millisecond apart. */
export function journal(said: readonly Said[]): RecordedEvent[] {
  const positions = new Map<string, number>();
  const seqs = new Map<string, number>();
  return said.map(({ agg, fact, hops = 0 }, index) => {
    const partition = partitionOf(agg);
    const assignment = `${fact.type.split('.')[0]}|${partition}`;
    const pos = (positions.get(assignment) ?? 0) + 1;
    const seq = (seqs.get(agg) ?? 0) + 1;
    positions.set(assignment, pos);
    seqs.set(agg, seq);
    const at = new Date(start + index).toISOString();
    const event = {
      id: uuid(900_000 + index),
      type: fact.type,
      subject: agg,
      seq,
      at,
      ministry: 'MPLA',
      hops,
      data: fact.data,
    };
    return { partition, pos, agg, seq, recordedAt: at, event };
  });
}

/** The mark of a new leader at the next position of `partition`. */
export function fencingRecord(partition: number, pos: number, epoch: number): RecordedEvent {
  const { event } = fencingRecordOf('registry', partition, epoch, start).entry;
  return { partition, pos, agg: event.subject, seq: epoch, recordedAt: event.at, event };
}
