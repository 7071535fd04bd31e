// Records that were merged stand together: one goes on for all, and is found by the id of any.
import type { Person } from '@tributary/contracts';
import { type AggregateStore, readAll, type Stored } from '@tributary/eventing';

export type StoredPerson = Stored<Person & { readonly applicantId?: string }>;

/** The persons as they are kept. */
export type PersonStore = AggregateStore<Person & { readonly applicantId?: string }>;

/** Merges that are followed at most: more are none that were ever decided. */
const STEPS = 50;

export interface PersonGroup {
  /** The record that goes on for `id`: itself where it was not merged. */
  survivorOf(id: string): Promise<StoredPerson | undefined>;
  /** All records that were merged into `id`, and into those, in the order of their ids. */
  mergedInto(id: string): Promise<readonly StoredPerson[]>;
}

export function personGroup(store: Pick<PersonStore, 'load' | 'page'>): PersonGroup {
  const directly = (id: string): Promise<readonly StoredPerson[]> => readAll(store, { mergedInto: id });

  return {
    async survivorOf(id) {
      let stored = await store.load(id);
      for (let step = 0; step < STEPS && stored?.state.mergedInto !== undefined; step += 1) {
        stored = await store.load(stored.state.mergedInto);
      }
      return stored;
    },
    async mergedInto(id) {
      const found = new Map<string, StoredPerson>();
      const wanted = [id];
      for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
        for (const one of await directly(next)) {
          if (one.id === id || found.has(one.id)) continue;
          found.set(one.id, one);
          wanted.push(one.id);
        }
      }
      return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    },
  };
}
