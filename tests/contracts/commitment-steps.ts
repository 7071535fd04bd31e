// Every request about a commitment, as one story.
import type { Answer, Call } from '../platform/api.ts';
import { agreement } from '../platform/sample.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

export interface Writing {
  readonly tributary: Pick<Tributary, 'api'>;
  /** writes as a person of a role, and insists on success */
  write(as: string, method: 'POST', path: string, call: Call): Promise<Answer>;
}

interface Made {
  readonly id: string;
}

const [ada, bo] = ['partner-officer@MFOR:ada', 'partner-officer@MFOR:bo'] as const;
const path = '/partnerships/v1/commitments';

/**
 * Makes a commitment to an award, pays it in part, and takes off the rest.
 * @returns the request that made it: it was sent again until the award was known
 */
export async function writeCommitment({ tributary, write }: Writing, awardId: string) {
  const made = async (of: string, body: object) => (await write(ada, 'POST', of, { body })).json<Made>().id;
  const partnerId = await made('/partnerships/v1/partners', { name: 'Bank (sample)', kind: 'company', country: 'IT' });
  const agreementId = await made('/partnerships/v1/agreements', { ...agreement, partnerId });
  await write(bo, 'POST', `/partnerships/v1/agreements/${agreementId}/signature`, { body: {} });
  const officer = await tributary.api('partner-officer', 'MFOR', 'ada');
  const amount = { amount: '100.00', currency: 'EUR' };
  const answer = await eventually('what the award asks partners for', async () => {
    const given = await officer.post(path, { agreementId, awardId, amount });
    return given.status === 201 ? given : undefined;
  });
  const money = (action: string, body: object) =>
    write(ada, 'POST', `${path}/${answer.json<Made>().id}/${action}`, { body, headers: { 'idempotency-key': action } });
  await money('disbursements', { amount: { ...amount, amount: '60.00' }, reference: 'PAY-1' });
  await money('reduction', { reasonCode: 'PROJECT_SMALLER' });
  return { method: 'POST', path, answer } as const;
}
