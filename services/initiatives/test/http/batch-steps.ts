// Payment batches over HTTP, from an approved tranche to where a test begins.
import type { Answered, Caller, InstalledConfig } from '@tributary/testkit';
import { testLimits } from '@tributary/testkit';
import { compose } from '../../src/service.ts';
import { organisationOf } from './application-steps.ts';
import { approvedFor, onAward } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

export const [fay, gil] = ['finance@MFIN:fay', 'finance@MFIN:gil'] as const;

export const creditor = { holder: 'Torva Highland Circle', iban: 'FR1420041010050500013M02606' };
export const debtor = { holder: 'Ministry of Finance', iban: 'DE89370400440532013000' };

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A harness whose days pass when a test says so, with a call that is open and a confirmed debtor account. */
export async function startBatches(code: string) {
  const clock = { ahead: -2 * DAY_MS };
  const now = () => new Date(Date.now() + clock.ahead);
  const harness = await startHarness((config: InstalledConfig) =>
    compose(config, { checkReplies: true, limits: testLimits, now }),
  );
  const { initiatives } = harness;
  const programmeId = await openProgramme(initiatives, code);
  const envelope = { amount: '9000000.00', currency: 'EUR' };
  const callId = await opened(initiatives, { ...callOf(programmeId, `${code}-1`), envelope });
  const circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');

  /** Takes an award to where its first tranche is approved and its account may be used. @returns its id */
  async function payable(of = circle): Promise<string> {
    const { awardId } = await approvedFor(harness, callId, of);
    const steps: readonly (readonly [string, object, Caller])[] = [
      ['payee', { account: creditor }, 'officer@MLOC:ben'],
      ['payee/1/confirmation', {}, fay],
    ];
    for (const [action, body, as] of steps) {
      const { status, text } = await onAward(initiatives, awardId, action, body, as);
      if (status !== 200) throw new Error(text);
    }
    return awardId;
  }

  /** Enters an account from which MFIN pays. @returns its id */
  async function debtorAccount(isConfirmed = true): Promise<string> {
    const made = await initiatives.post('/v1/debtor-accounts', { as: fay, body: { account: debtor } });
    if (made.status !== 201) throw new Error(made.text);
    if (isConfirmed) {
      const { status, text } = await initiatives.post(`/v1/debtor-accounts/${made.body.id}/confirmation`, {
        as: gil,
        body: {},
      });
      if (status !== 200) throw new Error(text);
    }
    return made.body.id;
  }

  return {
    ...steps(harness),
    harness,
    circle,
    payable,
    debtorAccount,
    /** Lets two days pass. */
    twoDaysLater: () => {
      clock.ahead = 0;
    },
    now,
  };
}

let last = 0;

/** What is asked of batches. */
const steps = ({ initiatives }: Harness) => ({
  propose(
    debtorAccountId: string,
    tranches: readonly { readonly awardId: string; readonly no: number }[],
    { as = fay, key, ...changed }: { readonly as?: Caller; readonly key?: string; readonly executeOn?: string } = {},
  ): Promise<Answered> {
    last += 1;
    return initiatives.post('/v1/payment-batches', {
      as,
      body: { debtorAccountId, tranches, executeOn: '2199-01-04', ...changed },
      headers: { 'idempotency-key': key ?? `batch-${last}` },
    });
  },
  onBatch(id: string, action: string, body: object, as: Caller): Promise<Answered> {
    last += 1;
    return initiatives.post(`/v1/payment-batches/${id}/${action}`, {
      as,
      body,
      headers: action === 'file' ? {} : { 'idempotency-key': `on-batch-${last}` },
    });
  },
  async tranche(awardId: string, no = 1): Promise<Record<string, unknown>> {
    const { body } = await initiatives.get(`/v1/awards/${awardId}`, { as: 'analyst@MECO' });
    const found = (body['tranches'] as Record<string, unknown>[]).find((one) => one['no'] === no);
    if (found === undefined) throw new Error(`there is no tranche ${no}`);
    return found;
  },
});
