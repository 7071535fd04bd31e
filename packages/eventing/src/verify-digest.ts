// What a partition's journal tells of its aggregates, a few bytes each: enough to see which rows are to be looked at closely.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '@tributary/contracts';
import type { Row, RowFact } from './consume/store.ts';
import { append, type Keeping } from './views/append.ts';

/** A row with its facts folded into a digest. */
interface Digested extends Omit<Row, 'facts'> {
  readonly facts: string;
}

const NO_FACTS = '';

const digest = (before: string, facts: readonly RowFact[]): string =>
  facts.reduce(
    (sofar, fact) => createHash('sha256').update(sofar).update(JSON.stringify(fact)).digest('base64url'),
    before,
  );

export interface Told {
  /** Takes the next record of the partition. */
  take(record: RecordedEvent): void;
  /** Whether the row is what was told of its aggregate, to the last fact; each aggregate is asked for once. */
  tells(row: Row): boolean;
  /** Aggregates that began up to `applied` and were not asked for. */
  missing(applied: number): readonly string[];
}

export function createTold(keeping: Keeping): Told {
  const rows = new Map<string, Digested & { readonly began: number }>();
  return {
    take(record) {
      const before = rows.get(record.agg);
      const folded = append(before, [record], keeping);
      // a gap: whatever the row says is looked at closely
      if (folded.do !== 'write') return;
      const { after: _after, facts, ...row } = folded.change;
      const kept = row.erased ? NO_FACTS : (before?.facts ?? NO_FACTS);
      rows.set(record.agg, { ...row, facts: digest(kept, facts), began: before?.began ?? record.pos });
    },
    tells({ facts, ...row }) {
      const told = rows.get(row.agg);
      if (told === undefined) return false;
      rows.delete(row.agg);
      const { began: _began, ...expected } = told;
      return isDeepStrictEqual(expected, { ...row, facts: digest(NO_FACTS, facts) });
    },
    missing: (applied) => [...rows].flatMap(([agg, { began }]) => (began <= applied ? [agg] : [])),
  };
}
