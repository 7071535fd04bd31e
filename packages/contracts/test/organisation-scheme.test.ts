// A register is known by a scheme of org-id.guide, which begins with its country.
import { describe, expect, it } from 'vitest';
import { refuseSchemes } from '../src/registry/organisation-scheme.ts';
import { COUNTRY_PATTERN, isCountry } from '../src/values/country.ts';

const letters = Array.from({ length: 26 }, (_letter, at) => String.fromCharCode(65 + at));
const pairs = letters.flatMap((first) => letters.map((second) => first + second));
const leftToUsers = [
  'AA',
  'ZZ',
  ...letters.slice(12).map((second) => `Q${second}`),
  ...letters.map((one) => `X${one}`),
];

describe('the code of a country', () => {
  it('is one of the 249 of ISO 3166-1, or one that it leaves to users', () => {
    const assigned = pairs.filter((code) => isCountry(code) && !leftToUsers.includes(code));
    expect(assigned).toHaveLength(249);
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(assigned.filter((code) => names.of(code) === undefined)).toEqual([]);
    expect(leftToUsers.filter((code) => !isCountry(code))).toEqual([]);
  });

  it('is no union, no code that is only reserved, and none of before', () => {
    for (const code of ['EU', 'UK', 'SU', 'YU', 'AN', 'EL', 'gb', 'GBR', 'G', '']) expect(isCountry(code)).toBe(false);
  });

  it('is the beginning of a scheme alone', () => {
    const scheme = new RegExp(`^${COUNTRY_PATTERN}-`);
    for (const one of ['GB-COH', 'XI-IATI', 'XM-DAC', 'XR-ROR', 'QM-REG']) expect(scheme.test(one)).toBe(true);
    for (const one of ['UK-COH', 'GBR-COH', 'AGB-COH']) expect(scheme.test(one)).toBe(false);
  });
});

describe('identifiers of registers', () => {
  const given = (...schemes: readonly string[]) =>
    schemes.map((scheme, at) => ({ pointer: `/identifiers/${at}`, identifier: { scheme, id: '1' } }));

  it('are refused by the place of each whose scheme begins with no country', () => {
    expect(refuseSchemes(given('GB-COH', 'UK-COH', 'INT-REG'))).toMatchObject({
      rejected: 'VALIDATION',
      errors: [
        { pointer: '/identifiers/1/scheme', code: 'UNKNOWN_SCHEME', values: { prefix: 'UK' } },
        { pointer: '/identifiers/2/scheme', code: 'UNKNOWN_SCHEME', values: { prefix: 'INT' } },
      ],
    });
  });

  it('pass where the scheme has a country, or is kept already', () => {
    expect(refuseSchemes(given('GB-COH', 'XM-DAC'))).toBeUndefined();
    expect(refuseSchemes(given('UK-COH'), [{ scheme: 'UK-COH', id: '1' }])).toBeUndefined();
    expect(refuseSchemes(given('UK-COH'), [{ scheme: 'UK-COH', id: '2' }])).toBeDefined();
  });
});
