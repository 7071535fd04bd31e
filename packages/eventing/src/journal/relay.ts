// Stage 1: events leave their aggregates for the journal with dense positions, then the outboxes are emptied.
// Only a whole aggregate is drained: all its events are in the journal, whoever put them there.
import { cut } from '../cut-points.ts';
import { RECEIPT_LIFE_MS } from '../store/receipts.ts';
import type { Numbering, Unnumbered } from './numbering.ts';
import type { JournalRecord, JournalStore, OutboxStore, Pending } from './store.ts';

/** Events of one batch; the last aggregate of a batch may bring it above. */
export const BATCH = 256;

/** Somebody else numbers this partition: what this leader remembers is worth nothing. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

export interface RelayParts {
  readonly outbox: OutboxStore;
  readonly journal: JournalStore;
  readonly numbering: Numbering;
  readonly now: () => Date;
  /** takes what is in the journal on to Kafka */
  readonly onward: (records: readonly JournalRecord[]) => void;
  /** the kinds of aggregates to look through; undefined: all */
  readonly kinds?: ReadonlySet<string> | undefined;
}

/**
 * One pass over what waits. While a batch goes into the journal the next one is read and the one before is drained:
 * a pass meets each aggregate once.
 * @returns how many events it found waiting
 * @throws {Fenced} another leader has written; {UnknownOutcome} the journal's answer never came: lead anew either way
 */
export async function relayPass({ outbox, journal, numbering, now, onward, kinds }: RelayParts): Promise<number> {
  const batches = outbox.pending(BATCH, kinds)[Symbol.asyncIterator]();
  let found = 0;
  let draining: Promise<void> = Promise.resolve();

  async function drain(pending: readonly Pending[], records: readonly JournalRecord[]): Promise<void> {
    try {
      cut('after-journal-before-drain');
      await outbox.drain(pending, new Date(now().getTime() - RECEIPT_LIFE_MS));
      cut('after-drain-before-send');
    } finally {
      onward(records);
    }
  }

  try {
    let reading = batches.next();
    for (let read = await reading; !read.done; read = await reading) {
      reading = batches.next();
      reading.catch(() => undefined);
      const pending = read.value;
      const events = pending.flatMap(toUnnumbered);
      found += events.length;
      const records = await publish(journal, numbering, events);
      await draining;
      draining = drain(pending, records);
      draining.catch(() => undefined);
    }
    await draining;
    return found;
  } finally {
    await draining.catch(() => undefined);
    await batches.return?.();
  }
}

const toUnnumbered = ({ partition, outbox }: Pending): Unnumbered[] => outbox.map((entry) => ({ partition, entry }));

/**
 * Numbers and inserts; what is there already uses no position, and what follows it is numbered again.
 * @returns what was inserted now; every other one of `events` is in the journal too, under its own id
 * @throws {Fenced} one of them cannot be proved to be there
 */
export async function publish(
  journal: JournalStore,
  numbering: Numbering,
  events: readonly Unnumbered[],
): Promise<JournalRecord[]> {
  const published: JournalRecord[] = [];
  let left = events;
  while (left.length > 0) {
    const records = numbering.assign(left);
    const { inserted, stopped } = await journal.append(records);
    const done = records.slice(0, inserted);
    numbering.accept(done);
    published.push(...done);
    if (stopped === undefined) break;
    if (stopped === 'fenced') throw new Fenced('a position is taken: somebody else leads');
    const rest = left.slice(inserted);
    const known = await journal.known(rest.map(({ entry }) => entry.event.id));
    const [stopping] = rest;
    // another event in its place is another history: draining this one would lose it
    if (stopping !== undefined && !known.has(stopping.entry.event.id)) {
      throw new Fenced(`the journal holds another event as ${stopping.entry.event.subject} seq ${stopping.entry.seq}`);
    }
    left = rest.filter(({ entry }) => !known.has(entry.event.id));
  }
  numbering.close();
  return published;
}
