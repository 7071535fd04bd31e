// A payment batch that waits to be released, and a statement of a bank, for requests about them.
import { createHash } from 'node:crypto';
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { requestFor } from './authorisation-requests.ts';

/** Signs an award, covers it, has its tranche approved, and proposes a batch that pays it. @returns the ids of both */
export async function proposeBatch(
  tributary: Tributary,
  owner: string,
  awardId: string,
): Promise<{ readonly batch: string; readonly account: string }> {
  const path = `/initiatives/v1/awards/${awardId}`;
  const as = (role: string, name: string) => tributary.api(role, owner, name);
  const analyst = await as('analyst', 'ana');
  const award = expectStatus(await analyst.get(path), 200).json<{
    applicationId: string;
    tranchePlan: readonly object[];
    shares: readonly { role: string; value: { amount: { amount: string; currency: string } } }[];
  }>();
  let sent = 0;
  const send = async (role: string, name: string, to: string, body: object) => {
    sent += 1;
    const api = await as(role, name);
    return expectStatus(
      await api.send('POST', to, { body, headers: { 'idempotency-key': `batch-${sent}` } }),
      200,
      201,
    ).json<{
      id: string;
    }>();
  };
  await send('officer', 'ana', `/initiatives/v1/applications/${award.applicationId}/signature`, {
    title: { en: 'Clean water' },
    plannedStartOn: '2026-01-01',
    dueOn: award.tranchePlan.map(() => '2199-12-31'),
  });
  const amount = award.shares.find(({ role }) => role === 'diaspora')?.value.amount;
  await send('officer', 'bo', `${path}/contributions`, { role: 'diaspora', form: 'cash', amount });
  await send('officer', 'bo', `${path}/contributions/1/receipt`, { amount });
  await send('finance', 'cy', `${path}/contributions/1/verification`, { amount });
  for (const name of ['dan', 'eva']) await send('approver', name, `${path}/tranches/1/approvals`, {});
  const { account } = requestFor('POST /initiatives/v1/awards/{id}/payee').body as { account: object };
  await send('officer', 'bo', `${path}/payee`, { account });
  await send('finance', 'cy', `${path}/payee/1/confirmation`, {});
  const debtor = requestFor('POST /initiatives/v1/debtor-accounts').body as object;
  const { id: debtorAccountId } = await send('finance', 'cy', '/initiatives/v1/debtor-accounts', debtor);
  await send('finance', 'dee', `/initiatives/v1/debtor-accounts/${debtorAccountId}/confirmation`, {});
  const { id: batch } = await send('finance', 'cy', '/initiatives/v1/payment-batches', {
    debtorAccountId,
    executeOn: '2199-01-04',
    tranches: [{ awardId, no: 1 }],
  });
  return { batch, account: debtorAccountId };
}

/** Enters a statement of other bytes than the one that every role sends. @returns its id */
export async function enterStatement(tributary: Tributary, owner: string): Promise<string> {
  const finance = await tributary.api('finance', owner, 'cy');
  const { query = '', ...statement } = requestFor('POST /initiatives/v1/bank-statements');
  const body = `${statement.body}\n`;
  const digest = createHash('sha256').update(body).digest('hex');
  const path = `/initiatives/v1/bank-statements${query.replace(/=.*/, `=${digest}`)}`;
  return expectStatus(await finance.send('POST', path, { ...statement, body }), 201).json<{ id: string }>().id;
}
