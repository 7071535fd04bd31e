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
