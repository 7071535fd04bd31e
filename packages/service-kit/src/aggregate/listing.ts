// One page of the aggregates of a kind, as its list was asked for.
import { type AggregateContract, identifierText, type Language, type Listed, listAsked } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import type { Rows } from '../access/policy.ts';
import { fieldError } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Page } from '../reads.ts';
import { publishedAmong } from './published.ts';

type Query = Readonly<Record<string, unknown>>;

interface ListRequest {
  /** as the contract of the list lets it pass */
  readonly query: Query;
  readonly language: Language;
  /** the rows that the caller may see */
  readonly rows: () => Rows;
}

/** @throws {Refusal} 400 where the query goes on after a page of another order */
export async function pageOf<State extends object>(
  store: Pick<AggregateStore<State>, 'page'>,
  contract: Listed & Pick<AggregateContract, 'published'>,
  { query, language, rows }: ListRequest,
): Promise<Page<Stored<State>>> {
  const { filter, order, sort } = listAsked(contract, query);
  const after = placeIn(sort, query['after'] as string | undefined, language);
  const asked = { after, limit: Number(query['limit']), order };
  const { published, ...own } = rows();
  const narrowed = { ...(published === true ? publishedAmong(contract, filter) : filter), ...heldBy(query), ...own };
  const { items, next } = await store.page(narrowed, asked);
  return { items, next: next === undefined ? null : sort + mark + next };
}

/** Parts the name of an order from a place in it; an order has none in its name. */
const mark = ' ';

function placeIn(sort: string, after: string | undefined, language: Language): string | undefined {
  if (after === undefined) return undefined;
  const named = `${sort}${mark}`;
  if (after.startsWith(named)) return after.slice(named.length);
  const fault = { pointer: '/query/after', code: 'UNKNOWN_CURSOR', values: {} } as const;
  throw new Refusal('VALIDATION', { errors: [fieldError(fault, language)] });
}

/** What the items of a list hold, where the query names an identifier of a register. */
function heldBy({ identifierScheme: scheme, identifierId: id }: Query): { readonly holds?: string } {
  return typeof scheme === 'string' && typeof id === 'string' ? { holds: identifierText({ scheme, id }) } : {};
}
