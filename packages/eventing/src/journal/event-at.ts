// What the journal knows of one place in an aggregate: the proof that a step was made, whoever asks and however late.
import type { JournalStore } from './store.ts';

/** The id of the event of `agg` at `seq`; undefined where it is not in the journal. */
export async function eventAt(
  journal: Pick<JournalStore, 'readAggregate'>,
  agg: string,
  seq: number,
): Promise<string | undefined> {
  const [record] = await journal.readAggregate(agg, seq - 1, 1);
  return record?.seq === seq ? record.event.id : undefined;
}
