// Before anything is numbered: whether the journal still holds what marks and topic say that it held. What is missing
// ends the start in one sentence, until somebody accepts that it is lost; then another history begins on what is there.
import { setTimeout as pause } from 'node:timers/promises';
import { describeFailure, FactsMissing, TransientFailure } from '../consume/failure.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Testimony } from '../kafka/witness.ts';
import type { EventingLog } from '../ports/eventing.ts';
import { type HistoryNote, type Lack, lackOf, type Mark } from './compare.ts';

/** A database that has just elected another primary may show, for a moment, less than it holds for good. */
const FAILOVER_MS = 1_000;

export interface ProvingParts {
  readonly service: string;
  readonly journal: Pick<JournalStore, 'highWatermarks' | 'readPartition'>;
  readonly history: {
    read(): Promise<HistoryNote | undefined>;
    name(id?: string): Promise<string>;
    begin(before: readonly string[], epoch: number, lack: Lack, at: Date): Promise<void>;
  };
  /** @throws the broker is away */
  readonly askBroker: () => Promise<Testimony>;
  readonly readFile: () => Promise<Mark | undefined>;
  /** Empties the topics: what is in them no longer counts. */
  readonly renewTopics: () => Promise<void>;
  /** what is missing may be given up; `works`: by this process */
  readonly acceptLoss: boolean;
  readonly works: boolean;
  readonly now: () => Date;
  readonly log: EventingLog;
}

export interface Proved {
  /** the name of the history */
  readonly history: string;
  /** undefined: the broker did not answer, and is to be asked before the first record is sent */
  readonly broker: Testimony | undefined;
}

/** What is known of a journal, and what of it is missing. The journal comes last: it may grow meanwhile. */
export async function lookAt(
  {
    journal,
    history,
    readFile,
  }: Pick<ProvingParts, 'journal' | 'readFile'> & {
    readonly history: Pick<ProvingParts['history'], 'read'>;
  },
  broker: Testimony | undefined,
) {
  const file = await readFile();
  const marks = [file, broker?.mark].filter((mark) => mark !== undefined);
  const tails = broker?.tails ?? [];
  const note = await history.read();
  const highWatermarks = await journal.highWatermarks();
  const there = await Promise.all(tails.map(({ partition, pos }) => journal.readPartition(partition, pos - 1, 1)));
  const idAt = (partition: number, pos: number) =>
    there.flat().find((record) => record.partition === partition && record.pos === pos)?.event.id;
  return { lack: lackOf({ history: note, highWatermarks, idAt }, marks, tails), marks, note };
}

/**
 * @throws {FactsMissing} something is missing, and nobody has accepted that
 * @throws {TransientFailure} it is accepted, and the broker, or another process, is waited for
 */
export async function proveHistory(parts: ProvingParts): Promise<Proved> {
  const { service, history, acceptLoss, works, now, log } = parts;
  const broker = await parts.askBroker().catch((error: unknown) => {
    log.warn({ error: describeFailure(error) }, 'the broker cannot be asked what the journal held');
    return undefined;
  });
  const first = await lookAt(parts, broker);
  if (first.lack !== undefined) await pause(FAILOVER_MS);
  const { lack, marks, note } = first.lack === undefined ? first : await lookAt(parts, broker);
  if (lack === undefined) {
    if (acceptLoss) log.info({}, 'nothing is missing: that a loss is accepted has no effect');
    return { history: await history.name(marks[0]?.history), broker };
  }
  if (!acceptLoss) throw new FactsMissing(service, lack);
  if (!works) throw new TransientFailure('the loss is given up by a worker');
  if (broker === undefined) throw new TransientFailure('the broker is away: what it holds of lost facts must go');
  log.warn({ ...lack }, 'what is missing is given up: another history begins');
  const before = [...(note?.before ?? []), ...(note ? [note.id] : []), ...marks.map((mark) => mark.history)];
  await history.begin(before, Math.max(0, ...marks.map(({ epoch }) => epoch)), lack, now());
  await parts.renewTopics();
  return { history: await history.name(), broker: { tails: [], mark: undefined, isNew: true } };
}
