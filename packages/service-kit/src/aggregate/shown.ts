// What a read shows of a state as it is kept.
import type { RouteContract } from '@tributary/contracts';
import { z } from 'zod';

/** The route that reads one, and what it never shows as it is kept. */
export type ReadOfOne = Pick<RouteContract, 'reply' | 'access'> & { readonly hides?: readonly string[] };

/** Whether the answer of a read has a field as it is kept. */
export function shownBy({ reply, hides = [] }: ReadOfOne): (name: string) => boolean {
  const answer = reply[200];
  if (!(answer instanceof z.ZodObject)) throw new TypeError('a read of an aggregate is answered with an object');
  return (name) => Object.hasOwn(answer.shape, name) && !hides.includes(name);
}
