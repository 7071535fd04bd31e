// Given/when/then for pure decisions: a test reads as a sentence, and whole values are compared.
import { type Decision, type DomainEvent, isRejection, type ProblemCode } from '@tributary/contracts';
import { expect } from 'vitest';

/** What a decision came to, to be told in a test's last words. */
export interface Told<State> {
  /** It was accepted with exactly these facts, in this order. */
  thenFacts(...facts: readonly DomainEvent[]): Told<State>;
  /** It was accepted, and the state holds these fields; a field given as undefined must not be there. */
  thenState(fields: { readonly [Field in keyof State]?: State[Field] | undefined }): Told<State>;
  /** It was refused with this code and, where they are given, with these values. */
  thenRejected(code: ProblemCode, values?: Readonly<Record<string, unknown>>): void;
}

function told<State extends object>(decision: Decision<State>): Told<State> {
  const accepted = () => {
    if (isRejection(decision)) throw new Error(`rejected: ${decision.rejected} ${JSON.stringify(decision.values)}`);
    return decision;
  };
  const self: Told<State> = {
    thenFacts(...facts) {
      expect(accepted().events).toEqual(facts);
      return self;
    },
    thenState(fields) {
      expect(accepted().state).toEqual({ ...accepted().state, ...fields });
      return self;
    },
    thenRejected(code, values) {
      expect(decision).toMatchObject({ rejected: code, ...(values && { values }) });
    },
  };
  return self;
}

/** `given(plan).when((plan) => activate(plan, command)).thenFacts(planActivated({…}))` */
export const given = <Known extends readonly unknown[]>(...known: Known) => ({
  when: <State extends object>(decide: (...known: Known) => Decision<State>): Told<State> => told(decide(...known)),
});
