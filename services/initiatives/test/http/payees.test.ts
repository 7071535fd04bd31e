// Bank accounts over HTTP: what was given is read whole by finance alone, and stands nowhere else, on no disk either.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awardPayeeDisclosed } from '@tributary/contracts';
import type { Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, toldInFeed } from './application-steps.ts';
import { approvedFor, onAward } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let awardId: string;
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'PAYEES');
  const callId = await opened(harness.initiatives, {
    ...callOf(programmeId, 'PAYEES-1'),
    envelope: { amount: '900000.00', currency: 'EUR' },
  });
  const circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
  ({ awardId } = await approvedFor(harness, callId, circle));
});
afterAll(() => harness.installation.close());

const holder = 'Canary Zephyrine Quillfeather';
const iban = 'FR1420041010050500013M02606';
const account = { holder, iban };
const parts = [iban, iban.slice(4, 20), holder, 'Quillfeather'];
const [ben, fay] = ['officer@MLOC:ben', 'finance@MFIN:fay'] as const;
const ask = (action: string, body: object, as: Caller) => onAward(harness.initiatives, awardId, action, body, as);

/** Every file of the embedded servers as it is, one byte a character. */
function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name));
    else if (entry.isFile()) yield readFileSync(join(folder, entry.name), 'latin1');
  }
}
const isOnDisk = (text: string) => [...filesUnder(harness.installation.folder)].some((file) => file.includes(text));

describe('the account of an award', () => {
  it('is confirmed by another person and holds a payment until the next day', async () => {
    expect((await ask('payee', { account }, 'officer@MECO:ben')).status).toBe(403);
    expect((await ask('payee', { account }, ben)).status).toBe(200);
    expect(await ask('payee/1/confirmation', {}, 'finance@MLOC:ben')).toMatchObject({ status: 403 });
    expect((await ask('payee/1/confirmation', {}, fay)).status).toBe(200);
    const paying = await ask('tranches/1/payment', { reference: 'PAYEE-1' }, fay);
    expect(paying).toMatchObject({ status: 422, body: { code: 'PAYEE_NOT_USABLE', errors: [{ pointer: '/paidOn' }] } });
  });

  it('is read whole by a person of finance, and each such read is told without it', async () => {
    const read = (as: Caller) => ask('payee/1/disclosure', { reasonCode: 'PAYMENT' }, as);
    expect((await read('officer@MLOC:ben')).status).toBe(403);
    expect((await read('finance@MFIN:tributary-cli')).status).toBe(403);
    expect(await read(fay)).toMatchObject({ status: 200, body: { no: 1, account } });
    expect((await read(fay)).status).toBe(200);
    expect((await ask('payee/9/disclosure', { reasonCode: 'PAYMENT' }, fay)).status).toBe(404);
    const told = await toldInFeed(harness, awardId, awardPayeeDisclosed.type, 'analyst@MECO', 2);
    expect(told.filter(({ type }) => type === awardPayeeDisclosed.type)).toHaveLength(2);
  });

  it('stands in no refusal', async () => {
    const wrong = iban.replace('14', '15');
    const refusals = [
      { account: { holder, iban: wrong } },
      { account: { holder: `${holder}\u0007`, iban } },
      { account: { holder, iban, accountNumber: iban } },
      { account: { holder, iban: [iban] } },
      { account: { holder, iban: iban.repeat(9) } },
    ];
    for (const body of refusals) {
      const { status, text } = await ask('payee', body, ben);
      expect([status, parts.concat(wrong).filter((part) => text.includes(part))]).toEqual([
        expect.toSatisfy((code: number) => code === 400 || code === 422),
        [],
      ]);
    }
  });

  it('stands in no answer, no event and no file of database, journal or topic', async () => {
    const paths = [`/v1/awards/${awardId}`, '/v1/awards', `/v1/awards/${awardId}/ledger`, '/v1/changes?limit=200'];
    for (const path of paths) {
      const { text } = await harness.initiatives.get(path, { as: 'analyst@MECO' });
      expect([path, parts.filter((part) => text.includes(part))]).toEqual([path, []]);
    }
    const { body } = await harness.initiatives.get(`/v1/awards/${awardId}`, { as: 'analyst@MECO' });
    expect(body['payee']).toMatchObject({ current: { no: 1, country: 'FR', masked: '•••• 2606' } });
    expect(isOnDisk('PAYEES-1') && isOnDisk('payee-confirmed')).toBe(true);
    expect(parts.filter(isOnDisk)).toEqual([]);
  });
});
