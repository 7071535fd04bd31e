// Identifiers that only one aggregate of a kind may hold at a time: a refusal names who has the one that was asked for.
import { type Holding, identifierText, type RuleFault } from '@tributary/contracts';
import type { AggregateStore, Outcome } from '@tributary/eventing';

/** An identifier that a command asked for, and where. */
export interface Claim {
  readonly identifier: string;
  readonly pointer: string;
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

interface IdentifierAsked {
  readonly identifierScheme?: string | undefined;
  readonly identifierId?: string | undefined;
}

/** Asks a list by what its items hold, where the query names an identifier of a register. */
export function byIdentifier<Query extends IdentifierAsked>({
  identifierScheme: scheme,
  identifierId: id,
  ...query
}: Query) {
  return scheme === undefined || id === undefined ? query : { ...query, holds: identifierText({ scheme, id }) };
}
