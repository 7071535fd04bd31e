// The form of a decision: state, command and what it must know come in; new state and facts, or a refusal, go out.
import type { FieldError, ProblemCode, RuleFault } from '../problems.ts';
import type { Fact } from './event.ts';

export interface Rejection {
  readonly rejected: ProblemCode;
  /** Values for the problem's sentence. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly (FieldError | RuleFault)[];
  /** Where to read on, by relation. */
  readonly links?: Readonly<Record<string, string>>;
}

/** A state that says what it holds; the store's unique index over `holds` lets no two of a kind hold the same. */
export interface Holding {
  /** identifiers; absent where it holds none, since an index takes empty lists for one and the same */
  readonly holds?: readonly string[];
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
  errors: Rejection['errors'] = [],
): Rejection => ({ rejected: code, values, errors });

export const isRejection = <State>(decision: Decision<State>): decision is Rejection => 'rejected' in decision;
