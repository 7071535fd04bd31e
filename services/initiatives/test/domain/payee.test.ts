// To whom an award is paid: checked, sealed for its award alone, confirmed by a second person, used a day later.
import { randomBytes } from 'node:crypto';
import { awardPayeeConfirmed, awardPayeeDisclosed, awardPayeeProposed } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmAccount, noteDisclosure, proposeAccount } from '../../src/award/payee.ts';
import { awardRead } from '../../src/award/told.ts';
import { pay } from '../../src/award/tranches.ts';
import { checked } from '../../src/payee/account.ts';
import { sealingWith } from '../../src/payee/sealing.ts';
import { after, approved, known, on, payment, signed } from './award-ground.ts';

const account = { country: 'FR', masked: '•••• 2606', sealed: '1.sealed' };
const as = (by: string) => ({ ...known(by), account });
const proposing = { account: { holder: 'not seen here', iban: 'not seen here' }, proposedOn: on };
const proposed = (award = signed()) => after(proposeAccount(award, proposing, as('bo')));
const confirmed = (award = signed(), today = on) =>
  after(confirmAccount(proposed(award), { no: 1, confirmedOn: on }, { ...known('fay'), today }));

describe('the account of an award', () => {
  it('is proposed by one person and confirmed by another, who names the one that was seen', () => {
    given(signed(), proposing, as('bo'))
      .when(proposeAccount)
      .thenFacts(awardPayeeProposed({ no: 1, on }));
    given(proposed(), { no: 1, confirmedOn: on }, known('bo')).when(confirmAccount).thenRejected('FOUR_EYES');
    given(proposed(), { no: 1, confirmedOn: on }, known('fay'))
      .when(confirmAccount)
      .thenFacts(awardPayeeConfirmed({ no: 1, usableFrom: '2026-07-01', on }));
    const changed = proposed(proposed());
    expect(changed.payee).toMatchObject({ proposed: { no: 2 } });
    given(changed, { no: 1, confirmedOn: on }, known('fay')).when(confirmAccount).thenRejected('NOT_FOUND');
    given(confirmed(), { no: 1, confirmedOn: on }, known('max')).when(confirmAccount).thenRejected('NOT_FOUND');
    // dated before, and usable no earlier
    expect(confirmed(signed(), '2028-02-28').payee?.current?.usableFrom).toBe('2028-02-29');
    expect(confirmed(signed(), '2026-12-31').payee?.current?.usableFrom).toBe('2027-01-01');
  });

  it('is used by a payment from the day after it was confirmed, and the one before goes on until then', () => {
    const paying = (paidOn: string) => ({ ...payment, paidOn });
    given(proposed(approved()), paying(on), known('fay'))
      .when(pay)
      .thenRejected('PAYEE_NOT_USABLE', { usableFrom: '–', given: on });
    given(confirmed(approved()), paying(on), known('fay'))
      .when(pay)
      .thenRejected('PAYEE_NOT_USABLE', { usableFrom: '2026-07-01', given: on });
    given(confirmed(approved()), paying('2026-07-01'), known('fay')).when(pay).thenState({ status: 'signed' });
    const waiting = proposed(confirmed(approved()));
    given(waiting, paying('2026-07-01'), known('fay')).when(pay).thenState({ status: 'signed' });
    const today = '2026-07-01';
    const changed = after(confirmAccount(waiting, { no: 2, confirmedOn: on }, { ...known('fay'), today }));
    given(changed, paying('2026-07-01'), known('fay')).when(pay).thenRejected('PAYEE_NOT_USABLE');
  });

  it('is shown by its last four characters, and every whole read of it is told', () => {
    const read = JSON.stringify(awardRead(proposed(confirmed())));
    expect(read).toContain('•••• 2606');
    expect(read).not.toMatch(/sealed|proposedBy|"bo"/);
    const reading = { no: 1, reasonCode: 'PAYMENT', on };
    given(confirmed(), reading, known('fay'))
      .when(noteDisclosure)
      .thenFacts(awardPayeeDisclosed({ no: 1, reasonCode: 'PAYMENT', on }));
    given(signed(), reading, known('fay')).when(noteDisclosure).thenRejected('NOT_FOUND');
  });
});

describe('an account as it is given', () => {
  const holder = 'Torva Highland Circle (sample)';
  const french = 'FR1420041010050500013M02606';

  it('has an IBAN whose country, length and checksum fit, with or without spaces', () => {
    expect(checked({ holder, iban: 'fr14 2004 1010 0505 0001 3M02 606' })).toEqual({
      account: { holder, iban: french },
      country: 'FR',
      masked: '•••• 2606',
    });
    for (const iban of [french.replace('14', '15'), french.slice(0, -1), `ZZ${french.slice(2)}`, 'Torva']) {
      const refused = checked({ holder, iban });
      expect(refused).toMatchObject({ rejected: 'ACCOUNT_NOT_VALID', errors: [{ pointer: '/account/iban' }] });
      expect(JSON.stringify(refused)).not.toContain(iban);
    }
  });

  it('has a number and the code of its bank in a country without IBAN, and a short one is not shown at all', () => {
    const abroad = { holder, accountNumber: '000123456789', bankCode: '021000021', country: 'US' };
    expect(checked(abroad)).toEqual({ account: abroad, country: 'US', masked: '•••• 6789' });
    expect(checked({ ...abroad, accountNumber: '1234567' })).toMatchObject({ masked: '••••' });
    expect(checked({ ...abroad, bankCode: '<b>' })).toMatchObject({ errors: [{ pointer: '/account/bankCode' }] });
  });
});

describe('a sealed account', () => {
  const key = randomBytes(32);
  const owner = { ministry: 'MLOC', id: '0190a1b2-0000-7000-8000-000000000006', use: 'payee' as const };

  it('opens for its own award and ministry alone, under its own key, and unchanged', () => {
    const { seal, open } = sealingWith(key);
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }).filter((name) => /^[\w ]*\w[\w ]*$/.test(name)),
        (name) => {
          const whole = { holder: name, iban: 'FR1420041010050500013M02606' };
          const sealed = seal(whole, owner);
          expect(open(sealed, owner)).toEqual(whole);
          expect(sealed).not.toBe(seal(whole, owner));
          expect(Buffer.from(sealed.slice(2), 'base64url').toString('latin1')).not.toContain('FR14');
        },
      ),
      { numRuns: 30 },
    );
    const sealed = seal({ holder: 'Ada', iban: 'FR1420041010050500013M02606' }, owner);
    expect(() => open(sealed, { ...owner, ministry: 'MECO' })).toThrow();
    expect(() => open(sealed, { ...owner, id: owner.id.replace('6', '7') })).toThrow();
    expect(() => open(sealed, { ...owner, use: 'creditor' })).toThrow();
    expect(() => sealingWith(randomBytes(32)).open(sealed, owner)).toThrow();
    for (const at of [2, Math.floor(sealed.length / 2), sealed.length - 3]) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => open(sealed.slice(0, at) + other + sealed.slice(at + 1), owner)).toThrow();
    }
    expect(() => open(`2${sealed.slice(1)}`, owner)).toThrow('form');
  });
});
