// Conditions as data: decided one by one with a trace, and unable to do anything else than decide.
import type { EligibilityRule, FactQuestion } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { type Answer, eligibilityOf, isEligible } from '../src/index.ts';
import { asking } from './asking.ts';
import { rulesOf, shipped } from './shipped.ts';

const question = (name: string, type: FactQuestion['type']): FactQuestion => ({ name, type, label: { en: name } });
const condition = (expression: string): EligibilityRule => ({
  code: 'asked',
  label: { en: 'what is asked' },
  expression,
  reasonCode: 'NOT_MET',
});

const facts = [
  question('sector', 'text'),
  question('months', 'integer'),
  question('agreed', 'boolean'),
  question('own', 'money'),
  question('trades', 'list'),
  question('born', 'date'),
];

const read = (expression: string) => eligibilityOf({ facts, eligibility: [condition(expression)] }, 'EUR');

const decide = (expression: string, answers: Readonly<Record<string, Answer>> = {}, on = '2026-06-30') =>
  read(expression).decide({ ask: asking('EUR', '1000.00', { local: '200.00' }), on, eligibleCost: 90_000n, answers });

const outcome = (expression: string, answers?: Readonly<Record<string, Answer>>) =>
  decide(expression, answers)[0]?.outcome;

describe('a condition', () => {
  it.each([
    ["cost >= minor('1000.00') && cost <= minor('1000')", {}],
    ["eligibleCost == minor('900.00') && currency == 'EUR'", {}],
    ["offers['local'] == minor('200') && !('diaspora' in offers)", {}],
    ["own == minor('12.34')", { own: '12.34' }],
    ["sector in ['trade', 'transport']", { sector: 'trade' }],
    ['months <= 12 && agreed', { months: 12, agreed: true }],
    ["trades.all(trade, trade in ['nursing', 'welding'])", { trades: ['nursing'] }],
    ["ageOn(born, on) == 26 && firstOfMonth(on) == '2026-06-01'", { born: '2000-06-30' }],
    ['monthsBetween(born, on) == 11', { born: '2025-07-01' }],
  ])('is met: %s with %j', (expression, answers) => {
    expect(read(expression).faults).toEqual([]);
    expect(outcome(expression, answers as Readonly<Record<string, Answer>>)).toBe('met');
  });

  it('is told with what it named', () => {
    expect(decide("months <= 12 && offers['local'] > 0", { months: 13, sector: 'trade' })).toMatchObject([
      {
        rule: { code: 'asked' },
        outcome: 'not-met',
        facts: [
          { name: 'months', value: 13 },
          { name: 'offers', value: ['local 200.00 EUR'] },
        ],
        unanswered: [],
      },
    ]);
  });

  it.each([
    ['months <= 12', {}],
    ['months <= 12', { months: '3' }],
    ['months <= 12', { months: 1.5 }],
    ['ageOn(born, on) > 3', { born: '2026-02-30' }],
    ["own > minor('1')", { own: '1e9' }],
  ] as const)('is unknown without a right answer: %s with %j', (expression, answers) => {
    const [trace] = decide(expression, answers);
    expect(trace).toMatchObject({ outcome: 'unknown' });
    expect(trace?.unanswered).toHaveLength(1);
  });

  it('is unknown where it cannot be computed, and never met', () => {
    for (const expression of [
      "offers['none'] > 0",
      'months / 0 > 1',
      'cost + 9223372036854775807 > 0',
      "minor('x') > 0",
    ]) {
      expect(outcome(expression, { months: 1 })).toBe('unknown');
    }
    expect(isEligible(decide('months / 0 > 1', { months: 1 }))).toBe(false);
  });

  it('decides without an answer that does not matter', () => {
    expect(outcome("currency == 'EUR' || agreed")).toBe('met');
  });
});

describe('an expression', () => {
  const faultOf = (expression: string) => read(expression).faults[0]?.fault.reason;

  it.each([
    ['months >', 'SYNTAX'],
    ['month <= 12', 'TYPES'],
    ["months <= '12'", 'TYPES'],
    ['months + 1', 'NOT_BOOLEAN'],
    ["sector.matches('(a+)+$')", 'NOT_CALLABLE'],
    ["cel.bind(x, sector + sector, x == '')", 'NOT_CALLABLE'],
    ["dyn(trades).constructor == 'a'", 'NOT_CALLABLE'],
    ['trades.all(a, trades.exists(b, a == b))', 'NESTED'],
    ['sector.constructor == sector', 'TYPES'],
    ['trades.length > 0', 'TYPES'],
    [Array.from({ length: 300 }, () => 'agreed').join(' && '), 'SYNTAX'],
    [`${'('.repeat(40)}agreed${')'.repeat(40)} == ${'!'.repeat(40)}agreed`, 'SYNTAX'],
  ])('is refused when it is written: %s (%s)', (expression, reason) => {
    expect(faultOf(expression)).toBe(reason);
  });

  it('finds nothing of the process behind a name', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(outcome(`offers['${name}'] == 0`)).toBe('unknown');
      expect(outcome(`'${name}' in offers`)).toBe('not-met');
    }
    for (const name of ['process', 'globalThis', 'require', 'constructor'])
      expect(faultOf(`${name} == 1`)).toBe('TYPES');
  });
});

describe('the programmes', () => {
  it.each(shipped.map(({ programme }) => [programme.code, programme.currency]))(
    'of %s have conditions that can be used',
    (code, currency) => {
      expect(eligibilityOf(rulesOf(code), currency).faults).toEqual([]);
    },
  );

  const trace = (code: string, currency: string, answers: Readonly<Record<string, Answer>>) =>
    eligibilityOf(rulesOf(code), currency).decide({
      ask: asking(currency, '1000'),
      on: '2026-06-30',
      eligibleCost: 0n,
      answers,
    });

  it.each([
    ['2005-07-01', '2026-07-18', true],
    ['2005-07-02', '2026-07-18', false],
    ['1990-07-02', '2026-07-18', true],
    ['1990-07-01', '2026-07-18', false],
    ['2005-07-18', '2026-07-18', false],
    ['2004-02-29', '2025-02-28', false],
    ['2004-02-29', '2025-03-01', true],
  ])('IN-KIP: who was born on %s may start on %s: %s', (birthDate, startOn, may) => {
    const found = trace('IN-KIP', 'INR', { birthDate, startOn });
    expect(isEligible(found)).toBe(may);
    expect(found[0]?.facts).toEqual([{ name: 'birthDate' }, { name: 'startOn', value: startOn }]);
    expect(JSON.stringify(found[0]?.facts)).not.toContain(birthDate);
  });

  it.each(['trade', 'transport', 'real-estate'])('SN-FSE lends nothing for %s', (sector) => {
    expect(trace('SN-FSE', 'XOF', { sector })).toMatchObject([
      { outcome: 'not-met', rule: { reasonCode: 'SECTOR_EXCLUDED' } },
    ]);
    expect(isEligible(trace('SN-FSE', 'XOF', { sector: 'fishing' }))).toBe(true);
  });

  it('MD-DAR is for level-I authorities, and works of at most twelve months', () => {
    const may = (applicantLevel: string, worksMonths: number) =>
      isEligible(trace('MD-DAR-2025', 'MDL', { applicantLevel, worksMonths }));
    expect([may('level-1', 12), may('level-1', 13), may('level-2', 12)]).toEqual([true, false, false]);
  });
});
