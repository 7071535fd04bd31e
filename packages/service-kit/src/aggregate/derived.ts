// What is made of a declaration to answer requests that were checked against it.
import type { Answer, CheckedRequest } from '../ports.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type RequestOfAny = CheckedRequest<Fields, Fields, Fields>;

/** Answers a request that was checked against its contract, with what was made of the same declaration. */
export type DerivedHandler = (asked: CheckedRequest<unknown, unknown, unknown>) => Promise<Answer<never>>;
