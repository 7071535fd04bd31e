// Records that were merged stand together: one goes on for all, and is found by the id of any.
import type { Person } from '@tributary/contracts';
import { type AggregateStore, readAll, type Stored } from '@tributary/eventing';

export type StoredPerson = Stored<Person & { readonly applicantId?: string }>;

/** The persons as they are kept. */
export type PersonStore = AggregateStore<Person & { readonly applicantId?: string }>;

/** Records of one person: the one that goes on comes first, then those that were merged into it. */
export type PersonRecords = readonly [StoredPerson, ...StoredPerson[]];

/** The subjects whose own some records are, each once. */
export const subjectsOf = (records: readonly StoredPerson[]): readonly string[] => [
  ...new Set(records.flatMap(({ state }) => state.applicantId ?? [])),
];

/**
 * The subject that acts for the person of some records: that of the record that goes on, or else the only one of those
 * merged into it. Bindings stay with the record that they were made for, so that parted records have their own again.
 */
export function actsFor([survivor, ...merged]: PersonRecords): string | undefined {
  const [subject, ...more] = subjectsOf(merged);
  return survivor.state.applicantId ?? (more.length === 0 ? subject : undefined);
}

/** Merges that are followed at most: more are none that were ever decided. */
const STEPS = 50;

export interface PersonGroup {
  /** The record that goes on for `id`: itself where it was not merged. */
  survivorOf(id: string): Promise<StoredPerson | undefined>;
  /** All records that were merged into `id`, and into those, in the order of their ids. */
  mergedInto(id: string): Promise<readonly StoredPerson[]>;
  /** A record with all that stand with it, as they are now. */
  recordsOf(stored: StoredPerson): Promise<PersonRecords>;
}

export function personGroup(store: Pick<PersonStore, 'load' | 'page'>): PersonGroup {
  const directly = (id: string): Promise<readonly StoredPerson[]> => readAll(store, { mergedInto: id });

  const group: PersonGroup = {
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
    async recordsOf(stored) {
      const survivor = (await group.survivorOf(stored.id)) ?? stored;
      return [survivor, ...(await group.mergedInto(survivor.id))];
    },
  };
  return group;
}
