// How often an identity presented a code of late: a try counts before anybody looks whether the code is right, so that
// many at once are no more than many one after the other.
import { TRIES } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';

interface Tries {
  /** when the first one was */
  readonly since: string;
  readonly count: number;
}

const SWEEP_MS = 3_600_000;
const PAGE = 100;

export interface BindingTries {
  /** Counts a try. @returns seconds that the identity must wait; undefined where it may try */
  count(identity: string, now: Date): Promise<number | undefined>;
}

/** Counts tries by identity; what is older than the time in which they count is swept. */
export function bindingTriesOf(eventing: Eventing): BindingTries {
  const tries = eventing.beside<Tries>('binding_tries');
  const endOf = ({ since }: Tries) => Date.parse(since) + TRIES.withinMs;

  eventing.job<Record<string, never>>({
    name: 'binding.tries',
    everyMs: SWEEP_MS,
    async step(_input, after, { now }) {
      const { items, next } = await tries.page({ after, limit: PAGE });
      const over = items.filter(({ content }) => endOf(content) <= now.getTime());
      for (const { id } of over) await tries.remove(id);
      return { next, changed: over.length };
    },
  });

  return {
    count: (identity, now) =>
      tries.change(identity, (content) => {
        const isCurrent = content !== undefined && endOf(content) > now.getTime();
        if (isCurrent && content.count >= TRIES.most) {
          return { content, answer: Math.max(1, Math.ceil((endOf(content) - now.getTime()) / 1000)) };
        }
        const counted = isCurrent ? { ...content, count: content.count + 1 } : { since: now.toISOString(), count: 1 };
        return { content: counted, answer: undefined };
      }),
  };
}
