// Payment batches over HTTP. A batch is proposed in an order that a crash at any place leaves mendable: its job is begun,
// each award takes note of it, then it is written. Asked again with the same key it goes on; never asked again, the job
// sees to it that it cannot come any more, and frees what it had instructed.
import {
  type Account,
  type Award,
  type downloadPaymentBatch,
  type Given,
  getPaymentBatch,
  isRejection,
  type PaymentBatch,
  type PaymentItem,
  paymentBatch,
  paymentBatchCancelled,
  type proposePaymentBatch,
  type Rejection,
  type RuleFault,
  refuseReversed,
  reject,
} from '@tributary/contracts';
import { type CommandContext, type Eventing, on, type Stored, withoutHeaders } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found, type Handler } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { instruct, refuseRelease } from './award/instruction.ts';
import { trancheIn } from './award/tranche.ts';
import type { Awards } from './awards.ts';
import { creditTransferFile } from './bank-file/credit-transfer.ts';
import type { DebtorAccounts } from './debtor-accounts.ts';
import type { Sealing } from './payee/sealing.ts';
import {
  batchRead,
  byAnother,
  cancel,
  noteDownload,
  type ProposingGround,
  propose,
  referenceOf,
  refuseDebtor,
  release,
} from './payment-batch/decisions.ts';
import { NEVER_PROPOSED, type Recalling, recallAll, recallingJob } from './recalling-job.ts';
import type { Upstream } from './upstream/upstream.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** What batches lean on. */
export interface BatchesGround {
  readonly awards: Pick<Awards, 'store' | 'alters'>;
  readonly debtors: DebtorAccounts;
  readonly sealing: Sealing;
  readonly upstream: Upstream;
}

