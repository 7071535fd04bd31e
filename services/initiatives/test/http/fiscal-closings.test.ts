// Books over HTTP: what begins after they were closed is refused, and a repeat of what was posted before is answered.
import type { Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onAward } from './award-steps.ts';
import { fay, gil, startBatches } from './batch-steps.ts';

let batches: Awaited<ReturnType<typeof startBatches>>;
let awardId: string;
let opened: string;
beforeAll(async () => {
  batches = await startBatches('BOOKS');
  awardId = await batches.payable();
  opened = batches.now().toISOString().slice(0, 10);
  batches.twoDaysLater();
});
afterAll(() => batches.harness.installation.close());

const put = (closedUntil: string, as: Caller, headers: Record<string, string>) =>
  batches.harness.initiatives.put('/v1/fiscal-closings/MLOC', { as, body: { closedUntil }, headers });
const ask = (action: string, body: object, as: Caller = fay, key?: string) =>
  onAward(batches.harness.initiatives, awardId, action, body, as, key);
const amount = { amount: '10.00', currency: 'EUR' };

describe('the books of a ministry', () => {
  it('take no posting on a closed day, until another person reopens them', async () => {
    const [ben] = ['officer@MLOC:ben'] as const;
    await ask(
      'contributions',
      { role: 'local', form: 'cash', amount: { ...amount, amount: '30.00' }, pledgedOn: opened },
      ben,
    );
    const receipt = { amount, receivedOn: opened };
    const first = await ask('contributions/2/receipt', receipt, ben, 'before');
    expect(first.status).toBe(200);
    expect((await put(opened, 'officer@MLOC:ben', { 'if-none-match': '*' })).status).toBe(403);
    expect(await put('2199-01-01', fay, { 'if-none-match': '*' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    const closed = await put(opened, fay, { 'if-none-match': '*' });
    expect(closed).toMatchObject({ status: 201, body: { status: 'closed' } });
    expect(await ask('contributions/2/receipt', receipt, ben)).toMatchObject({
      status: 422,
      body: { code: 'PERIOD_CLOSED', detail: expect.stringContaining(opened), errors: [{ pointer: '/receivedOn' }] },
    });
    expect((await ask('contributions/2/receipt', receipt, ben, 'before')).text).toBe(first.text);
    expect((await ask('contributions/2/receipt', { amount }, ben)).status).toBe(200);
    const path = '/v1/fiscal-closings/MLOC';
    const reopen = (as: Caller) =>
      batches.harness.initiatives.post(`${path}/reopening`, { as, body: { reasonCode: 'LATE_ENTRY' } });
    expect(await reopen(fay)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await reopen(gil)).status).toBe(200);
    expect((await ask('contributions/2/receipt', receipt, ben)).status).toBe(200);
    const read = await batches.harness.initiatives.get(path, { as: 'analyst@MECO' });
    expect(read.body).toMatchObject({ of: 'MLOC', reasonCode: 'LATE_ENTRY' });
    expect(read.text).not.toMatch(/closedBy|closedUntil/);
  });
});
