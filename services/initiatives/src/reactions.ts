// What other services' facts change here. An opened or withdrawn alignment changes nothing: its proposal says so already.
import { alignmentAccepted, alignmentRejected, type Initiative } from '@tributary/contracts';
import { type AggregateStore, on, type Reaction, type ReactionContext } from '@tributary/eventing';
import { type DecidedOn, noteDecision } from './initiative/plan-links.ts';

export function reactions(initiatives: AggregateStore<Initiative>): readonly Reaction[] {
  const note =
    (decision: 'accepted' | 'rejected') =>
    async ({ data }: { readonly data: DecidedOn & { readonly initiativeId: string } }, context: ReactionContext) => {
      await initiatives.react({ id: data.initiativeId }, context, (stored) =>
        stored === undefined ? 'unchanged' : noteDecision(stored.state, data, decision),
      );
    };
  return [on(alignmentAccepted, 'first', note('accepted')), on(alignmentRejected, 'first', note('rejected'))];
}
