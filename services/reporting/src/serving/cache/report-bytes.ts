// The bytes of reports by (report, parameters, revision): folded once, whoever asks, and shared where there is Redis.
import type { Slices } from '@tributary/eventing';
import { LRUCache } from 'lru-cache';
import type { LoopShare } from './loop-share.ts';
import type { SharedBytes } from './shared.ts';

/** Bytes with the revision of the data that they show. */
export interface Kept {
  readonly bytes: Buffer;
  readonly revision: string;
  /** an instant whose answer they are; undefined where there was none when they were made */
  readonly asOf: string | undefined;
}

/** The data of one moment, from which bytes can be made whatever comes after. */
export interface Foldable extends Omit<Kept, 'bytes'> {
  /** Folds and writes, in slices. */
  fold(slices: Slices): Promise<Buffer>;
}

export interface Wanted {
  /** report and parameters */
  readonly name: string;
  /** Older bytes will not do, e.g. because the caller has seen a newer fact. */
  readonly newest: boolean;
  readonly revision: () => string;
  readonly asOf: () => string | undefined;
  /** Whether nobody waits for these bytes any more; somebody does unless told. */
  readonly gone?: () => boolean;
  /** All that is known now. */
  readonly capture: () => Foldable;
}

export interface ReportBytes {
  /**
   * The bytes at the revision of this moment. While others have used up the loop's share for folding, the last bytes
   * with their own revision, and newer ones follow as soon as it is their turn.
   */
  get(wanted: Wanted): Promise<Kept>;
}

const LARGEST_TOTAL = 64 * 1024 * 1024;
const somebody = () => false;

/** What an entry takes beside its bytes. */
const ENTRY_BYTES = 500;

export function createReportBytes({ shared, share }: { shared: SharedBytes; share: LoopShare }): ReportBytes {
  const kept = new LRUCache<string, Kept>({
    maxSize: LARGEST_TOTAL,
    sizeCalculation: ({ bytes }, name) => bytes.length + name.length + ENTRY_BYTES,
  });
  // Renewals whose turn has not come: they will see the data of that moment, so anybody may join them.
  const waiting = new Map<string, { readonly renewal: Promise<Kept>; readonly askers: (() => boolean)[] }>();

  function keep(name: string, entry: Kept): Kept {
    kept.set(name, entry);
    return entry;
  }

  function renew({ name, revision, asOf, capture }: Wanted, gone: () => boolean): Promise<Kept> {
    const joined = waiting.get(name);
    if (joined !== undefined) {
      joined.askers.push(gone);
      return joined.renewal;
    }
    const askers = [gone];
    const allGone = () => {
      const none = askers.every((one) => one());
      if (none) waiting.delete(name);
      return none;
    };
    const renewal = share.inTurn(async (spend) => {
      waiting.delete(name);
      const known = kept.get(name);
      if (known?.revision === revision()) return known;
      const [asked, askedAt] = [revision(), asOf()];
      const found = await shared.get(`${name}|${asked}`);
      if (found !== undefined) return keep(name, { bytes: found, revision: asked, asOf: askedAt });
      const captured = capture();
      const bytes = await captured.fold(spend);
      shared.put(`${name}|${captured.revision}`, bytes);
      return keep(name, { bytes, revision: captured.revision, asOf: captured.asOf });
    }, allGone);
    waiting.set(name, { renewal, askers });
    return renewal;
  }

  return {
    async get(wanted) {
      const last = kept.get(wanted.name);
      if (last?.revision === wanted.revision()) return last;
      const crowded = share.busy;
      if (last === undefined || wanted.newest || !crowded) return renew(wanted, wanted.gone ?? somebody);
      // whoever asks next will want it, so this renewal does not end with its asker
      renew(wanted, somebody).catch(() => undefined);
      return last;
    },
  };
}
