// The folds of one view, shared by all who read it: under a few cuts, folding again only what changed since.
import type { View } from '@tributary/contracts';
import type { Cut } from '../ports/views.ts';
import { atOnce, type Pausing, type Slices } from '../slices.ts';
import type { Entities, Entity, Numbered, Past } from './entities.ts';
import { foldFacts } from './fold.ts';
import { type Inside, insideOf, unpacked } from './packing.ts';
import { type RowsByNumber, rowsByNumber } from './rows-by-number.ts';

export interface Folds<Row> {
  /** The rows of this moment, folded at once. */
  now(cut: Cut): ReadonlyMap<string, Row>;
  one(id: string, cut: Cut): Row | undefined;
  /** The rows of an earlier moment, folded in slices once for all who ask; the same as `now` was then. */
  then(past: Past, cut: Cut, slices: Slices): Promise<ReadonlyMap<string, Row>>;
}

/** Folds kept per view, those asked for last: today's, a chosen day, and W with each. */
const KEPT_CUTS = 4;

interface Kept<Row> {
  readonly rows: RowsByNumber<Row>;
  /** the numbers of entities that are another by now */
  readonly stale: Set<number>;
}

const keyOf = ({ to, asOf }: Cut): string => `${to}|${asOf}`;

export function createFolds<Row>(view: View<Row>, entities: Entities): Folds<Row> {
  const kept = new Map<string, Kept<Row>>();
  // Rows of entities all of whose facts are inside the cut: most are, under any cut, and are the same row under each.
  const wholes: (Row | undefined)[] = [];
  const flights = new WeakMap<Past, Map<string, Promise<RowsByNumber<Row>>>>();
  /** by cut, the flight that began last */
  const turns = new Map<string, Promise<unknown>>();

  entities.watch((number) => {
    wholes[number] = undefined;
    for (const { stale } of kept.values()) stale.add(number);
  });

  function rowOf(number: number, entity: Entity, inside: Inside): Row | undefined {
    const facts = unpacked(entity.facts, inside);
    const isWhole = facts.length === entity.count && entities.at(number) === entity;
    const row = (isWhole ? wholes[number] : undefined) ?? foldFacts(view, { ...entity, facts }, {});
    if (isWhole) wholes[number] = row;
    return row;
  }

  /** Folds `again`, and takes every other row from `known`; without it, all are folded. */
  function* folding(
    from: Numbered,
    cut: Cut,
    known?: { readonly rows: RowsByNumber<Row>; readonly again: Iterable<number> },
  ): Pausing<RowsByNumber<Row>> {
    const rows = known === undefined ? [] : known.rows.list.slice(0, from.size);
    while (rows.length < from.size) rows.push(undefined);
    const inside = insideOf(cut);
    for (const number of known?.again ?? rows.keys()) {
      const entity = number < from.size ? from.at(number) : undefined;
      if (entity !== undefined) rows[number] = rowOf(number, entity, inside);
      yield;
    }
    return rowsByNumber(rows, entities);
  }

  function keep(key: string, entry: Kept<Row>): ReadonlyMap<string, Row> {
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_CUTS && oldest !== undefined) kept.delete(oldest);
    return entry.rows;
  }

  /** What is kept is the nearest there is, whether it is of a moment before `past` or after. */
  async function fly(past: Past, cut: Cut, slices: Slices): Promise<RowsByNumber<Row>> {
    const key = keyOf(cut);
    const known = kept.get(key);
    const again = new Set([...(known?.stale ?? []), ...past.changed()]);
    const isCurrent = known !== undefined && again.size === 0;
    const rows = isCurrent ? known.rows : await slices(folding(past, cut, known && { rows: known.rows, again }));
    const stale = new Set(past.changed());
    const newest = kept.get(key);
    keep(key, newest === undefined || stale.size <= newest.stale.size ? { rows, stale } : newest);
    return rows;
  }

  function then(past: Past, cut: Cut, slices: Slices): Promise<ReadonlyMap<string, Row>> {
    const key = keyOf(cut);
    const ofPast = flights.get(past) ?? new Map<string, Promise<RowsByNumber<Row>>>();
    flights.set(past, ofPast);
    const known = ofPast.get(key);
    // whoever began it may have ended it: then it is begun anew
    if (known !== undefined) return known.catch(() => then(past, cut, slices));
    const mine = (turns.get(key) ?? Promise.resolve()).then(() => fly(past, cut, slices));
    const ended = mine.then(
      () => undefined,
      () => void ofPast.delete(key),
    );
    const turn = ended.then(() => {
      if (turns.get(key) === turn) turns.delete(key);
    });
    ofPast.set(key, mine);
    turns.set(key, turn);
    return mine;
  }

  return {
    now(cut) {
      const key = keyOf(cut);
      const known = kept.get(key);
      if (known?.stale.size === 0) return keep(key, known);
      // rows once given away never change under a report that is still reading them
      const again = known && { rows: known.rows, again: known.stale };
      return keep(key, { rows: atOnce(folding(entities, cut, again)), stale: new Set() });
    },
    one(id, cut) {
      const [number, entity] = [entities.numberOf(id), entities.of(id)];
      return number === undefined || entity === undefined ? undefined : rowOf(number, entity, insideOf(cut));
    },
    then,
  };
}
