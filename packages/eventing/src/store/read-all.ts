// Every aggregate that passes a filter, page by page.
import type { AggregateStore, Filter, Stored } from '../ports/aggregates.ts';

const PAGE = 1000;

/** In the order of its pages. What is made meanwhile may be missed. */
export async function readAll<State extends object>(
  store: Pick<AggregateStore<State>, 'page'>,
  filter: Filter,
): Promise<Stored<State>[]> {
  const found: Stored<State>[] = [];
  let after: string | undefined;
  do {
    const page = await store.page(filter, { after, limit: PAGE });
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return found;
}
