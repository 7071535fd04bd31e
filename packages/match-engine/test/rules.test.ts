// Rules as they are written: those that are shipped, and what is refused.
import { given, languages, MatchRule, ProgrammeRules } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { shipped } from './shipped.ts';

/** Every label in a file: an object whose keys are languages. */
function labelsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'en' in value ? [value] : Object.values(value).flatMap(labelsIn);
}

describe('what is shipped', () => {
  it('are nine programmes of the catalogue and three of the sample', () => {
    const of = (folder: string) =>
      shipped.filter((each) => each.folder === folder).map(({ programme }) => programme.code);
    expect(of('sample')).toEqual(['INVEST', 'SKILL', 'TOWN']);
    expect(of('catalogue')).toEqual([
      'ET-EDTF-2019',
      'IE-ESP-SMALL',
      'IN-KIP',
      'MD-DAR-2023',
      'MD-DAR-2025',
      'MD-PARE-1',
      'MD-PARE-2',
      'MX-3X1-2013',
      'SN-FSE',
    ]);
  });

  it.each(shipped.map((each) => [each.programme.code, each] as const))(
    '%s is rules, in six languages',
    (_code, file) => {
      expect(given(ProgrammeRules).safeParse(file.rules).error?.issues).toBeUndefined();
      const labels = labelsIn(file);
      expect(labels.length).toBeGreaterThan(2);
      for (const label of labels) expect(Object.keys(label).sort()).toEqual([...languages].sort());
    },
  );
});

const party = (code: string, more: object = {}) => ({
  code,
  role: 'partner',
  label: { en: code },
  pays: 'offer',
  ...more,
});
const euro = (amount: string) => [{ amount, currency: 'EUR' }];
const ratioOf = (code: string) => ({ parties: [code], tiers: [{ ratio: '1' }] });

describe('a rule that cannot be followed', () => {
  it.each([
    ['REPEATED', 'parties/1/code', { parties: [party('a'), party('a')] }],
    ['PARTY_UNKNOWN', 'parties/0/ratioOf/parties/0', { parties: [party('a', { ratioOf: ratioOf('b') })] }],
    ['PARTY_UNKNOWN', 'rest/0', { parties: [party('a')], rest: ['b'] }],
    [
      'CIRCULAR',
      'parties/0',
      { parties: [party('a', { ratioOf: ratioOf('b') }), party('b', { ratioOf: ratioOf('a') })] },
    ],
    ['BASE_UNCLEAR', 'parties/0/baseOf', { parties: [party('a', { base: 'party-share', maxPct: 5 })] }],
    [
      'FLOOR_OF_OFFER',
      'parties/0/baseOf',
      { parties: [party('a', { base: 'party-share', baseOf: ['b'], minPct: 5 }), party('b')] },
    ],
    ['LIMITS_CROSSED', 'parties/0/minPct', { parties: [party('a', { minPct: 60, maxPct: 50 })] }],
    ['LIMITS_CROSSED', 'parties/0/pct', { parties: [party('a', { pct: 60, maxPct: 60 }), party('b')] }],
    [
      'LIMITS_CROSSED',
      'parties/0/minAmount/0',
      { parties: [party('a', { minAmount: euro('2'), maxAmount: euro('1') })] },
    ],
    ['PARTS_NOT_100', 'parties', { parties: [party('a', { pct: 60 }), party('b', { pct: 39.99 })] }],
    ['PARTS_NOT_100', 'parties', { parties: [party('a', { minPct: 60 }), party('b', { minPct: 41 })] }],
    [
      'REPEATED',
      'parties/0/maxAmount/1/currency',
      { parties: [party('a', { maxAmount: [...euro('1'), ...euro('2')] })] },
    ],
    [
      'LAST_STEP_OPEN',
      'parties/0/ratioOf/tiers/0/upTo',
      { parties: [party('a', { ratioOf: { parties: ['b'], tiers: [{ ratio: '2' }, { ratio: '1' }] } }), party('b')] },
    ],
  ])('is refused with %s at %s', (code, path, rule) => {
    const issues = MatchRule.safeParse(rule).error?.issues.map((issue) => [
      'params' in issue ? issue.params?.['code'] : issue.code,
      issue.path.join('/'),
    ]);
    expect(issues).toContainEqual([code, path]);
  });
});
