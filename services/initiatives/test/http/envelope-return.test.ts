// What an amendment takes off the share of the programme is in the envelope of the call again, for another application.
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from './application-steps.ts';
import { approve, onAward, reviewedFor, signedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let callId: string;
let circle: { readonly id: string; readonly token: string };
const euro = (amount: string) => ({ amount, currency: 'EUR' });
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'RETURNED');
  const envelope = euro('70000.00');
  callId = await opened(harness.initiatives, { ...callOf(programmeId, 'RETURNED-1'), envelope });
  circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

describe('the envelope of a call', () => {
  it('has room again for what an award has less to pay, and for no more than that', async () => {
    const { initiatives } = harness;
    const { awardId } = await signedFor(harness, callId, circle);
    const [second, third] = [await reviewedFor(harness, callId, circle), await reviewedFor(harness, callId, circle)];
    const exhausted = (limit: string) => ({
      status: 409,
      body: { code: 'ENVELOPE_EXHAUSTED', detail: expect.stringContaining(limit) },
    });
    expect(await approve(initiatives, second)).toMatchObject(exhausted('30000.00 EUR'));
    const { body } = await initiatives.get(`/v1/awards/${awardId}`, { as: 'analyst@MECO' });
    const amendment = {
      reasonCode: 'SMALLER_WORKS',
      shares: [
        { party: 'central', amount: euro('30000.00') },
        { party: 'local', amount: euro('8000.00') },
        { party: 'diaspora', amount: euro('42000.00') },
      ],
      tranches: [
        { amount: euro('30000.00'), dueOn: '2199-12-31', counterpart: euro('50000.00'), requires: ['RESULT'] },
      ],
    };
    const proposed = await initiatives.post(`/v1/awards/${awardId}/amendments`, {
      as: 'officer@MLOC:ben',
      body: amendment,
      headers: { 'if-match': `"${body['seq']}"` },
    });
    expect([proposed.status, proposed.text]).toEqual([200, proposed.text]);
    expect(await approve(initiatives, second)).toMatchObject(exhausted('30000.00 EUR'));
    const amended = await onAward(initiatives, awardId, 'amendments/1/approval', {}, 'approver@MLOC:ada');
    expect([amended.status, amended.text]).toEqual([200, amended.text]);
    await until('the room in the envelope', async () => {
      const { status } = await approve(initiatives, second);
      return status === 200 || undefined;
    });
    expect(await approve(initiatives, third)).toMatchObject(exhausted('0.00 EUR'));
  });
});
