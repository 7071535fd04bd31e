// What other services' facts change here.
import { alignmentProposed } from '@tributary/contracts';
import { on, type Reaction } from '@tributary/eventing';
import type { ReviewLinks } from './alignment/proposals.ts';

export const reactions = (reviewLinks: ReviewLinks): readonly Reaction[] => [
  on(alignmentProposed, 'first', ({ subject, data }, context) => reviewLinks(subject, data, context)),
];
