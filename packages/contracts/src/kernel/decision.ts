// The form of a decision: state, command and what it must know come in; new state and events, or a refusal, go out.
import type { DomainEvent } from './event.ts';
import type { FieldError, ProblemCode, ProblemValues, RuleFault } from './problem.ts';

/** A refusal; its type names the codes that it may have, so that a route can be held to those it lists. */
export interface Rejection<Code extends ProblemCode = ProblemCode> {
  readonly rejected: Code;
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

/** A state that is kept with the subject who applied for it. */
export interface AppliedFor {
  /** absent where an institution entered it */
  readonly applicantId?: string;
}

export interface Accepted<State> {
  readonly state: State;
  readonly events: readonly DomainEvent[];
  /** why, in free words: it is kept beside the actor in the journal, and never leaves it */
  readonly reason?: string;
  /** the ministry that owns it from this step on, where that changes */
  readonly moves?: Move;
}

/** A change of owner: the events of the step are told to the ministry of before, those that arrive to the new one. */
export interface Move {
  readonly to: string;
  readonly arriving: readonly DomainEvent[];
}

/** What a decision came to: the new state with its events, or a refusal with one of `Code`. */
export type Decision<State, Code extends ProblemCode = ProblemCode> = Accepted<State> | Rejection<Code>;

/** Accepts a command: the state after it, and what happened. */
export const accept = <State>(state: State, ...events: readonly DomainEvent[]): Accepted<State> => ({ state, events });

/** The values of a refusal, which may be left out where the message of its problem has no arguments, and its places. */
export type Refused<Code extends ProblemCode> =
  Record<never, never> extends ProblemValues<Code>
    ? [values?: ProblemValues<Code>, errors?: Rejection['errors']]
    : [values: ProblemValues<Code>, errors?: Rejection['errors']];

/** Refuses a command; a value that the message of the problem needs and that is not given does not compile. */
export const reject = <const Code extends ProblemCode>(
  code: Code,
  ...[values = {} as ProblemValues<Code>, errors = []]: Refused<Code>
): Rejection<Code> => ({ rejected: code, values, errors });

export const isRejection = <State, Code extends ProblemCode>(
  decision: Decision<State, Code>,
): decision is Rejection<Code> => 'rejected' in decision;
