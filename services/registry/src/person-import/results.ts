// How far imports are, and what became of their rows. Both are of one pass: the check, or the import. Results are sealed under
// a key of their own, since the keys of rows may tell of persons, and destroyed after 30 days.
import { randomBytes } from 'node:crypto';
import type { RowOutcome } from '@tributary/contracts';
import type { Eventing, KeptRecord } from '@tributary/eventing';
import { type KeyRing, type WrappedKey, wrappingWith } from '@tributary/privacy';
import { open, seal } from '@tributary/privacy/cipher';
import type { Column } from './form/columns.ts';
import type { KeptFault } from './form/file-fault.ts';
import type { RowProblem } from './form/person-row.ts';

/** What became of one row. */
export interface RowResult {
  readonly row: number;
  /** as the file has it, where it has one */
  readonly key?: string;
  readonly outcome: RowOutcome;
  readonly personId?: string;
  /** somebody else has the name and the birth date */
  readonly likely?: true;
  readonly problems?: readonly RowProblem[];
}

export interface Counts {
  readonly rows: number;
  readonly made: number;
  readonly there: number;
  readonly refused: number;
  readonly erased: number;
  readonly likelyDuplicates: number;
}

/** How far a pass is; `batches` are counted in. */
export interface Pass {
  readonly counts: Counts;
  readonly batches: number;
  readonly startedAt: string;
  readonly columns?: readonly Column[];
  readonly failure?: KeptFault;
  /** of its results; none once they are destroyed */
  readonly key?: WrappedKey;
  readonly kept?: 'yes';
}

/** Rows that were gone through at once: before they are made the persons that will be, and what became of each after. */
interface Batch {
  readonly making: readonly string[];
  readonly sealed?: string;
}

export const noCounts: Counts = { rows: 0, made: 0, there: 0, refused: 0, erased: 0, likelyDuplicates: 0 };

export function countsWith(counts: Counts, results: readonly RowResult[]): Counts {
  const of = (outcome: RowOutcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    rows: counts.rows + results.length,
    made: counts.made + of('made'),
    there: counts.there + of('there'),
    refused: counts.refused + of('refused'),
    erased: counts.erased + of('erased'),
    likelyDuplicates: counts.likelyDuplicates + results.filter(({ likely }) => likely === true).length,
  };
}

/** The id of a pass of an import. */
export const passOf = (id: string, { dryRun }: { readonly dryRun: boolean }): string =>
  `${id}|${dryRun ? 'check' : 'import'}`;

const PAGE = 50;
const numbered = (pass: string, no: number) => `${pass}|${String(no).padStart(8, '0')}`;

export type Results = ReturnType<typeof resultsOf>;

/** Declares the passes of imports and their results. */
export function resultsOf(eventing: Eventing, { kek }: Pick<KeyRing, 'kek'>) {
  const passes = eventing.beside<Pass>('person_import_passes', ['kept']);
  const batches = eventing.beside<Batch>('person_import_results');
  const wrapping = wrappingWith(kek);
  const bound = (pass: string) => `person-import-results|${pass}`;

  /** The pass, begun where it was not. */
  async function pass(id: string, now: Date): Promise<KeptRecord<Pass>> {
    for (;;) {
      const there = await passes.read(id);
      if (there !== undefined) return there;
      const key = await wrapping.wrap(randomBytes(32), bound(id));
      await passes.insert(id, { counts: noCounts, batches: 0, startedAt: now.toISOString(), key, kept: 'yes' });
    }
  }

  async function keyOf({ id, content }: KeptRecord<Pass>): Promise<Buffer | undefined> {
    return content.key && wrapping.unwrap(content.key, bound(id));
  }

  return {
    pass,
    peek: passes.read,
    /** @returns false where another process has gone on with it */
    save: (id: string, version: number, content: Pass) => passes.replace(id, version, content),

    /** Notes whom a batch makes, before it does. @returns whom an earlier attempt was to make */
    async begin(id: string, no: number, making: readonly string[]): Promise<ReadonlySet<string>> {
      const place = numbered(id, no);
      if (await batches.insert(place, { making })) return new Set();
      const there = await batches.read(place);
      if (there === undefined) return new Set();
      const all = [...new Set([...there.content.making, ...making])];
      await batches.replace(place, there.version, { making: all });
      return new Set(there.content.making);
    },

    /** Keeps what became of the rows of a batch. */
    async end(of: KeptRecord<Pass>, no: number, results: readonly RowResult[]): Promise<void> {
      const place = numbered(of.id, no);
      const key = await keyOf(of);
      if (key === undefined) return;
      const sealed = seal(Buffer.from(JSON.stringify(results)), key, place);
      const there = await batches.read(place);
      if (there === undefined) await batches.insert(place, { making: [], sealed });
      else await batches.replace(place, there.version, { making: [], sealed });
    },

    /** What became of the rows of a pass, in their order. @returns undefined where it is destroyed */
    async read(id: string): Promise<AsyncIterable<readonly RowResult[]> | undefined> {
      const of = await passes.read(id);
      const key = of && (await keyOf(of));
      if (of === undefined || key === undefined) return undefined;
      const { batches: counted } = of.content;
      return (async function* () {
        for (let no = 0; no < counted; no += PAGE) {
          const ids = Array.from({ length: Math.min(PAGE, counted - no) }, (_batch, at) => numbered(id, no + at));
          const found = new Map((await batches.readAll(ids)).map((one) => [one.id, one.content]));
          for (const place of ids) {
            const sealed = found.get(place)?.sealed;
            if (sealed !== undefined)
              yield JSON.parse(open(sealed, key, place).toString('utf8')) as readonly RowResult[];
          }
        }
      })();
    },

    /** Destroys the results of a pass; its counts stay. */
    async destroy({ id, version, content }: KeptRecord<Pass>): Promise<void> {
      const { key: _destroyed, ...rest } = content;
      if (!(await passes.replace(id, version, rest))) return;
      for (;;) {
        const { items } = await batches.page({ after: `${id}|`, limit: PAGE });
        const own = items.map((one) => one.id).filter((one) => one.startsWith(`${id}|`));
        if (own.length === 0) break;
        await batches.removeAll(own);
      }
      const { kept: _kept, ...done } = rest;
      await passes.replace(id, version + 1, done);
    },

    /** Passes whose results are kept, in the order of their ids. */
    kept: (after: string | undefined, limit: number) =>
      passes.page({ after, limit, where: { field: 'kept', value: 'yes' } }),
  };
}
