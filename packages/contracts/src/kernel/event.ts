// The form of an event: a function that makes a domain event and carries its own name, words and schema.
import type { z } from 'zod';
import type { ServiceName } from './service.ts';

/** A domain event as a decision states it; the store adds the envelope. */
export interface DomainEvent<T = unknown> {
  readonly type: string;
  readonly data: T;
}

/** `<service>.<aggregate>.<fact>.v<N>` with kebab-case words. */
export type EventType = `${ServiceName}.${string}.${string}.v${number}`;

/** What the catalogue knows of an event. */
export interface EventDescription {
  readonly type: EventType;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly service: ServiceName;
  readonly aggregate: string;
  /** The field of `data` that holds the business date; undefined: a timeless fact, which passes every `to`. */
  readonly businessDate: string | undefined;
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
 */
export function defineEvent<T>(
  type: EventType,
  summary: string,
  schema: z.ZodType<T>,
  businessDate?: DateField<T>,
): EventContract<T> {
  const [service, aggregate] = type.split('.') as [ServiceName, string];
  return Object.assign((data: T): DomainEvent<T> => ({ type, data }), {
    type,
    summary,
    schema,
    service,
    aggregate,
    businessDate: businessDate as string | undefined,
  });
}

/** The business date of a fact, or undefined where it is timeless. */
export function businessDateOf(event: Pick<EventDescription, 'businessDate'>, data: unknown): string | undefined {
  if (event.businessDate === undefined || typeof data !== 'object' || data === null) return undefined;
  const value = (data as Record<string, unknown>)[event.businessDate];
  return typeof value === 'string' ? value : undefined;
}
