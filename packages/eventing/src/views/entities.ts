// The entities of one kind in the order in which they became known, now and as they were at an earlier moment.
import type { Packed } from './packing.ts';

/** What is known of one aggregate; never changed, only replaced. */
export interface Entity {
  readonly id: string;
  readonly ministry: string;
  readonly seq: number;
  /** how many facts */
  readonly count: number;
  readonly facts: Packed;
}

/** Entities by their numbers, which begin at 0 and never change. */
export interface Numbered {
  readonly size: number;
  at(number: number): Entity | undefined;
}

/** The entities as they were when this was made, whatever is put since. */
export interface Past extends Numbered {
  /** the numbers of those that were put since, each once */
  changed(): Iterable<number>;
}

export interface Entities extends Numbered {
  numberOf(id: string): number | undefined;
  of(id: string): Entity | undefined;
  /** Adds an entity, or puts it in the place of what was known of it. */
  put(entity: Entity): void;
  /** Calls `tell` with the number of each entity that is put from now on. */
  watch(tell: (number: number) => void): void;
  /** The entities of this moment. It costs nothing but what is put while somebody holds it. */
  past(): Past;
}

interface Kept {
  readonly size: number;
  /** what stood where something was put since; of an entity that was not there yet, nothing */
  readonly before: Map<number, Entity | undefined>;
}

export function createEntities(): Entities {
  const list: Entity[] = [];
  const numbers = new Map<string, number>();
  const watchers: ((number: number) => void)[] = [];
  let held: WeakRef<Kept>[] = [];

  function remember(number: number): void {
    let gone = false;
    for (const one of held) {
      const kept = one.deref();
      if (kept === undefined) gone = true;
      else if (!kept.before.has(number)) kept.before.set(number, list[number]);
    }
    if (gone) held = held.filter((one) => one.deref() !== undefined);
  }

  return {
    get size() {
      return list.length;
    },
    at: (number) => list[number],
    numberOf: (id) => numbers.get(id),
    of: (id) => list[numbers.get(id) ?? -1],
    put(entity) {
      const number = numbers.get(entity.id) ?? list.length;
      remember(number);
      list[number] = entity;
      numbers.set(entity.id, number);
      for (const tell of watchers) tell(number);
    },
    watch: (tell) => void watchers.push(tell),
    past() {
      const kept: Kept = { size: list.length, before: new Map() };
      held = [...held.filter((one) => one.deref() !== undefined), new WeakRef(kept)];
      const { size, before } = kept;
      return {
        size,
        at: (number) => (kept.before.has(number) ? before.get(number) : list[number]),
        changed: () => before.keys(),
      };
    },
  };
}
