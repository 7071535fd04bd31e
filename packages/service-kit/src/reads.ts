// How aggregates of one kind are read: one by its id, or page by page with some fields given.
import { reject } from '@tributary/contracts';
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Answer } from './ports.ts';

export interface PageAsked {
  /** the last id of the page before */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** the last id of the page, null at the end */
  readonly next: string | null;
}

export interface Reads<Item, Field extends string> {
  get(id: string): Promise<Item | undefined>;
  /** In the order of the store, those alone that have each given field. */
  list(asked: PageAsked & { readonly [Name in Field]?: string | number | undefined }): Promise<Page<Item>>;
}

/**
 * The reads of one kind of aggregate.
 * @param fields of the state, by which a list can be narrowed
 * @param shown an aggregate as its contract has it
 */
export const readsOf = <State extends object, Item, Field extends string>(
  store: AggregateStore<State>,
  fields: readonly Field[],
  shown: (stored: Stored<State>) => Item,
): Reads<Item, Field> => ({
  async get(id) {
    const stored = await store.load(id);
    return stored && shown(stored);
  },
  async list({ after, limit, ...asked }) {
    const given: Readonly<Record<string, string | number | undefined>> = asked;
    const filter: Filter = Object.fromEntries(
      fields.flatMap((field) => (given[field] === undefined ? [] : [[field, given[field]]])),
    );
    const { items, next } = await store.page(filter, { after, limit });
    return { items: items.map(shown), next: next ?? null };
  },
});

/** The answer to a read: what was found, or 404. */
export const found = <Body>(body: Body | undefined): Answer<Body> =>
  body === undefined ? { outcome: { kind: 'rejected', rejection: reject('NOT_FOUND') } } : { reply: { body } };
