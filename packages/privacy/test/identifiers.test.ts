// Identifiers in the forms in which they are compared, and the hints that masks leave of them.
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hintOfDate,
  hintOfEmail,
  hintOfNumber,
  hintOfWords,
  masked,
  normalDocumentNumber,
  normalEmail,
  normalName,
  normalPhone,
  wider,
} from '../src/index.ts';

describe('names', () => {
  it.each([
    ['O’Neill-Álvarez', 'ONEILL ALVAREZ'],
    ["d'Orsay", 'D’ORSAY'],
    ['Ṡ', 'ṡ'],
    ['Strauß', 'STRAUSS'],
    ['Ёлкина', 'елкина'],
    ['  Maria   da Luz ', 'maria da luz'],
    ['e\u0301mile', 'émile'],
    ['Müller', 'MÜLLER'],
  ])('%s is compared as %s', (one, other) => {
    expect(normalName(one)).toBe(normalName(other));
    expect(normalName(one)).not.toBe('');
  });

  it.each(['عبد الله', 'Աննա', 'ანა', 'Ελένη', 'Y', 'x'.repeat(200)])('%s keeps its letters', (name) => {
    expect([...normalName(name)].length).toBeGreaterThanOrEqual(1);
    expect(normalName(normalName(name))).toBe(normalName(name));
  });

  it('are the same when they are brought to their form again', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        expect(normalName(normalName(text))).toBe(normalName(text));
      }),
    );
  });
});

describe('addresses of e-mail', () => {
  it('that differ in case, dots and tags are one where the provider says so', () => {
    const ways = [
      'amina.torvald@gmail.com',
      'Amina.Torvald@gmail.com',
      'AMINATORVALD@GMAIL.COM',
      'a.m.i.n.a.torvald@gmail.com',
      'aminatorvald+news@gmail.com',
      'amina.torvald@googlemail.com',
      ' aminatorvald@gmail.com ',
      'Amina.Torvald+x.y@GoogleMail.com',
      'aminatorval.d@gmail.com',
      'ａminatorvald@gmail.com',
    ];
    expect(new Set(ways.map(normalEmail))).toEqual(new Set(['aminatorvald@gmail.com']));
  });

  it('are two elsewhere, but for letter case and the form of the domain', () => {
    expect(normalEmail('a.b@example.org')).not.toBe(normalEmail('ab@example.org'));
    expect(normalEmail('A.B@Example.ORG')).toBe('a.b@example.org');
    expect(normalEmail('a@bücher.example')).toBe(normalEmail('a@xn--bcher-kva.example'));
  });
});

describe('telephone numbers', () => {
  it.each([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['+33 (0)6 12.34.56.78', undefined, '+33612345678'],
    ['0033 6 12 34 56 78', 'FR', '+33612345678'],
    ['tel. +373 22 123 456', undefined, '+37322123456'],
    ['(202) 555-0143', 'US', '+12025550143'],
    ['８(916)123-45-67', 'RU', '+79161234567'],
  ])('%s in %s is %s', (text, country, number) => {
    expect(normalPhone(text, country)).toBe(number);
  });

  it.each([
    ['12', 'FR'],
    ['06 12 34 56 78', undefined],
    ['06 12 34 56 78', 'QM'],
    ['none', 'FR'],
  ])('%s in %s is none', (text, country) => {
    expect(normalPhone(text, country)).toBeUndefined();
  });
});

it('numbers of documents are compared by letters and digits alone', () => {
  expect(normalDocumentNumber(' ab-12 34/c')).toBe('AB1234C');
  expect(normalDocumentNumber('ＡＢ1234c')).toBe('AB1234C');
});

describe('masks', () => {
  it('show nothing, that there is something, a hint, or all of it', () => {
    expect(masked('x', 'hidden', hintOfWords)).toBeUndefined();
    expect(masked(undefined, 'full', hintOfWords)).toBeUndefined();
    expect(masked('x', 'existence', hintOfWords)).toEqual({ mask: 'existence' });
    expect(masked('Amina Torvald', 'partial', hintOfWords)).toEqual({ mask: 'partial', hint: 'A••• T•••' });
    expect(masked('x', 'full', hintOfWords)).toEqual({ mask: 'full', value: 'x' });
    expect([wider('hidden', 'partial'), wider('full', 'existence')]).toEqual(['partial', 'full']);
  });

  it.each([
    [hintOfEmail('amina@example.org'), 'a•••@•••'],
    [hintOfEmail('ab@example.org'), '•••@•••'],
    [hintOfNumber('+33612345678'), '•••78'],
    [hintOfNumber('12345'), '•••'],
    [hintOfWords('Y'), '•••'],
    [hintOfWords('é́mile'), 'é́•••'],
    [hintOfDate('1988-02-29'), '1988'],
  ])('leave %s', (hint, told) => {
    expect(hint).toBe(told);
  });

  it('never leave a whole word, number or address', () => {
    assert(
      property(string({ minLength: 1, unit: 'grapheme' }), (text) => {
        for (const word of text.split(/\s+/u).filter((one) => one !== '' && !/^•*$/u.test(one))) {
          expect(hintOfWords(text).split(' ')).not.toContain(word);
        }
        if (!/^•*$/u.test(text)) expect(hintOfNumber(text)).not.toContain(text);
      }),
    );
  });
});
