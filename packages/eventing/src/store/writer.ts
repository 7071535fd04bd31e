// One guarded write: a decision becomes true in its aggregate's document, with its events and its receipt, or not at all.
import { type Accepted, type Rejection, reject } from '@tributary/contracts';
import { cut, planted } from '../cut-points.ts';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import type { Tombstones } from '../ports/beside-aggregates.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { AggregateDocument, AggregateDocuments, Source, Step } from './documents.ts';
import { RECEIPT_LIFE_MS } from './receipts.ts';
import { settle } from './settle.ts';
import { DOCUMENT_LIMIT, freshIn, initial, type Origin, STATE_LIMIT, type StepInput, stepper } from './step.ts';

export interface StoreParts<State extends object> {
  readonly definition: AggregateDefinition<State>;
  readonly documents: () => AggregateDocuments<State>;
  readonly installationKey: Buffer;
  /** the id of the event that the journal has of an aggregate at a seq */
  readonly recorded: (agg: string, seq: number) => Promise<string | undefined>;
  readonly buried: Tombstones['buried'];
  /** tells the relay of this process that something was committed */
  readonly wake: () => void;
  readonly log: EventingLog;
}

/** What is written. */
export interface Change<State extends object> {
  readonly accepted: Accepted<State>;
  readonly origin: Origin;
  readonly source?: Source;
  readonly receipt?: StepInput<State>['receipt'];
}

export type Written<State extends object, Missed extends string> =
  | { readonly result: 'saved'; readonly document: AggregateDocument<State> }
  | { readonly result: Missed }
  | Rejection;

/** An aggregate that is made beside others. */
export interface NewAggregate<State extends object> extends Pick<Change<State>, 'accepted' | 'receipt'> {
  readonly id: string;
  readonly ministry: string;
}

/** What became of aggregates made together: those that are not named here were saved. */
export interface WrittenAll {
  readonly idsTaken: readonly string[];
  readonly keysTaken: readonly string[];
}

export interface Writer<State extends object> {
  create(id: string, ministry: string, change: Change<State>): Promise<Written<State, 'id-taken' | 'key-taken'>>;
  /** Refused where one of them is: then none is made. */
  createAll(aggregates: readonly NewAggregate<State>[], origin: Origin): Promise<WrittenAll | Rejection>;
  advance(before: AggregateDocument<State>, change: Change<State>): Promise<Written<State, 'missed' | 'key-taken'>>;
}

export function createWriter<State extends object>(parts: StoreParts<State>): Writer<State> {
  const { definition, documents, recorded, buried, wake } = parts;
  const plan = stepper(definition);

  async function commit<Result extends string>(
    save: () => Promise<'saved' | Result>,
    happened: () => Promise<boolean>,
  ): Promise<'saved' | Result> {
    if (planted('ack-before-write')) {
      save().then(wake, () => undefined);
      return 'saved';
    }
    const result = await settle(save, happened);
    if (result === 'saved') {
      cut('after-write-before-reply');
      wake();
    }
    return result;
  }

  /** Whether this very step was made: its event waits in the document, or has gone from there to the journal. */
  async function isMade({ next: { id }, events }: Step<State>): Promise<boolean> {
    const [first] = events;
    const there = await documents().find(id);
    if (first === undefined || there === undefined || there.seq < first.seq) return false;
    const waits = there.outbox.some(({ event }) => event.id === first.event.id);
    return waits || (await recorded(id, first.seq)) === first.event.id;
  }

  /** Whether the step comes to name a person who was erased. */
  const namesErased = async ({ before: { state } }: StepInput<State>, next: State): Promise<boolean> =>
    (await buried(freshIn(definition, state, next))).size > 0;

  async function prepare(input: StepInput<State>): Promise<Step<State> | Rejection> {
    const step = plan(input);
    if ('rejected' in step) return step;
    if (await namesErased(input, step.next.state)) return reject('GONE');
    const size = documents().sizeOf(step.next);
    if (size > STATE_LIMIT && documents().sizeOfState(step.next.state) > STATE_LIMIT) return reject('TOO_MANY_EVENTS');
    if (size > DOCUMENT_LIMIT) {
      // what already waits goes to the journal in a moment; what this step brings by itself never fits
      return input.before.outbox.length > 0 ? reject('UNAVAILABLE', { seconds: 1 }) : reject('TOO_MANY_EVENTS');
    }
    await documents().check(step.next.state, step.gains);
    return step;
  }

  async function write<Result extends string>(
    before: StepInput<State>['before'],
    change: Change<State>,
    save: (step: Step<State>) => Promise<'saved' | Result>,
  ): Promise<Written<State, Result>> {
    const step = await prepare({ before, ...change });
    if ('rejected' in step) return step;
    const { id } = step.next;
    if (step.moving.length > 0) {
      await documents().move(id, step.moving, new Date(change.origin.now.getTime() - RECEIPT_LIFE_MS));
    }
    if (Object.keys(step.movingSources).length > 0) await documents().moveSources(id, step.movingSources);
    const result = await commit(
      () => save(step),
      () => isMade(step),
    );
    if (result !== 'saved') return { result: result as Result };
    if (step.erases && before.receiptsMovedAt !== undefined) await documents().forgetMoved(id);
    return { result: 'saved', document: step.next };
  }

  return {
    create: (id, ministry, change) => write(initial(id, ministry), change, (step) => documents().insert(step.next)),
    async createAll(aggregates, origin) {
      const born: AggregateDocument<State>[] = [];
      for (const { id, ministry, ...change } of aggregates) {
        const step = await prepare({ before: initial(id, ministry), origin, ...change });
        if ('rejected' in step) return step;
        born.push(step.next);
      }
      // Sent again whole where the answer never came: what was made the first time is there then, and stays as it is.
      const results = await settle(
        () => documents().insertAll(born),
        async () => false,
      );
      cut('after-write-before-reply');
      wake();
      const idsOf = (result: string) => born.flatMap(({ id }, at) => (results[at] === result ? [id] : []));
      return { idsTaken: idsOf('id-taken'), keysTaken: idsOf('key-taken') };
    },
    advance: (before, change) =>
      write(before, change, (step) => documents().save({ ...before, source: change.source }, step)),
  };
}
