// What of an aggregate applicants read although they did not enter it: what its contract says is published.
import type { AggregateContract } from '@tributary/contracts';
import type { Filter } from '@tributary/eventing';
import type { z } from 'zod';

type Published = Pick<AggregateContract, 'published'>;

/** Whether a state is published. */
export const isPublished = <State extends z.ZodObject>(
  { published }: Pick<AggregateContract<State>, 'published'>,
  state: Readonly<Record<string, unknown>>,
): boolean => published?.values.some((value) => value === state[published.field]) === true;

/** The condition on a list that leaves what is published, beside what the list is narrowed to; of nothing, nothing is left. */
export function publishedAmong({ published }: Published, filter: Filter): Filter {
  if (published === undefined) throw new TypeError('nothing of it is published to applicants');
  const asked = filter[published.field];
  const left = asked === undefined ? published.values : published.values.filter((value) => value === asked);
  return { ...filter, [published.field]: { $in: left } };
}
