// A reaction answers an event in every version in which it was ever published, in the form of the newest.
import { earlierForms } from '@tributary/contracts';
import type { Reaction } from '../ports/reactions.ts';

/** The reaction, and the same for each version that its event has replaced. */
export const withEarlierForms = (reaction: Reaction): readonly Reaction[] => [
  reaction,
  ...earlierForms(reaction.event).map(({ event, read }) => ({
    ...reaction,
    event,
    handle: (recorded: Parameters<Reaction['handle']>[0], context: Parameters<Reaction['handle']>[1]) =>
      reaction.handle({ ...recorded, type: reaction.event.type, data: read(recorded.data) }, context),
  })),
];
