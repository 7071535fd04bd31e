// What an aggregate holds and no other of its kind may: kept beside its state, and named where it is taken.
import {
  type AggregateContract,
  type Claim,
  type Decision,
  type Holding,
  isRejection,
  type RuleFault,
  reject,
} from '@tributary/contracts';
import type { AggregateStore, Kept, Outcome } from '@tributary/eventing';
import type { z } from 'zod';

/** What a state claims by its contract. */
export const claimsOf = <State extends z.ZodObject>(
  { claims }: Pick<AggregateContract<State>, 'claims'>,
  state: z.output<State>,
): readonly Claim[] => claims?.(state) ?? [];

/** What a state claims beyond what the one before did. */
export function claimsGained<State extends z.ZodObject>(
  contract: Pick<AggregateContract<State>, 'claims'>,
  before: z.output<State>,
  after: z.output<State>,
): readonly Claim[] {
  const held = claimsOf(contract, before).map(({ identifier }) => identifier);
  return claimsOf(contract, after).filter(({ identifier }) => !held.includes(identifier));
}

/** The state without what it is kept with. */
export function withoutHolds<State>(kept: State & Holding): State {
  const { holds: _held, ...state } = kept;
  return state as State;
}

/** A decision with what its state holds; a state that claims the same twice is refused. */
export function withHolds<State extends z.ZodObject>(
  contract: Pick<AggregateContract<State>, 'claims'>,
  decision: Decision<z.output<State>>,
): Decision<Kept<State>> {
  if (isRejection(decision)) return decision;
  const claims = claimsOf(contract, decision.state);
  const holds = claims.map(({ identifier }) => identifier);
  const repeated = claims.flatMap(({ identifier, pointer }, at): RuleFault[] =>
    holds.indexOf(identifier) === at ? [] : [{ pointer, code: 'REPEATED', given: identifier }],
  );
  if (repeated.length > 0) return reject('VALIDATION', {}, repeated);
  const kept: Kept<State> = holds.length === 0 ? decision.state : { ...decision.state, holds };
  return { ...decision, state: kept };
}

/**
 * Adds to a refusal with ALREADY_EXISTS which identifier is taken, and the id and the address of its holder. Where the
 * holder has let go of it meanwhile, the refusal stays as it is: the same request succeeds then.
 * @param readAt where one of the kind is read, with the prefix of its service
 */
export async function namingHolder<State extends Holding>(
  outcome: Outcome,
  store: Pick<AggregateStore<State>, 'page'>,
  claims: readonly Claim[],
  readAt: (id: string) => string,
): Promise<Outcome> {
  if (outcome.kind !== 'rejected' || outcome.rejection.rejected !== 'ALREADY_EXISTS') return outcome;
  const taken: (Claim & { readonly id: string })[] = [];
  for (const claim of claims) {
    const { items } = await store.page({ holds: claim.identifier }, { limit: 1 });
    const [holder] = items;
    if (holder !== undefined) taken.push({ ...claim, id: holder.id });
  }
  const [first] = taken;
  if (first === undefined) return outcome;
  const errors = taken.map(
    ({ identifier, pointer, id }): RuleFault => ({ pointer, code: 'IDENTIFIER_TAKEN', values: { identifier, id } }),
  );
  return {
    kind: 'rejected',
    rejection: {
      rejected: 'ALREADY_EXISTS',
      values: { what: taken.map(({ identifier, id }) => `${identifier} (${id})`) },
      errors,
      links: { holder: readAt(first.id) },
    },
  };
}
