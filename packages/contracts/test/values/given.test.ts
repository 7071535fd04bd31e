import { describe, expect, it } from 'vitest';
import {
  GivenBudget,
  GivenDate,
  GivenIatiIdentifier,
  GivenLabel,
  GivenName,
  GivenOrganisationIdentifier,
  oneLine,
} from '../../src/values/given.ts';
import { Money } from '../../src/values/money.ts';

/** The codes of the sentences for what is wrong, each with its place. */
const faults = (schema: { safeParse: typeof GivenLabel.safeParse }, given: unknown) =>
  schema
    .safeParse(given)
    .error?.issues.map((issue) =>
      issue.code === 'custom' ? [issue.path.join('.'), issue.params?.['code'], issue.params?.['values']] : [issue.code],
    );

describe('a name or title as it is given', () => {
  it.each([
    ['Wells', 'Wells'],
    ['Wells\nand pumps', 'Wells and pumps'],
    [' Wells \r\n\t and\u2028pumps\u2029', 'Wells and pumps'],
    ['Wells  and pumps ', 'Wells  and pumps '],
    ['\n', ''],
  ])('%j is %j in one line', (given, line) => {
    expect(oneLine(given)).toBe(line);
  });

  it('is folded in a time that grows with its length', () => {
    expect(oneLine(`a${' '.repeat(5_000_000)}b`)).toHaveLength(5_000_002);
  });

  it('is refused where nothing of it can be seen, or where another control character is in it', () => {
    for (const name of ['', '\n', '\u200b', 'a\u0000b', 'a\ud800'])
      expect(GivenName.safeParse(name).success).toBe(false);
  });

  it('is as long as a fact can be, once it is folded', () => {
    expect(GivenName.parse(`${'x'.repeat(150)}\r\n${'x'.repeat(149)}`)).toHaveLength(300);
    expect(GivenName.safeParse('x'.repeat(301)).success).toBe(false);
  });
});

describe('a label as it is given', () => {
  it('gets canonical tags', () => {
    expect(GivenLabel.parse({ SV: 'a', 'pt-br': 'b', 'SR-LATN-rs': 'c', 'en-x-AB': 'd' })).toEqual({
      sv: 'a',
      'pt-BR': 'b',
      'sr-Latn-RS': 'c',
      'en-x-ab': 'd',
    });
  });

  it('has each language once, whatever the case of its tag', () => {
    expect(faults(GivenLabel, { EN: 'a', fr: 'b', en: 'c' })).toEqual([
      ['en', 'LANGUAGE_TWICE', { tag: 'en', other: 'EN' }],
    ]);
    expect(faults(GivenLabel, {})).toEqual([['', 'NO_LANGUAGE', {}]]);
  });
});

describe('identifiers as they are given', () => {
  it.each([
    ['XM-DAC-1/A B', 'XM-DAC-1/A B'],
    [' \n XM-DAC-1\r\n/2 \u00a0', 'XM-DAC-1 /2'],
    ['é&?|+%', 'é&?|+%'],
  ])('%j is kept as %j', (given, kept) => {
    expect(GivenIatiIdentifier.parse(given)).toBe(kept);
  });

  it('of organisations may have spaces and slashes inside', () => {
    const given = { scheme: ' FR-RC ', id: '\tW 75/1234\n' };
    expect(GivenOrganisationIdentifier.parse(given)).toEqual({ scheme: 'FR-RC', id: 'W 75/1234' });
  });
});

describe('a day as it is given', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2017-02-06+08:00', '2017-02-06'],
    ['2017-02-06Z', '2017-02-06'],
    ['1900-01-01', '1900-01-01'],
    ['2200-12-31', '2200-12-31'],
  ])('%s is %s', (given, day) => {
    expect(GivenDate.parse(given)).toBe(day);
  });

  it('is of a likely year, and there', () => {
    expect(faults(GivenDate as never, '1899-12-31')).toEqual([['', 'UNLIKELY_YEAR', {}]]);
    expect(faults(GivenDate as never, '2201-01-01')).toEqual([['', 'UNLIKELY_YEAR', {}]]);
    expect(faults(GivenDate as never, '2023-02-29')).toEqual([['invalid_format']]);
  });
});

describe('a budget as it is given', () => {
  const budget = (amount: string, currency: string) => ({ amount, currency });

  it.each([GivenBudget, Money])('in a currency that there is not is refused for that alone', (schema) => {
    expect(faults(schema as never, budget('1.50', 'AAA'))).toEqual([['currency', 'UNKNOWN_CURRENCY', {}]]);
  });

  it.each(['XDR', 'XAU', 'XUA', 'XSU', 'CLF'])('in %s has up to four decimals', (currency) => {
    expect(GivenBudget.parse(budget('0.1234', currency))).toEqual(budget('0.1234', currency));
    expect(faults(GivenBudget as never, budget('0.12345', currency))).toEqual([
      ['amount', 'TOO_MANY_DECIMALS', { currency, amount: '0.12345', decimals: 4, has: 5 }],
    ]);
  });

  it('says one thing of one amount', () => {
    expect(faults(GivenBudget as never, budget('720071.4139171479', 'EUR'))).toEqual([
      ['amount', 'TOO_MANY_DECIMALS', { currency: 'EUR', amount: '720071.4139171479', decimals: 2, has: 10 }],
    ]);
    expect(faults(GivenBudget as never, budget('-1.234', 'EUR'))).toEqual([['amount', 'NEGATIVE_BUDGET', {}]]);
    expect(faults(GivenBudget as never, budget('-1.234', 'EURO'))).toEqual([
      ['amount', 'NEGATIVE_BUDGET', {}],
      ['invalid_format'],
    ]);
  });
});
