// What other services' facts change here. An opened or withdrawn alignment changes nothing: its proposal says so already.
import { alignmentAccepted, alignmentRejected } from '@tributary/contracts';
import { on, type Reaction } from '@tributary/eventing';
import type { Commands } from './commands.ts';

export const reactions = (commands: Pick<Commands, 'noteDecision'>): readonly Reaction[] => [
  on(alignmentAccepted, 'first', ({ data }, context) => commands.noteDecision(data, 'accepted', context)),
  on(alignmentRejected, 'first', ({ data }, context) => commands.noteDecision(data, 'rejected', context)),
];
