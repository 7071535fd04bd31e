// What other services' facts change here.
import { alignmentProposed, indicatorDefined } from '@tributary/contracts';
import { on, type Reaction } from '@tributary/eventing';
import type { ReviewLinks } from './alignment/proposals.ts';
import type { ReviewMappings } from './kpi-contribution/mappings.ts';

export const reactions = (reviewLinks: ReviewLinks, mappings: ReviewMappings): readonly Reaction[] => [
  on(alignmentProposed, 'first', async ({ subject, data }, context) => {
    await reviewLinks(subject, data, context);
    await mappings.linked(subject, data, context);
  }),
  on(indicatorDefined, 'first', ({ subject, data }, context) => mappings.defined(subject, data, context)),
];
