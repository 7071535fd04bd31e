// What a batch has instructed and is not to pay is free again: of one that was cancelled, and of one that a crash kept from
// being written. The job of a batch is begun before its first tranche is instructed, and again when it is cancelled.
import { type Award, isRejection, type LocalDate, type Moment, type PaymentBatch } from '@tributary/contracts';
import type { AggregateStore, JobKind } from '@tributary/eventing';
import { recalled } from './award/instruction.ts';
import type { Awards } from './awards.ts';
import { commandOn } from './own-commands.ts';
import type { Upstream } from './upstream/upstream.ts';

const ROUTE = 'payment-batch.recall';
const PAGE = 50;
/** After so long no request that proposes a batch is under way any more, milliseconds. */
const SETTLED_MS = 30_000;

/** What begins the job. */
export interface Recalling {
  readonly batchId: string;
  readonly tranches: readonly { readonly awardId: string; readonly no: number }[];
  /** when it was begun, ISO 8601 */
  readonly since: string;
}

/** Where awards are looked up and changed. */
export interface RecalledFrom {
  readonly store: Pick<AggregateStore<Award>, 'load'>;
  readonly alters: Awards['alters'];
}

/** What the job leans on. */
export interface RecallingGround {
  readonly awards: RecalledFrom;
  readonly batches: Pick<AggregateStore<PaymentBatch>, 'load' | 'reserveId'>;
  readonly upstream: Pick<Upstream, 'organisation'>;
}

/** The reason of what was instructed for a batch that never came to be. */
export const NEVER_PROPOSED = 'NOT_PROPOSED';

/** The job that frees what a batch is not to pay. */
export function recallingJob(ground: RecallingGround): JobKind<Recalling> {
  const { batches } = ground;

  /** Why nothing of a batch is to be paid; undefined where it stands, or may still come. */
  async function reasonOf({ batchId, since }: Recalling, now: Date): Promise<string | undefined> {
    const stored = await batches.load(batchId);
    if (stored !== undefined) return stored.state.status === 'cancelled' ? stored.state.reasonCode : undefined;
    if (now.getTime() - Date.parse(since) < SETTLED_MS) return undefined;
    return (await batches.reserveId(batchId)) ? NEVER_PROPOSED : undefined;
  }

  return {
    name: ROUTE,
    async step(input, cursor, moment) {
      const reasonCode = await reasonOf(input, moment.now);
      if (reasonCode === undefined) return { next: undefined, changed: 0 };
      const from = Number(cursor ?? 0);
      const page = { ...input, tranches: input.tranches.slice(from, from + PAGE) };
      const changed = await recallAll(ground, page, { reasonCode, on: moment.today }, moment);
      const next = from + PAGE;
      return { next: next < input.tranches.length ? String(next) : undefined, changed };
    },
  };
}

/**
 * Takes the orders of a batch back.
 * @returns how many awards have changed
 * @throws {Error} one of them cannot be changed now
 */
export async function recallAll(
  { awards, upstream }: Pick<RecallingGround, 'awards' | 'upstream'>,
  { batchId, tranches }: Pick<Recalling, 'batchId' | 'tranches'>,
  why: { readonly reasonCode: string; readonly on: LocalDate },
  moment: Moment,
): Promise<number> {
  let changes = 0;
  for (const { awardId, no } of tranches) {
    const ministry = (await awards.store.load(awardId))?.ministry;
    if (ministry === undefined) continue;
    let changed = false;
    const outcome = await awards.alters(awardId, commandOn(awardId, ministry, ROUTE, moment), (award) => {
      const decision = recalled(award, { no, batchId, ...why }, upstream);
      changed = decision !== 'unchanged' && !isRejection(decision);
      return decision;
    });
    if (outcome.kind === 'rejected') throw new Error(`award ${awardId} is not freed: ${outcome.rejection.rejected}`);
    if (changed) changes += 1;
  }
  return changes;
}
