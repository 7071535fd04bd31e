// What is decided of persons, without a server: cohorts, tokens, masks, and what a command leads to.
import type { Person, VaultContent } from '@tributary/contracts';
import { personAssuranceRaised, personConfirmed } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { cohortOf } from '../../src/person/cohort.ts';
import { confirm, erased, move, verify } from '../../src/person/decisions.ts';
import { maskedVault, masksOf, ownMasks, searchMasks, shownIn } from '../../src/person/masking.ts';
import { tokensOf, tokensSought } from '../../src/person/tokens.ts';
import { barePerson } from './bare-person.ts';

const today = '2026-06-30';
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana' };
const blinding = { key: Buffer.alloc(32, 1), ministry: 'MFOR' };

const content: VaultContent = {
  names: [
    { given: 'Amina', family: 'Torvald' },
    { family: 'Торвальд', script: 'Cyrl' },
  ],
  birthDate: '1988-02-29',
  emails: ['amina@example.org'],
  phones: ['06 12 34 56 78'],
  documents: [{ kind: 'passport', country: 'MD', number: 'AB-123456' }],
  city: 'Lyon',
};
const registered = barePerson({
  sex: 'female',
  residence: { country: 'FR' },
  birthCohort: '1985-1989',
  contactable: true,
  registeredOn: '2026-01-01',
  vault: '0190a1b2-0000-7000-8000-000000000001',
  tokens: ['email:x'],
});
const verified: Person = { ...registered, status: 'verified' };
const withdrawn: Person = { ...registered, status: 'withdrawn' };

it.each([
  ['1988', '1985-1989'],
  ['1990-01', '1990-1994'],
  ['1899-12-31', '1895-1899'],
  [undefined, 'unknown'],
])('a birth in %s is told as %s', (birthDate, cohort) => {
  expect(cohortOf(birthDate)).toBe(cohort);
});

describe('tokens', () => {
  it('are found again by each thing that is known, however it is written', () => {
    const tokens = tokensOf(content, 'FR', blinding);
    for (const sought of [
      { name: 'TORVALD, amina' },
      { name: 'торвальд' },
      { name: 'Amina Torvald', birthDate: '1988-02-29' },
      { email: 'AMINA@example.org' },
      { phone: '+33 6 12 34 56 78' },
      { phone: '0612345678', country: 'FR' },
      { document: { kind: 'x', country: 'MD', number: 'ab 123456' } },
    ]) {
      const lists = tokensSought({ purpose: 'SERVICE', matching: 'exact', ...sought }, blinding);
      expect(lists.map((list) => list.length)).toEqual([1]);
      expect(tokens, JSON.stringify(sought)).toContain(lists[0]?.[0]);
    }
  });

  it.each([
    ['Шевченко Мария', 'Maria Shevchenko'],
    ['Мария', 'Shevchenko, Mariya'],
    ['محمد', 'Mohammed'],
    ['Γεωργίου', 'Georgiou'],
    ['Սարգսյան', 'Sargsyan'],
    ['ბერიძე', 'Beridze'],
    ['Yuszczenko', 'Ющенко'],
    ['Łukasz Żak', 'Lukasz Zhak'],
    ["D'Arc-Élodie", 'Darc Elodie'],
    ['O', 'O'],
    ['Ó', 'o'],
    ['x'.repeat(200), 'X'.repeat(200)],
    ['李', '李'],
  ])('of %s are found by the sound of %s', (written, name) => {
    const named = { ...content, names: [{ family: written }, { given: 'Мария', family: 'Shevchenko' }] };
    const tokens = tokensOf(named, 'FR', blinding);
    const lists = tokensSought({ purpose: 'SERVICE', matching: 'phonetic', name }, blinding);
    expect(lists.map((list) => list.some((token) => tokens.includes(token)))).toEqual(lists.map(() => true));
    const nobody = tokensSought({ purpose: 'SERVICE', matching: 'phonetic', name: 'Bernadette' }, blinding);
    expect(nobody.flat().some((token) => tokens.includes(token))).toBe(false);
  });

  it.each(['1988-02-29', '1988-29-02', '1988'])('of a birth are found by sound with %s', (birthDate) => {
    const tokens = tokensOf(content, 'FR', blinding);
    const lists = tokensSought({ purpose: 'SERVICE', matching: 'phonetic', name: 'Torvalt', birthDate }, blinding);
    expect(lists.every((list) => list.some((token) => tokens.includes(token)))).toBe(true);
  });

  it('of a name without a letter are sought by what nobody has', () => {
    const lists = tokensSought({ purpose: 'SERVICE', matching: 'phonetic', name: '?' }, blinding);
    expect(tokensOf(content, 'FR', blinding)).not.toContain(lists[0]?.[0]);
  });

  it('are none of another ministry, and tell nothing', () => {
    const tokens = tokensOf(content, 'FR', blinding);
    const others = tokensOf(content, 'FR', { ...blinding, ministry: 'MLAB' });
    expect(tokens.filter((token) => others.includes(token))).toEqual([]);
    expect(tokens.join()).not.toMatch(/amina|torvald|1988|123456|345678/i);
  });
});

