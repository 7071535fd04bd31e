// Awards over HTTP, from an application to where a test begins.
import { type Answered, type Caller, type Client, until } from '@tributary/testkit';
import { act, submitted } from './application-steps.ts';
import type { Harness } from './harness.ts';

interface Organisation {
  readonly id: string;
  readonly token: string;
}

/** An application that waits for its last approval. @returns its id */
export async function reviewedFor(harness: Harness, callId: string, organisation: Organisation): Promise<string> {
  const id = await submitted(harness, callId, organisation);
  await act(harness.initiatives, id, 'eligibility');
  const review = { conflictOfInterest: false, scores: [] };
  const { status, text } = await act(harness.initiatives, id, 'reviews', review, 'reviewer@MLOC:eva');
  if (status !== 200) throw new Error(text);
  return id;
}

export const approve = (client: Client, id: string, as: Caller = 'approver@MLOC:ada') =>
  act(client, id, 'approvals', { body: 'MINISTRY' }, as);

/** The awards of an application, once there is one. */
export const awardsOf = (client: Client, applicationId: string, as: Caller = 'analyst@MECO') =>
  until('the award of an application', async () => {
    const { body } = await client.get(`/v1/awards?applicationId=${applicationId}`, { as });
    return body.items.length > 0 ? (body.items as Answered['body'][]) : undefined;
  });

/** Approves an application. @returns its id and that of its award */
export async function grantedTo(...of: Parameters<typeof reviewedFor>) {
  const [{ initiatives }] = of;
  const applicationId = await reviewedFor(...of);
  const { status, text } = await approve(initiatives, applicationId);
  if (status !== 200) throw new Error(text);
  const [award] = await awardsOf(initiatives, applicationId);
  if (award === undefined) throw new Error('there is an award');
  return { applicationId, awardId: award.id };
}

const key = (() => {
  let last = 0;
  return () => {
    last += 1;
    return `key-${last}`;
  };
})();

/** Sends a command on an award, each with an idempotency key of its own unless told. */
export const onAward = (client: Client, id: string, action: string, body: object, as: Caller, given = key()) =>
  client.post(`/v1/awards/${id}/${action}`, { as, body, headers: { 'idempotency-key': given } });

export const signature = {
  title: { en: 'Water for Upper Torva (sample)' },
  plannedStartOn: '2026-07-01',
  dueOn: ['2199-07-15', '2199-12-31'],
};

/** Grants an award and signs it. @returns as `grantedTo` */
export async function signedFor(
  harness: Harness,
  callId: string,
  organisation: Organisation,
  changed: Partial<typeof signature> = {},
) {
  const ids = await grantedTo(harness, callId, organisation);
  const signing = { ...signature, ...changed };
  const { status, text } = await act(harness.initiatives, ids.applicationId, 'signature', signing);
  if (status !== 200) throw new Error(text);
  return ids;
}

/** Takes a signed award to where its first tranche waits for its payment. @returns as `grantedTo` */
export async function approvedFor(...of: Parameters<typeof grantedTo>) {
  const ids = await signedFor(...of);
  const amount = { amount: '10000.00', currency: 'EUR' };
  const steps: readonly (readonly [action: string, body: object, as: Caller])[] = [
    ['contributions', { role: 'diaspora', form: 'cash', amount }, 'officer@MLOC:ben'],
    ['contributions/1/receipt', { amount }, 'officer@MLOC:ben'],
    ['contributions/1/verification', { amount }, 'finance@MFIN:fay'],
    ['tranches/1/approvals', {}, 'approver@MLOC:ada'],
    ['tranches/1/approvals', {}, 'approver@MLOC:max'],
  ];
  for (const [action, body, as] of steps) {
    const { status, text } = await onAward(of[0].initiatives, ids.awardId, action, body, as);
    if (status !== 200) throw new Error(`${action}: ${text}`);
  }
  return ids;
}
