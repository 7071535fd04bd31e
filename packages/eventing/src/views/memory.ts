// Facts in memory, packed (rule 34). Only whole facts are kept; everything else is folded when asked, and only for
// entities that changed since. A memory is whole in itself: two of them, e.g. of two versions, share nothing.

import { partitionOf, type ServiceName, type View } from '@tributary/contracts';
import type { Row } from '../consume/store.ts';
import type { Cut, ViewReader } from '../ports/views.ts';
import { inSlices, type Slices } from '../slices.ts';
import { createEntities, type Entities, type Entity, type Past } from './entities.ts';
import { createFolds, type Folds } from './folds.ts';
import { createPacker } from './packing.ts';

/** What a memory held at one moment. */
export interface Moment {
  /** The rows of a view as they were, folded in slices, in the order of `all`; shared by all who ask. */
  rows<Shape>(view: View<Shape>, cut?: Cut, slices?: Slices): Promise<ReadonlyMap<string, Shape>>;
}

export interface Memory {
  /**
   * Packs what a row holds up to position `upTo`; facts beyond it belong to a checkpoint that is not adopted yet.
   * @returns takes it in, in no time
   */
  packed(row: Row, upTo: number): () => void;
  /** Packs what a row holds and takes it in. */
  take(row: Row, upTo: number): void;
  /** Lets go of all that is of a partition: its rows begin anew. */
  forget(service: ServiceName, partition: number): void;
  /** How many facts are held of an aggregate. */
  facts(service: ServiceName, agg: string): number;
  /** How far an aggregate is; 0 when it is not known. */
  seq(service: ServiceName, agg: string): number;
  /** The rows of a view; all who read the same one share its folds. */
  reader<Shape>(view: View<Shape>): ViewReader<Shape>;
  /** What is held now. It costs nothing but what is taken in while somebody holds it. */
  moment(): Moment;
}

export function createMemory(): Memory {
  /** by service, then by kind */
  const sources = new Map<string, Map<string, Entities>>();
  /** by view */
  const opened = new Map<unknown, { readonly entities: Entities; readonly folds: Folds<unknown> }>();
  const pack = createPacker();
  let newest: WeakRef<Moment> | undefined;

  function entitiesOf(service: string, kind: string): Entities {
    const kinds = sources.get(service) ?? new Map<string, Entities>();
    sources.set(service, kinds);
    const entities = kinds.get(kind) ?? createEntities();
    kinds.set(kind, entities);
    return entities;
  }

  function known(service: ServiceName, agg: string): Entity | undefined {
    for (const entities of sources.get(service)?.values() ?? []) {
      const found = entities.of(agg);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function momentOf(): Moment {
    const pasts = new Map<Entities, Past>();
    for (const { entities } of opened.values()) if (!pasts.has(entities)) pasts.set(entities, entities.past());
    return {
      async rows<Shape>(view: View<Shape>, cut: Cut = {}, slices: Slices = inSlices) {
        const found = opened.get(view);
        const past = found && pasts.get(found.entities);
        if (found === undefined || past === undefined) throw new Error(`the view ${view.name} was not declared`);
        return (found.folds as Folds<Shape>).then(past, cut, slices);
      },
    };
  }

  /** What is known with the row, made of what was known before; as before where that is all. */
  function grown(known: Entity | undefined, row: Row, upTo: number): Entity | undefined {
    const { agg, ministry, pos, seq, erased, facts, skipped = 0 } = row;
    // an erasure that no adopted checkpoint covers yet takes nothing away: the row comes again with the checkpoint
    if (erased && pos > upTo && known !== undefined) return known;
    const visible = erased ? [] : facts.filter((fact) => fact.pos <= upTo);
    // a row only ever gains facts at its end, or loses all of them
    const isLonger = known !== undefined && skipped + visible.length >= known.count;
    const [before, count] = isLonger ? [known.facts, known.count] : [[], 0];
    const fresh = visible.slice(Math.max(0, count - skipped));
    return {
      id: agg,
      ministry,
      seq: pos <= upTo ? seq : Math.max(known?.seq ?? 0, visible.at(-1)?.seq ?? 0),
      count: count + fresh.length,
      facts: fresh.length === 0 ? before : pack(before, fresh),
    };
  }

  function packed(row: Row, upTo: number): () => void {
    const entities = entitiesOf(row.service, row.kind);
    const known = entities.of(row.agg);
    const ready = grown(known, row, upTo);
    return () => {
      const now = entities.of(row.agg);
      const entity = now === known ? ready : grown(now, row, upTo);
      if (entity === undefined || entity === now) return;
      newest = undefined;
      entities.put(entity);
    };
  }

  return {
    packed,
    take: (row, upTo) => packed(row, upTo)(),
    forget(service, partition) {
      for (const entities of sources.get(service)?.values() ?? []) {
        for (let number = 0; number < entities.size; number += 1) {
          const known = entities.at(number);
          if (known === undefined || known.count === 0 || partitionOf(known.id) !== partition) continue;
          entities.put({ ...known, seq: 0, count: 0, facts: [] });
          newest = undefined;
        }
      }
    },
    facts: (service, agg) => known(service, agg)?.count ?? 0,
    seq: (service, agg) => known(service, agg)?.seq ?? 0,
    reader<Shape>(view: View<Shape>): ViewReader<Shape> {
      const entities = entitiesOf(view.service, view.aggregate);
      const folds = (opened.get(view)?.folds as Folds<Shape> | undefined) ?? createFolds(view, entities);
      opened.set(view, { entities, folds: folds as Folds<unknown> });
      newest = undefined;
      return { all: (cut = {}) => folds.now(cut), one: (id, cut = {}) => folds.one(id, cut) };
    },
    moment() {
      const known = newest?.deref();
      if (known !== undefined) return known;
      const made = momentOf();
      newest = new WeakRef(made);
      return made;
    },
  };
}
