// Lists of a state that only grow: what a step adds to them is all that is written.
import { isDeepStrictEqual } from 'node:util';
import type { AggregateDefinition } from '../ports/aggregates.ts';

type Fields = Readonly<Record<string, unknown>>;

const listOf = (state: object | undefined, field: string): readonly unknown[] =>
  ((state as Fields | undefined)?.[field] as readonly unknown[] | undefined) ?? [];

/**
 * What the growing lists of a state gain.
 * @param before undefined where the aggregate is not there yet
 * @throws a list lacks, or has changed, what it held: the decision is wrong, not the request
 */
export function gainsOf<State extends object>(
  { name, grows = [] }: Pick<AggregateDefinition<State>, 'name' | 'grows'>,
  before: State | undefined,
  after: State,
): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    grows.map((field) => {
      const [held, holds] = [listOf(before, field), listOf(after, field)];
      const kept = held.every(
        (item, at) => at < holds.length && (item === holds[at] || isDeepStrictEqual(item, holds[at])),
      );
      if (!kept) throw new TypeError(`${name}: ${field} only grows, but lacks what it held`);
      return [field, holds.slice(held.length)];
    }),
  );
}
