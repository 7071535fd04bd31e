// Every request about an award: it is signed, covered, paid, paid anew after the bank has returned the money, accounted
// for, amended, and terminated, after which a part of it comes back and the rest is given up.
import type { Answer } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { statement } from '../platform/served-routes.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

/** Sends requests, each as the person of a role and a ministry (`officer@MLOC:bo`), and notes them. */
export interface Writing {
  readonly tributary: Tributary;
  post(as: string, path: string, body: object): Promise<Answer>;
  write(
    as: string,
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    sent: { readonly body: object | string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<unknown>;
}

/**
 * Sends every request about the award of an approved application.
 * @param approved the path of the application
 * @param beforeEnd told the award before it is terminated
 */
export async function writeAward(
  approved: string,
  { tributary, post, write }: Writing,
  beforeEnd: (awardId: string) => Promise<void>,
): Promise<void> {
  const officer = await tributary.api('officer', 'MLOC');
  const applicationId = approved.slice(approved.lastIndexOf('/') + 1);
  const path = await eventually('the award', async () => {
    const list = await officer.get(`/initiatives/v1/awards?applicationId=${applicationId}`);
    const id = list.json<{ items: { id: string }[] }>().items[0]?.id;
    return id && `/initiatives/v1/awards/${id}`;
  });
  const euro = (amount: string) => ({ amount, currency: 'EUR' });
  let sent = 0;
  const money = (as: string, action: string, body: object) => {
    sent += 1;
    return write(as, 'POST', `${path}/${action}`, { body, headers: { 'idempotency-key': `money-${sent}` } });
  };
  const { programmeId } = (await officer.get(path)).json<{ programmeId: string }>();
  await writeOpenings(programmeId, { tributary, post, write });
  const amount = euro('500.00');
  const signature = { title: initiative.title, plannedStartOn: '2026-01-01', dueOn: ['2199-12-31'] };
  await post('officer@MLOC:ada', `${approved}/signature`, signature);
  await post('officer@MLOC:bo', `${path}/contributions`, { role: 'diaspora', form: 'cash', amount: euro('600.00') });
  await money('officer@MLOC:bo', 'contributions/1/reduction', { amount: euro('100.00'), reasonCode: 'WRONG_ENTRY' });
  await money('officer@MLOC:bo', 'contributions/1/receipt', { amount });
  await money('finance@MFIN:cy', 'contributions/1/verification', { amount });
  await post('officer@MLOC:bo', `${path}/tranches/1/hold`, { reasonCode: 'AUDIT_UNDER_WAY' });
  await post('officer@MLOC:bo', `${path}/tranches/1/acceptances`, { code: 'REPORT' });
  await post('officer@MLOC:bo', `${path}/tranches/1/acceptances/REPORT/retraction`, { reasonCode: 'REPORT_WRONG' });
  await post('officer@MLOC:bo', `${path}/tranches/1/acceptances`, { code: 'REPORT' });
  await post('officer@MLOC:bo', `${path}/tranches/1/release`, {});
  const propose = async () => {
    const { seq } = (await officer.get(path)).json<{ seq: number }>();
    const body = { reasonCode: 'WORKS_DELAYED', plannedEndOn: '2199-12-31' };
    await write('officer@MLOC:bo', 'POST', `${path}/amendments`, { body, headers: { 'if-match': `"${seq}"` } });
  };
  await propose();
  await post('officer@MLOC:ada', `${path}/amendments/1/refusal`, {});
  await propose();
  await post('approver@MLOC:dan', `${path}/amendments/2/approval`, {});
  for (const name of ['dan', 'eva']) await post(`approver@MLOC:${name}`, `${path}/tranches/1/approvals`, {});
  await money('finance@MFIN:cy', 'tranches/1/payment', { reference: 'PAY-1' });
  const returned = { reference: 'PAY-1', reasonCode: 'RETURNED_BY_BANK' };
  await money('finance@MFIN:dee', 'tranches/1/payment-reversal', returned);
  await money('finance@MFIN:cy', 'tranches/1/payment', { reference: 'PAY-2' });
  await money('officer@MLOC:bo', 'tranches/1/acquittal', { amount: euro('300.00') });
  const account = { holder: 'Friends of the Coast', iban: 'FR1420041010050500013M02606' };
  await post('officer@MLOC:bo', `${path}/payee`, { account });
  await post('finance@MFIN:cy', `${path}/payee/1/confirmation`, {});
  await post('finance@MFIN:cy', `${path}/payee/1/disclosure`, { reasonCode: 'PAYMENT' });
  const debtor = { account: { holder: 'Treasury', iban: 'DE89370400440532013000' } };
  const made = await post('finance@MLOC:cy', '/initiatives/v1/debtor-accounts', debtor);
  const debtorPath = `/initiatives/v1/debtor-accounts/${made.json<{ id: string }>().id}`;
  await post('finance@MLOC:dee', `${debtorPath}/confirmation`, {});
  await post('finance@MLOC:dee', `${debtorPath}/retirement`, { reasonCode: 'BANK_CHANGED' });
  await write('finance@MLOC:cy', 'POST', `/initiatives/v1/bank-statements?sha256=${statement.sha256}`, {
    body: statement.content,
    headers: { 'content-type': 'application/xml' },
  });
  const closing = '/initiatives/v1/fiscal-closings/MLOC';
  await write('finance@MFIN:cy', 'PUT', closing, {
    body: { closedUntil: '1999-12-31' },
    headers: { 'if-none-match': '*' },
  });
  await post('finance@MFIN:dee', `${closing}/reopening`, { reasonCode: 'LATE_ENTRY' });
  await beforeEnd(path.slice(path.lastIndexOf('/') + 1));
  await post('officer@MLOC:bo', `${path}/termination`, { reasonCode: 'PROJECT_ABANDONED' });
  await money('finance@MFIN:cy', 'recovery/repayments', { amount: euro('150.00'), reference: 'BACK-1' });
  const waiver = { amount: euro('50.00'), reasonCode: 'COST_ABOVE_CLAIM' };
  await money('finance@MFIN:cy', 'recovery/waivers', waiver);
  await post('approver@MLOC:dan', `${path}/recovery/waivers/1/refusal`, {});
  await money('finance@MFIN:cy', 'recovery/waivers', waiver);
  await money('approver@MLOC:dan', 'recovery/waivers/2/approval', {});
}

/** Sends every request about an award of before: one is refused, another one is taken in. */
async function writeOpenings(programmeId: string, { tributary, post, write }: Writing): Promise<void> {
  const amount = { amount: '1000.00', currency: 'EUR' };
  const finance = await tributary.api('finance', 'MFIN');
  for (const action of ['refusal', 'approval']) {
    const body = {
      formerNumber: `HM-2019/${action}`,
      sourceRef: 'AUDIT-2026/7',
      programmeId,
      area: 'Torva',
      grantedOn: '2019-03-01',
      signedOn: '2019-04-01',
      title: initiative.title,
      plannedStartOn: '2019-05-01',
      cost: amount,
      shares: [{ party: 'central', role: 'central', amount }],
      tranches: [{ amount, dueOn: '2019-06-01', payment: { reference: `OLD-${action}`, paidOn: '2019-06-03' } }],
    };
    const headers = { 'idempotency-key': `opening-${action}` };
    await write('finance@MFIN:cy', 'POST', '/initiatives/v1/awards', { body, headers });
    const { items } = (await finance.get('/initiatives/v1/awards?status=proposed')).json<{ items: { id: string }[] }>();
    const path = `/initiatives/v1/awards/${items[0]?.id}/opening`;
    if (action === 'refusal') await post('approver@MLOC:dan', `${path}/refusal`, {});
    else await write('approver@MLOC:dan', 'POST', `${path}/approval`, { body: {}, headers });
  }
}
