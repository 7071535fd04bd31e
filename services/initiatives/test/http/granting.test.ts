// The award of an approved application over HTTP: granted once, and read across government.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from './application-steps.ts';
import { approve, awardsOf, reviewedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let callId: string;
let circle: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  callId = await opened(harness.initiatives, callOf(await openProgramme(harness.initiatives, 'GRANT'), 'GRANT-1'));
  circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const read = (id: string) => harness.initiatives.get(`/v1/awards/${id}`, { as: 'analyst@MECO' });

describe('the last approval', () => {
  it('grants one award, of fifty that are sent at once', async () => {
    const id = await reviewedFor(harness, callId, circle);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => approve(harness.initiatives, id, `approver@MLOC:person-${at}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'WRONG_STATE')).toHaveLength(49);
    const [award, ...others] = await awardsOf(harness.initiatives, id);
    expect(others).toEqual([]);
    const { status, body, text } = await read(award?.id ?? '');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'granted',
      seq: 1,
      ministry: 'MLOC',
      applicationId: id,
      organisationId: circle.id,
      rulesVersion: '2025',
      cost: { amount: { amount: '80000.00', currency: 'EUR' } },
      shares: [
        { role: 'central', value: { amount: { amount: '40000.00', currency: 'EUR' } } },
        { role: 'local' },
        { role: 'diaspora' },
      ],
    });
    expect(text).not.toMatch(/person-/);
  });
});
