// The form of a decision: state, command and what it must know come in; new state and facts, or a refusal, go out.
import type { ProblemCode } from '../problems.ts';
import type { Fact } from './event.ts';

/** One place in the input, and what is wrong there. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or `/query/…`, `/headers/…`, `/params/…` */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly row?: number;
  readonly column?: string;
}

export interface Rejection {
  readonly rejected: ProblemCode;
  /** Values for the problem's sentence. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
}

export interface Accepted<State> {
  readonly state: State;
  readonly events: readonly Fact[];
}

export type Decision<State> = Accepted<State> | Rejection;

/** Refuses a command. */
export const reject = (
  code: ProblemCode,
  values: Readonly<Record<string, unknown>> = {},
  errors: readonly FieldError[] = [],
): Rejection => ({ rejected: code, values, errors });

export const isRejection = <State>(decision: Decision<State>): decision is Rejection => 'rejected' in decision;
