// What is kept beside a state: what it holds and no other of its kind may, which is named where it is taken, and who
// applied for it.
import {
  type AggregateContract,
  type AppliedFor,
  type Claim,
  type Decision,
  type Holding,
  isRejection,
  type RuleFault,
  reject,
} from '@tributary/contracts';
import type { AggregateStore, Kept, Outcome } from '@tributary/eventing';
import type { z } from 'zod';

/** Whose a state is. */
interface Whose {
  readonly ministry: string;
  readonly applicantId: string | undefined;
}

type Claiming<State extends z.ZodObject> = Pick<AggregateContract<State>, 'claims' | 'claimedWithin'>;

/** What a state of a ministry claims by its contract. */
export function claimsOf<State extends z.ZodObject>(
  { claims, claimedWithin }: Claiming<State>,
  state: z.output<State>,
  ministry: string,
): readonly Claim[] {
  const claimed = claims?.(state) ?? [];
  if (claimedWithin !== 'ministry') return claimed;
  return claimed.map((claim) => ({
    called: claim.identifier,
    ...claim,
    identifier: `${ministry} ${claim.identifier}`,
  }));
}

/** What a state claims beyond what the one before did. */
export function claimsGained<State extends z.ZodObject>(
  contract: Claiming<State>,
  before: z.output<State>,
  after: z.output<State>,
  ministry: string,
): readonly Claim[] {
  const held = claimsOf(contract, before, ministry).map(({ identifier }) => identifier);
  return claimsOf(contract, after, ministry).filter(({ identifier }) => !held.includes(identifier));
}

/** The state without what it is kept with. */
export function stateOf<State>(kept: State & Holding & AppliedFor): State {
  const { holds: _held, applicantId: _applicant, ...state } = kept;
  return state as State;
}

/**
 * A decision with what its state is kept with; a state that claims the same twice is refused.
 * @param of its ministry, and the subject who applied for it, which no decision changes
 */
export function keptWith<State extends z.ZodObject>(
  contract: Claiming<State>,
  decision: Decision<z.output<State>>,
  { ministry, applicantId }: Whose,
): Decision<Kept<State>> {
  if (isRejection(decision)) return decision;
  const claims = claimsOf(contract, decision.state, decision.moves?.to ?? ministry);
  const holds = claims.map(({ identifier }) => identifier);
  const repeated = claims.flatMap(({ identifier, pointer }, at): RuleFault[] =>
    holds.indexOf(identifier) === at ? [] : [{ pointer, code: 'REPEATED', given: claims[at]?.called ?? identifier }],
  );
  if (repeated.length > 0) return reject('VALIDATION', {}, repeated);
  const kept: Kept<State> = {
    ...decision.state,
    ...(holds.length > 0 && { holds }),
    ...(applicantId !== undefined && { applicantId }),
  };
  return { ...decision, state: kept };
}

/**
 * Adds to a refusal with ALREADY_EXISTS which identifier is taken, and the id and the address of its holder. Where the
 * holder has let go of it meanwhile, the refusal stays as it is: the same request succeeds then. An applicant is told
 * which of its own identifiers is taken, and of the holder nothing, unless it is one of its own.
 * @param readAt where one of the kind is read, with the prefix of its service
 * @param applicant the subject of a caller who may see their own alone
 */
export async function namingHolder<State extends Holding & AppliedFor>(
  outcome: Outcome,
  store: Pick<AggregateStore<State>, 'page'>,
  claims: readonly Claim[],
  readAt: (id: string) => string,
  applicant: string | undefined,
): Promise<Outcome> {
  if (outcome.kind !== 'rejected' || outcome.rejection.rejected !== 'ALREADY_EXISTS') return outcome;
  const taken: (Claim & { readonly id: string | undefined })[] = [];
  for (const claim of claims) {
    const { items } = await store.page({ holds: claim.identifier }, { limit: 1 });
    const [holder] = items;
    if (holder === undefined) continue;
    const isShown = applicant === undefined || holder.state.applicantId === applicant;
    taken.push({ ...claim, id: isShown ? holder.id : undefined });
  }
  if (taken.length === 0) return outcome;
  const shown = taken.find(({ id }) => id !== undefined)?.id;
  return {
    kind: 'rejected',
    rejection: {
      rejected: 'ALREADY_EXISTS',
      values: {
        what: taken.map((claim) => (claim.id === undefined ? nameOf(claim) : `${nameOf(claim)} (${claim.id})`)),
      },
      errors: taken.map(takenAt),
      ...(shown !== undefined && { links: { holder: readAt(shown) } }),
    },
  };
}

const nameOf = ({ called, identifier }: Claim): string => called ?? identifier;

function takenAt({ id, ...claim }: Claim & { readonly id: string | undefined }): RuleFault {
  const { pointer } = claim;
  return id === undefined
    ? { pointer, code: 'ALREADY_EXISTS', values: { what: nameOf(claim) } }
    : { pointer, code: 'IDENTIFIER_TAKEN', values: { identifier: nameOf(claim), id } };
}
