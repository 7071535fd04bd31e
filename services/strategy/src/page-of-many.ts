// Pages of what several filters let pass together, each thing once, in the order of their ids.
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Page, PageAsked } from '@tributary/service-kit';

/** Fetched at once when those of the first fetch do not fill a page. */
const FURTHER = 1000;

/** One page of what several filters let pass and `shown` does not leave out. */
export async function pageOfMany<State extends object, Item extends { readonly id: string }>(
  store: Pick<AggregateStore<State>, 'page'>,
  filters: readonly Filter[],
  { after, limit }: PageAsked,
  shown: (stored: Stored<State>) => Item | undefined,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let place = after;
  do {
    const size = place === after ? limit + 1 : FURTHER;
    const pages = await Promise.all(filters.map((filter) => store.page(filter, { after: place, limit: size })));
    // Up to the earliest end of a page that goes on, nothing can lie between what was fetched.
    const [end] = pages.flatMap(({ next }) => next ?? []).sort();
    const fetched = new Map(pages.flatMap((page) => page.items).map((stored) => [stored.id, stored]));
    for (const id of [...fetched.keys()].sort()) {
      if (end !== undefined && id > end) break;
      const stored = fetched.get(id);
      const item = stored && shown(stored);
      if (item === undefined) continue;
      if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
      items.push(item);
    }
    place = end;
  } while (place !== undefined);
  return { items, next: null };
}