/** The payment batches of a service, and the handlers of their routes. */
export function paymentBatchesOf(eventing: Eventing, { awards, debtors, sealing, upstream }: BatchesGround) {
  const batches = serveAggregate(eventing, paymentBatch, {});
  const { store } = batches;
  const { list, get } = batches.reads(getPaymentBatch, ({ state }) => batchRead(state));
  const recalling = eventing.job(recallingJob({ awards, batches: store, upstream }));
  const begin = (key: string, of: Recalling) => recalling.begin(`${key}:${of.batchId}`, of);

  /** The payment of a tranche of an award, with its account sealed for the batch. */
  function paymentOf(
    { id: awardId, ministry, state }: Stored<Award>,
    no: number,
    of: BatchOf,
    at: number,
  ): PaymentItem {
    const tranche = trancheIn(state, no);
    const payee = state.payee?.current;
    if (tranche === undefined || payee === undefined) throw new Error(`award ${awardId} has lost its tranche ${no}`);
    const account = sealing.open(payee.sealed, { ministry, id: awardId, use: 'payee' });
    const sealed = sealing.seal(account, { ministry: of.ministry, id: of.id, use: 'creditor' });
    const reference = referenceOf(of.id, at);
    return { awardId, no, reference, amount: tranche.value.amount, masked: payee.masked, payeeNo: payee.no, sealed };
  }

  /** Has the awards take note of a batch that is about to be written. @returns its payments, or why there is no such batch */
  async function instructAll(
    command: Given<typeof proposePaymentBatch>,
    of: BatchOf,
    context: CommandContext,
    taken: Recalling['tranches'][number][],
  ): Promise<ProposingGround['payments']> {
    const { debtorAccountId, tranches, executeOn, proposedOn } = command;
    // a repeat is answered as the first time, whatever has become of the batch
    if ((await store.load(of.id)) !== undefined) return reject('ALREADY_EXISTS', { what: of.id });
    const refused =
      refuseReversed(context.today, executeOn, '/executeOn') ??
      refuseDebtor((await debtors.of(debtorAccountId, of.ministry))?.state);
    if (refused !== undefined) return refused;
    const orders = tranches.map(({ awardId, no }, at) => ({
      awardId,
      order: { no, batchId: of.id, reference: referenceOf(of.id, at), on: proposedOn, executeOn },
    }));
    const faults: RuleFault[] = [];
    for (const [at, { awardId, order }] of orders.entries()) {
      const stored = await awards.store.load(awardId);
      const decided = stored === undefined ? reject('NOT_FOUND') : instruct(stored.state, order, upstream);
      if (decided !== 'unchanged' && isRejection(decided)) faults.push(faultAt(at, decided));
    }
    if (faults.length > 0) return refuseAll(faults);
    await begin('propose', { batchId: of.id, tranches, since: context.now.toISOString() });
    const payments: PaymentItem[] = [];
    for (const [at, { awardId, order }] of orders.entries()) {
      const asked = { ...context, ...unasked, target: `${awardId}/${order.no}` };
      const outcome = await awards.alters(awardId, asked, (award) => instruct(award, order, upstream));
      if (outcome.kind === 'rejected') faults.push(faultAt(at, outcome.rejection));
      else taken.push({ awardId, no: order.no });
      const stored = await awards.store.load(awardId);
      if (faults.length > 0 || stored === undefined) break;
      payments.push(paymentOf(stored, order.no, of, at));
    }
    return faults.length > 0 ? refuseAll(faults) : payments;
  }

  /** What stands against the payments of a batch now. */
  async function unpayable(batch: PaymentBatch | undefined, batchId: string, today: string) {
    const faults: RuleFault[] = [];
    for (const [at, { awardId, no, payeeNo }] of (batch?.payments ?? []).entries()) {
      const stored = await awards.store.load(awardId);
      const order = { no, batchId, payeeNo, on: today };
      const refused = stored === undefined ? reject('NOT_FOUND') : refuseRelease(stored.state, order, upstream);
      if (refused !== undefined) faults.push(faultAt(at, refused));
    }
    return faults.length > 0 ? refuseAll(faults) : undefined;
  }

  const proposed = async (asked: RequestOfAny): Promise<Answer<never>> => {
    const { context } = asked;
    const of = { id: store.idFor(context), ministry: context.actor.ministry };
    const taken: Recalling['tranches'][number][] = [];
    const reads = async (command: Given<typeof proposePaymentBatch>): Promise<ProposingGround> => ({
      payments: await instructAll(command, of, context, taken),
    });
    const answer = await batches.creates(propose, { reads })(asked);
    if (taken.length === 0 || (await store.load(of.id)) !== undefined) return answer;
    const why = { reasonCode: NEVER_PROPOSED, on: context.today };
    // what cannot be freed now is freed by the job
    await recallAll({ awards, upstream }, { batchId: of.id, tranches: taken }, why, context).catch(() => undefined);
    return answer;
  };

  /** The file of a batch that was released. */
  async function fileOf({ id, ministry, state }: Stored<PaymentBatch>): Promise<string> {
    const { debtorAccountId, executeOn, releasedAt, payments } = state;
    const debtor = await debtors.of(debtorAccountId, ministry);
    if (debtor === undefined || releasedAt === undefined) throw new Error(`batch ${id} has lost its account`);
    const creditorOf = ({ sealed }: PaymentItem): Account => sealing.open(sealed, { ministry, id, use: 'creditor' });
    return creditTransferFile({
      messageId: id.replaceAll('-', ''),
      createdAt: releasedAt,
      executeOn,
      debtor: debtors.opened(debtorAccountId, ministry, debtor.state.sealed),
      debtorBic: debtor.state.bic,
      transfers: payments.map((payment) => ({
        endToEndId: payment.reference,
        amount: payment.amount,
        creditor: creditorOf(payment),
        about: `Award ${payment.awardId}, tranche ${payment.no}`,
      })),
    });
  }

  const downloaded: Handler<typeof downloadPaymentBatch> = async (asked) => {
    const noted = await batches.changes(noteDownload)(asked);
    if (!('outcome' in noted) || noted.outcome.kind !== 'acknowledged') return noted;
    const stored = await store.load(asked.params.id);
    if (stored === undefined) return found<never>(undefined);
    const headers = {
      'content-disposition': `attachment; filename="payments-${stored.id}.xml"`,
      'cache-control': 'private, no-store',
    };
    return { reply: { body: await fileOf(stored), headers } };
  };

  eventing.react([
    on(paymentBatchCancelled, 'first', async ({ subject: batchId }, { now }) => {
      const payments = (await store.load(batchId))?.state.payments ?? [];
      const tranches = payments.map(({ awardId, no }) => ({ awardId, no }));
      await begin('cancel', { batchId, tranches, since: now.toISOString() });
    }),
  ]);

  return {
    store,
    handlers: {
      proposePaymentBatch: proposed,
      releasePaymentBatch: (asked: RequestOfAny) =>
        batches.changes(release, {
          authorise: byAnother,
          reads: async (_command, id) => {
            const batch = await store.load(id);
            const debtor = batch && (await debtors.of(batch.state.debtorAccountId, batch.ministry))?.state;
            return { debtor, unpayable: await unpayable(batch?.state, id, asked.context.today) };
          },
        })(asked),
      cancelPaymentBatch: batches.changes(cancel),
      downloadPaymentBatch: downloaded,
      listPaymentBatches: list,
      getPaymentBatch: get,
    },
  };
}

/** A batch that is about to be written. */
interface BatchOf {
  readonly id: string;
  readonly ministry: string;
}

/** What a change that a command makes on the way has of its own: it is no request, so that nothing of it is remembered. */
const unasked = { ...withoutHeaders, route: 'payment-batch.instruct' };

const faultAt = (at: number, { rejected, values }: Rejection): RuleFault => ({
  pointer: `/tranches/${at}`,
  code: rejected,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
});

const refuseAll = (faults: readonly RuleFault[]): Rejection<'TRANCHES_NOT_PAYABLE'> =>
  reject('TRANCHES_NOT_PAYABLE', { count: faults.length }, faults);

/** The payment batches of a service. */
export type PaymentBatches = ReturnType<typeof paymentBatchesOf>;
