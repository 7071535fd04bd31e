// The verifier (rule 41): folds every aggregate again from its owner's feed and compares with its row at equal seq.
// It repairs nothing. Whatever looks different is looked at a second time, so that a row on its way is no difference.
import { isDeepStrictEqual } from 'node:util';
import { PARTITIONS, type RecordedEvent, type ServiceName } from '@tributary/contracts';
import { CHUNK, runAfter } from './consume/plan.ts';
import type { Checkpoint, Checkpoints, ParkedMarkers, Row, Rows } from './consume/store.ts';
import { isFencingRecord } from './journal/fencing-record.ts';
import type { FeedClient } from './ports/journal.ts';
import { createTold } from './verify-digest.ts';
import { append, type Keeping } from './views/append.ts';

export interface Difference {
  readonly service: ServiceName;
  /** the aggregate's id; of a hole in the journal that no row can name: `partition <n>` */
  readonly id: string;
  readonly what: string;
}

export interface Comparison {
  readonly aggregates: number;
  /** facts that were compared */
  readonly facts: number;
  readonly differences: readonly Difference[];
}

export interface ComparisonParts {
  /** the consumer group that filled the rows */
  readonly group: string;
  readonly keeping: Keeping;
  readonly feeds: FeedClient;
  readonly rows: Pick<Rows, 'beyond' | 'one'>;
  readonly checkpoints: Pick<Checkpoints, 'of'>;
  readonly parked: Pick<ParkedMarkers, 'of'>;
}

/** What is wrong with a row, given the aggregate's events; undefined: nothing up to the row's seq, and nothing is missing. */
function flaw(
  row: Row | undefined,
  events: readonly RecordedEvent[],
  applied: number,
  keeping: Keeping,
): string | undefined {
  const last = events.at(-1);
  const due = events.findLast(({ pos }) => pos <= applied);
  if (row === undefined) return due && `no row, although the journal has seq ${due.seq} at ${due.pos}`;
  if (last === undefined || last.seq < row.seq)
    return `the row is at seq ${row.seq}, the journal ends at ${last?.seq ?? 0}`;
  if (due !== undefined && row.seq < due.seq) return `the row is at seq ${row.seq}, the journal at ${due.seq}`;
  const folded = append(
    undefined,
    events.filter(({ seq }) => seq <= row.seq),
    keeping,
  );
  if (folded.do !== 'write') return 'the journal does not begin at seq 1';
  const { after: _, ...expected } = folded.change;
  const wrong = expected.facts.findIndex((fact, index) => !isDeepStrictEqual(fact, row.facts[index]));
  if (wrong >= 0) return `the fact of seq ${expected.facts[wrong]?.seq} is not what the journal says`;
  return isDeepStrictEqual(expected, row)
    ? undefined
    : 'the row holds more than the journal says, or is another aggregate';
}

/** @throws when an owner or the store does not answer: then nothing is known */
export async function compareRows(parts: ComparisonParts): Promise<Comparison> {
  const { group, keeping, feeds, rows, parked } = parts;
  const differences: Difference[] = [];
  let aggregates = 0;
  let facts = 0;

  /** Reads on from the feed a page at a time; nothing of a page is kept. */
  async function* pages(
    service: ServiceName,
    from: { readonly partition: number } | { readonly agg: string },
  ): AsyncGenerator<readonly RecordedEvent[]> {
    for (let place = 0; ; ) {
      const some = await feeds.feed(service, { ...from, after: place }, CHUNK);
      const run = 'partition' in from ? runAfter(some, place) : some;
      const last = run.at(-1);
      if (last === undefined) return;
      yield run;
      place = 'partition' in from ? last.pos : last.seq;
    }
  }

  async function eventsOf(service: ServiceName, agg: string): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of pages(service, { agg })) events.push(...page);
    return events;
  }

  /** Marker first: an aggregate set aside may stand where it is. */
  async function lookAgain(assignment: Checkpoint, agg: string): Promise<void> {
    const marker = (await parked.of(group, assignment.service, [agg])).get(agg);
    const row = await rows.one(assignment.service, agg);
    const events = await eventsOf(assignment.service, agg);
    const what = flaw(row, events, marker === undefined ? assignment.pos : 0, keeping);
    if (what !== undefined) differences.push({ service: assignment.service, id: agg, what });
  }

  async function comparePartition(assignment: Checkpoint, highWatermark: number): Promise<void> {
    const { service, partition, pos: applied } = assignment;
    const told = createTold(keeping);
    let end = 0;
    for await (const page of pages(service, { partition })) {
      for (const record of page) if (!isFencingRecord(record)) told.take(record);
      end = page.at(-1)?.pos ?? end;
    }
    let lost = `partition ${partition}`;
    for await (const row of rows.beyond([{ service, partition, pos: 0 }])) {
      aggregates += 1;
      facts += row.facts.length;
      if (end < highWatermark && row.facts.some(({ pos }) => pos === end + 1)) lost = row.agg;
      if (!told.tells(row)) await lookAgain(assignment, row.agg);
    }
    for (const agg of told.missing(applied)) await lookAgain(assignment, agg);
    if (end < highWatermark)
      differences.push({ service, id: lost, what: `the journal lacks position ${end + 1} of partition ${partition}` });
  }

  const assignments = await parts.checkpoints.of(group);
  for (const service of new Set(assignments.map((assignment) => assignment.service))) {
    const { highWatermarks } = await feeds.highWatermarks(service);
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const assignment = assignments.find((one) => one.service === service && one.partition === partition);
      if (assignment !== undefined)
        await comparePartition(assignment, highWatermarks.find((one) => one.partition === partition)?.pos ?? 0);
    }
  }
  return { aggregates, facts, differences };
}
