// One guarded write: a decision becomes true in its aggregate's document, with its events and its receipt, or not at all.
import { type Accepted, type Rejection, reject } from '@tributary/contracts';
import { cut, planted } from '../cut-points.ts';
import type { AggregateDefinition, EventingLog } from '../ports.ts';
import type { AggregateDocument, AggregateDocuments, Receipt, Source } from './documents.ts';
import { settle } from './settle.ts';
import { DOCUMENT_LIMIT, type Origin, stepper, unborn } from './step.ts';

/** How often a decision is taken again when others were faster. */
export const RETRIES = 5;

export interface StoreParts<State extends object> {
  readonly definition: AggregateDefinition<State>;
  readonly documents: () => AggregateDocuments<State>;
  readonly installationKey: Buffer;
  /** tells the relay of this process that something was committed */
  readonly wake: () => void;
  readonly log: EventingLog;
}

/** What is written, and how one sees that it has been. */
export interface Change<State extends object> {
  readonly accepted: Accepted<State>;
  readonly origin: Origin;
  readonly source?: Source;
  readonly receipt?: (seq: number, state: State) => Receipt;
  /** looks for this very change among what can no longer be rolled back */
  readonly happened: () => Promise<boolean>;
}

export type Written<State extends object, Missed extends string> =
  | { readonly result: 'saved'; readonly document: AggregateDocument<State> }
  | { readonly result: Missed }
  | Rejection;

export interface Writer<State extends object> {
  create(id: string, ministry: string, change: Change<State>): Promise<Written<State, 'id-taken' | 'key-taken'>>;
  advance(before: AggregateDocument<State>, change: Change<State>): Promise<Written<State, 'missed' | 'key-taken'>>;
}

export function createWriter<State extends object>(parts: StoreParts<State>): Writer<State> {
  const { definition, documents, wake } = parts;
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

  async function write<Result extends string>(
    before: Parameters<typeof plan>[0]['before'],
    { happened, ...change }: Change<State>,
    save: (step: Exclude<ReturnType<typeof plan>, Rejection>) => Promise<'saved' | Result>,
  ): Promise<Written<State, Result>> {
    const step = plan({ before, ...change });
    if ('rejected' in step) return step;
    if (documents().sizeOf(step.next) > DOCUMENT_LIMIT) return reject('TOO_MANY_EVENTS');
    await documents().check(step.next.state);
    const result = await commit(() => save(step), happened);
    if (result !== 'saved') return { result: result as Result };
    return { result: 'saved', document: step.next };
  }

  return {
    create: (id, ministry, change) => write(unborn(id, ministry), change, (step) => documents().insert(step.next)),
    advance: (before, change) =>
      write(before, change, (step) => documents().save({ seq: before.seq, source: change.source }, step)),
  };
}