describe('masks', () => {
  it('show a registrar all but documents, privacy that there is something, and others nothing', () => {
    expect(shownIn(maskedVault(content, masksOf(['registrar'])))).toMatchObject({
      names: 'full',
      documents: 'partial',
    });
    expect(new Set(Object.values(shownIn(maskedVault(content, masksOf(['privacy'])))))).toEqual(new Set(['existence']));
    expect(maskedVault(content, masksOf(['analyst']))).toEqual({});
    expect(shownIn(maskedVault(content, masksOf(['privacy', 'registrar'])))).toMatchObject({ names: 'full' });
    expect(new Set(Object.values(shownIn(maskedVault(content, ownMasks))))).toEqual(new Set(['full']));
  });

  it('of a search leave names and hints', () => {
    expect(maskedVault(content, searchMasks)).toEqual({
      names: { mask: 'full', value: content.names },
      birthDate: { mask: 'partial', hint: '1988' },
      emails: { mask: 'partial', hint: 'a•••@•••' },
      phones: { mask: 'partial', hint: '•••78' },
      documents: { mask: 'partial', hint: 'passport MD •••56' },
    });
  });
});

describe('a person', () => {
  it('is verified by what an embassy or a state stands behind, and never less sure than before', () => {
    const seen = { assurance: 'consular', evidence: 'PASSPORT', verifiedOn: today } as const;
    given(registered)
      .when((person) => verify(person, seen, known))
      .thenFacts(personAssuranceRaised({ assurance: 'consular', verifiedOn: today }))
      .thenState({ ...registered, status: 'verified', assurance: 'consular', verifiedOn: today });
    for (const assurance of ['self', 'assisted'] as const) {
      given(registered)
        .when((person) => verify(person, { ...seen, assurance }, known))
        .thenRejected('WRONG_STATE', { state: 'assisted', needed: 'consular, eid' });
    }
  });

  it('is active once it is verified and confirmed', () => {
    const confirmation = { contactable: false, channel: 'web', confirmedOn: today };
    given(verified)
      .when((person) => confirm(person, confirmation, known))
      .thenFacts(personConfirmed(confirmation))
      .thenState({ ...registered, status: 'active', contactable: false, confirmedOn: today });
  });

  it('moves no more once it is closed', () => {
    given(withdrawn)
      .when((person) => move(person, { country: 'IT', changedOn: today }, known))
      .thenRejected('WRONG_STATE', { state: 'withdrawn', needed: 'registered, verified, active, dormant' });
  });

  it('leaves nothing but that there was one', () => {
    const { state } = erased(registered, 'r', today);
    expect(state).not.toHaveProperty('vault');
    expect(state).not.toHaveProperty('residence');
    expect(state).toMatchObject({ status: 'erased', birthCohort: 'unknown', tokens: [] });
  });
});
