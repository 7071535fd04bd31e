// The form of an event: a function that makes a domain event and carries its own name, words and schema.
import type { z } from 'zod';
import type { Role } from './access.ts';
import type { ServiceName } from './service.ts';

/** A domain event as a decision states it; the store adds the envelope. */
export interface DomainEvent<T = unknown> {
  readonly type: string;
  readonly data: T;
}

/** `<service>.<aggregate>.<fact>.v<N>` with kebab-case words. */
export type EventType = `${ServiceName}.${string}.${string}.v${number}`;

/** How facts about natural persons are told in `/v1/changes`: each client knows whom they are about by ids of its own. */
export interface OfPersons {
  /** who is told of them at all */
  readonly toldTo: readonly Role[];
  /** fields of their data that hold ids, which are the client's own too */
  readonly ids: readonly string[];
}

/** What the catalogue knows of an event. */
export interface EventDescription {
  readonly type: EventType;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly service: ServiceName;
  readonly aggregate: string;
  /** The field of `data` that holds the business date; undefined: a timeless fact, which passes every `to`. */
  readonly businessDate: string | undefined;
  /** Only the ministry of its aggregate is told of it. */
  readonly confidential?: true;
  /** Its subject is a natural person: see `OfPersons`. */
  readonly ofPersons?: OfPersons;
  /** The earlier version of it, which is recorded for good and no longer published. */
  readonly replaces?: Replaced;
}

/** An earlier version of an event, and how its data is read as the next one's. */
export interface Replaced {
  readonly event: EventDescription;
  readonly upcast: (data: unknown) => unknown;
}

/** An event contract; calling it makes a domain event, and checks nothing: the store checks each before it is saved. */
export interface EventContract<T> extends EventDescription {
  (data: T): DomainEvent<T>;
  readonly schema: z.ZodType<T>;
}

type DateField<T> = Extract<keyof T, string>;

/**
 * Declares an event.
 * @param summary one sentence in the past tense, for the catalogue
 * @param businessDate the field that says on which day the fact came true
 * @param replaces the version before, for a change that breaks its golden schema: see `replacing`
 */
export function defineEvent<T>(
  type: EventType,
  summary: string,
  schema: z.ZodType<T>,
  businessDate?: DateField<T>,
  replaces?: { readonly event: EventDescription; readonly upcast: (data: never) => T },
): EventContract<T> {
  const [service, aggregate] = type.split('.') as [ServiceName, string];
  return Object.assign((data: T): DomainEvent<T> => ({ type, data }), {
    type,
    summary,
    schema,
    service,
    aggregate,
    businessDate: businessDate as string | undefined,
    ...(replaces && { replaces: replaces as Replaced }),
  });
}

/**
 * Names the version before of an event and its upcaster, which must give what the new schema takes for whatever the old
 * one took. Journals, topics and rows keep events as they were recorded; views and reactions that are bound to the new
 * version are given the old one in the form of the new.
 * @example defineEvent('registry.note.made.v2', 'A note was made', NoteMade, 'on', replacing(noteMadeV1, upcast))
 */
export const replacing = <Old, T>(event: EventContract<Old>, upcast: (data: Old) => T) => ({ event, upcast });

/** An event as it was published before, and how its data is read in the form of today. */
export interface EarlierForm {
  readonly event: EventDescription;
  readonly read: (data: unknown) => unknown;
}

/** Every version that an event has replaced, the newest first. */
export function earlierForms({ replaces }: EventDescription): readonly EarlierForm[] {
  if (replaces === undefined) return [];
  const { event, upcast } = replaces;
  const before = earlierForms(event).map((form) => ({ ...form, read: (data: unknown) => upcast(form.read(data)) }));
  return [{ event, read: upcast }, ...before];
}

/** The business date of a fact, or undefined where it is timeless. */
export function businessDateOf(event: Pick<EventDescription, 'businessDate'>, data: unknown): string | undefined {
  if (event.businessDate === undefined || typeof data !== 'object' || data === null) return undefined;
  const value = (data as Record<string, unknown>)[event.businessDate];
  return typeof value === 'string' ? value : undefined;
}
