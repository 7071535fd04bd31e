// What other services' facts change here. What is opened changes nothing: its proposal or mapping says so already, and so
// does a proposal that takes a link back; a contribution can be withdrawn while its mapping stands.
import {
  alignmentAccepted,
  alignmentRejected,
  type Initiative,
  kpiContributionAccepted,
  kpiContributionRejected,
  kpiContributionWithdrawn,
} from '@tributary/contracts';
import { type AggregateStore, on, type Reaction, type ReactionContext } from '@tributary/eventing';
import { noteContribution } from './initiative/indicators.ts';
import { noteDecision } from './initiative/plan-links.ts';

export function reactions(initiatives: AggregateStore<Initiative>): readonly Reaction[] {
  const noting =
    <Data, Said>(
      note: (initiative: Initiative, data: Data, said: Said) => ReturnType<typeof noteDecision>,
      said: Said,
    ) =>
    async ({ data }: { readonly data: Data & { readonly initiativeId: string } }, context: ReactionContext) => {
      await initiatives.react({ id: data.initiativeId }, context, (stored) =>
        stored === undefined ? 'unchanged' : note(stored.state, data, said),
      );
    };
  return [
    on(alignmentAccepted, 'first', noting(noteDecision, 'accepted')),
    on(alignmentRejected, 'first', noting(noteDecision, 'rejected')),
    on(kpiContributionAccepted, 'first', noting(noteContribution, 'accepted')),
    on(kpiContributionRejected, 'first', noting(noteContribution, 'rejected')),
    on(kpiContributionWithdrawn, 'first', noting(noteContribution, 'withdrawn')),
  ];
}
