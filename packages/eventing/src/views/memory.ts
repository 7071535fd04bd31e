// Facts in memory, packed: equal strings are one string, so a date, a code or an id costs a pointer (rule 34).
// Only whole facts are kept; everything else is folded when asked, and only for entities that changed since.
import type { ServiceName } from '@tributary/contracts';
import type { Row } from '../consume/store.ts';
import type { Cut, StoredFact, View, ViewReader } from '../ports.ts';
import { foldFacts } from './fold.ts';

/** What is known of one aggregate at the adopted checkpoints. */
interface Entity {
  readonly id: string;
  readonly ministry: string;
  seq: number;
  facts: StoredFact[];
}

export interface Memory {
  /** Takes in what a row holds up to position `upTo`; facts beyond it belong to a checkpoint that is not adopted yet. */
  take(row: Row, upTo: number): void;
  /** How many facts are held of an aggregate. */
  facts(service: ServiceName, agg: string): number;
  /** How far an aggregate is; 0 when it is not known. */
  seq(service: ServiceName, agg: string): number;
  /** The rows of a view; all who read the same one share its folds. */
  reader<Shape>(view: View<Shape>): ViewReader<Shape>;
}

/** Longer strings are rarely equal: titles, texts. */
const LONGEST_INTERNED = 40;
/** A full table is forgotten; equal strings after that are one string again. */
const MOST_INTERNED = 50_000;
/** Folds kept per view, those asked for last: today's, a chosen day, and W with each. */
const KEPT_CUTS = 4;

function createPacker(): (value: unknown) => unknown {
  const known = new Map<string, string>();
  function intern(text: string): string {
    if (text.length > LONGEST_INTERNED) return text;
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size >= MOST_INTERNED) known.clear();
    known.set(text, text);
    return text;
  }
  return function pack(value: unknown): unknown {
    if (typeof value === 'string') return intern(value);
    if (Array.isArray(value)) return value.map(pack);
    if (typeof value !== 'object' || value === null) return value;
    const packed: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(value)) packed[key] = pack(field);
    return packed;
  };
}

export function createMemory(): Memory {
  const sources = new Map<string, Map<string, Entity>>();
  const kinds = new Map<string, Map<string, Entity>>();
  const changed = new Map<string, ((id: string) => void)[]>();
  const readers = new Map<unknown, ViewReader<unknown>>();
  const pack = createPacker();

  const packFact = ({ type, seq, recordedAt, on, ministry, data }: StoredFact) =>
    pack({ type, seq, recordedAt, on, ministry, data }) as StoredFact;

  function mapOf(maps: Map<string, Map<string, Entity>>, key: string): Map<string, Entity> {
    const known = maps.get(key);
    if (known !== undefined) return known;
    const fresh = new Map<string, Entity>();
    maps.set(key, fresh);
    return fresh;
  }

  return {
    take({ service, kind, agg, ministry, pos, seq, erased, facts, skipped = 0 }, upTo) {
      const source = mapOf(sources, service);
      // an erasure that no adopted checkpoint covers yet takes nothing away: the row comes again with the checkpoint
      if (erased && pos > upTo && source.has(agg)) return;
      const entity = source.get(agg) ?? { id: agg, ministry, seq: 0, facts: [] };
      const visible = erased ? [] : facts.filter((fact) => fact.pos <= upTo);
      // a row only ever gains facts at its end, or loses all of them
      if (skipped + visible.length < entity.facts.length) entity.facts = [];
      for (const fact of visible.slice(Math.max(0, entity.facts.length - skipped))) entity.facts.push(packFact(fact));
      entity.seq = pos <= upTo ? seq : Math.max(entity.seq, entity.facts.at(-1)?.seq ?? 0);
      source.set(agg, entity);
      mapOf(kinds, `${service}.${kind}`).set(agg, entity);
      for (const tell of changed.get(`${service}.${kind}`) ?? []) tell(agg);
    },
    facts: (service, agg) => sources.get(service)?.get(agg)?.facts.length ?? 0,
    seq: (service, agg) => sources.get(service)?.get(agg)?.seq ?? 0,
    reader<Shape>(view: View<Shape>): ViewReader<Shape> {
      const shared = readers.get(view);
      if (shared !== undefined) return shared as ViewReader<Shape>;
      const kind = `${view.service}.${view.aggregate}`;
      const { reader, forget } = createReader(view, mapOf(kinds, kind));
      changed.set(kind, [...(changed.get(kind) ?? []), forget]);
      readers.set(view, reader);
      return reader;
    },
  };
}

/** The order of `all` is the order in which entities became known: a report sorts by what it shows. */
function createReader<Shape>(view: View<Shape>, entities: ReadonlyMap<string, Entity>) {
  const folds = new Map<string, { readonly rows: ReadonlyMap<string, Shape>; readonly stale: Set<string> }>();

  function refold(rows: Map<string, Shape>, ids: Iterable<string>, cut: Cut): Map<string, Shape> {
    for (const id of ids) {
      const entity = entities.get(id);
      const row = entity && foldFacts(view, entity, cut);
      if (row === undefined) rows.delete(id);
      else rows.set(id, row);
    }
    return rows;
  }

  const reader: ViewReader<Shape> = {
    all(cut = {}) {
      const key = `${cut.to}|${cut.asOf}`;
      const known = folds.get(key);
      folds.delete(key);
      if (known?.stale.size === 0) {
        folds.set(key, known);
        return known.rows;
      }
      // a map once given away never changes under a report that is still reading it
      const rows =
        known === undefined ? refold(new Map(), entities.keys(), cut) : refold(new Map(known.rows), known.stale, cut);
      folds.set(key, { rows, stale: new Set() });
      const [oldest] = folds.keys();
      if (folds.size > KEPT_CUTS && oldest !== undefined) folds.delete(oldest);
      return rows;
    },
    one(id, cut = {}) {
      const entity = entities.get(id);
      return entity && foldFacts(view, entity, cut);
    },
  };
  return {
    reader,
    forget: (id: string) => {
      for (const { stale } of folds.values()) stale.add(id);
    },
  };
}
