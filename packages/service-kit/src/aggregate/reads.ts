// The list and the read of an aggregate, of the rows alone that the caller may see.
import type { AggregateContract } from '@tributary/contracts';
import type { AggregateStore, Kept, Stored } from '@tributary/eventing';
import type { z } from 'zod';
import { found } from '../reads.ts';
import type { DerivedHandler, Fields, RequestOfAny } from './derived.ts';
import { stateOf } from './held.ts';
import { pageOf } from './listing.ts';
import { ownershipIn } from './ownership.ts';
import { isPublished } from './published.ts';
import { type ReadOfOne, shownBy } from './shown.ts';

/** What is shown of an aggregate beside its fields. */
export type Shows<State> = (stored: Stored<State>, asked: RequestOfAny) => object;

export interface DerivedReads {
  readonly list: DerivedHandler;
  readonly get: DerivedHandler;
}

/** What is read: the store, the declaration of what it keeps, and under which id it is by the parameters of a path. */
interface ReadFrom<State extends z.ZodObject> {
  readonly store: AggregateStore<Kept<State>>;
  readonly contract: AggregateContract<State>;
  readonly idOf: (params: Fields) => string;
}

/** The handlers that answer them with the fields that the contract of the read shows. */
export function readsOf<State extends z.ZodObject>(
  { store, contract, idOf }: ReadFrom<State>,
  read: ReadOfOne,
  shows?: Shows<z.output<State>>,
): DerivedReads {
  if (read.access.ministry === 'responsible') {
    throw new TypeError(`${contract.name}: a row says who owns it, not who is responsible; read it with a handler`);
  }
  const { applicantFor } = ownershipIn(contract);
  const isShown = shownBy(read);
  const shown = (one: Stored<Kept<State>>, asked: RequestOfAny) => {
    const { id, seq, ministry, at } = one;
    const state = stateOf<z.output<State>>(one.state);
    const fields = Object.entries(state).filter(([name]) => isShown(name));
    return {
      id,
      seq,
      ministry,
      updatedAt: at.toISOString(),
      ...applicantFor(asked, one.state),
      ...Object.fromEntries(fields),
      ...shows?.({ ...one, state }, asked),
    };
  };
  return {
    async list(asked) {
      const request = asked as RequestOfAny;
      const { items, next } = await pageOf(store, contract, request);
      return { reply: { body: { items: items.map((one) => shown(one, request)), next } as never } };
    },
    async get(asked) {
      const request = asked as RequestOfAny;
      const one = await store.load(idOf(request.params));
      const mayRead =
        one !== undefined && request.mayTouch(one.ministry, one.state.applicantId, isPublished(contract, one.state));
      return found((mayRead ? shown(one, request) : undefined) as never);
    },
  };
}
