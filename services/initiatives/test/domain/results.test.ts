import {
  type Indicator,
  type Initiative,
  isRejection,
  parseDecimal,
  RESULTS_MOST,
  reject,
  resultReported,
  resultVerified,
  sumOfDecimals,
  verificationLevels,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EvidenceCited,
  indicatorsRead,
  report,
  resultsRead,
  type Verifier,
  verify,
} from '../../src/initiative/results.ts';
import { registered, surroundings } from './known.ts';

type Reporting = Parameters<typeof report>[1];

const indicator = (code: string): Indicator => ({
  code,
  revision: 1,
  definedOn: '2026-01-01',
  title: { en: code },
  unit: 'persons',
  direction: 'up',
  targets: [],
});
const started = (changed: Partial<Initiative> = {}) =>
  registered({ indicators: [indicator('WATER'), indicator('JOBS')], ...changed });

const asked = (changed: Partial<Reporting> = {}): Reporting => ({
  indicatorCode: 'WATER',
  from: '2026-01-01',
  to: '2026-03-31',
  value: '1500',
  reportedOn: '2026-04-08',
  ...changed,
});
const reporting =
  (changed: Partial<Reporting> = {}, known: EvidenceCited = {}) =>
  (initiative: Initiative) =>
    report(initiative, asked(changed), { ...surroundings(), ...known });

/** The initiative after results of these values. */
const after = (initiative: Initiative, ...values: readonly string[]): Initiative =>
  values.reduce((state, value) => {
    const decided = reporting({ value, ...(value.startsWith('-') && { reasonCode: 'COUNTED_TWICE' }) })(state);
    if (isRejection(decided)) throw new Error(decided.rejected);
    return decided.state;
  }, initiative);

describe('reporting a result', () => {
  it('adds an increment under the next number, and keeps who reported it to itself', () => {
    const told = { no: 1, ...asked(), evidenceCount: 2 };
    given(started())
      .when(reporting({ evidenceCount: 2 }))
      .thenFacts(resultReported(told))
      .thenState({ results: [{ ...told, reportedBy: 'ana' }] });
    given(after(started(), '1'))
      .when(reporting({ indicatorCode: 'JOBS' }))
      .thenFacts(resultReported({ no: 2, ...asked({ indicatorCode: 'JOBS' }), evidenceCount: 0 }));
  });

  it('counts the files of evidence that it cites beside others, and refuses those that are not there', () => {
    const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
    given(started())
      .when(reporting({ evidence: [first, second, first], evidenceCount: 1 }))
      .thenFacts(resultReported({ no: 1, ...asked(), evidenceCount: 3 }));
    const dangling = reject('EVIDENCE_UNKNOWN', { sha256: second });
    given(started())
      .when(reporting({ evidence: [first, second] }, { dangling }))
      .thenRejected('EVIDENCE_UNKNOWN', { sha256: second });
  });

  it('takes back with a reason, and never more than was reported for the same indicator', () => {
    const initiative = after(started(), '10.5');
    given(initiative)
      .when(reporting({ value: '-1' }))
      .thenRejected('REASON_REQUIRED');
    const taken = { value: '-10.50', reasonCode: 'COUNTED_TWICE' };
    given(initiative)
      .when(reporting(taken))
      .thenFacts(resultReported({ no: 2, ...asked(taken), evidenceCount: 0 }));
    given(initiative)
      .when(reporting({ ...taken, value: '-10.51' }))
      .thenRejected('BELOW_LIMIT', { rule: 'reported', limit: '10.5', given: '10.51' });
    given(initiative)
      .when(reporting({ ...taken, indicatorCode: 'JOBS' }))
      .thenRejected('BELOW_LIMIT', { limit: '0' });
  });

  it('is of a period that is over, of an indicator that is there, while the initiative was not cancelled', () => {
    given(started())
      .when(reporting({ from: '2026-04-01' }))
      .thenRejected('DATES_REVERSED', { start: '2026-04-01', end: '2026-03-31' });
    given(started())
      .when(reporting({ reportedOn: '2026-03-30' }))
      .thenRejected('DATES_REVERSED', { start: '2026-03-31', end: '2026-03-30' });
    given(started())
      .when(reporting({ indicatorCode: 'ROADS' }))
      .thenRejected('INDICATOR_UNKNOWN', { indicatorCode: 'ROADS', known: 'WATER, JOBS' });
    given(started({ status: 5 }))
      .when(reporting())
      .thenRejected('WRONG_STATE');
    given(started({ status: 4 }))
      .when(reporting())
      .thenFacts(resultReported({ no: 1, ...asked(), evidenceCount: 0 }));
  });

  it('keeps the sum of each indicator at zero or more, and reads it exactly, whatever is tried', () => {
    const value = fc
      .tuple(fc.bigInt({ min: -999n, max: 999n }), fc.integer({ min: 0, max: 3 }))
      .map(
        ([units, scale]) =>
          `${units < 0n ? '-' : ''}${units < 0n ? -units : units}${scale === 0 ? '' : `.${'5'.repeat(scale)}`}`,
      );
    const tried = fc.array(fc.record({ value, indicatorCode: fc.constantFrom('WATER', 'JOBS') }), { maxLength: 30 });
    fc.assert(
      fc.property(tried, (all) => {
        let initiative = started();
        const taken = new Map<string, string[]>([
          ['WATER', []],
          ['JOBS', []],
        ]);
        for (const one of all) {
          const decided = reporting({ ...one, reasonCode: 'COUNTED_TWICE' })(initiative);
          if (isRejection(decided)) continue;
          initiative = decided.state;
          taken.get(one.indicatorCode)?.push(one.value);
        }
        for (const { code, reported } of indicatorsRead(initiative)) {
          expect(reported).toBe(sumOfDecimals(taken.get(code) ?? []));
          expect(parseDecimal(reported).units >= 0n).toBe(true);
        }
      }),
    );
  });
});

describe('verifying a result', () => {
  const officer: Verifier = { roles: ['officer'], isOwn: true };
  const partner: Verifier = { roles: ['partner-officer'], isOwn: false };
  const office: Verifier = { roles: ['planner'], isOwn: false };
  const verifiers = { partner, ministry: officer, independent: office };
  type Level = keyof typeof verifiers;

  const verifying =
    (level: Level, verifier: Verifier = verifiers[level], by = 'ben', verifiedOn = '2026-05-01') =>
    (initiative: Initiative) =>
      verify(initiative, { no: 1, level, verifiedOn }, { ...surroundings(), by, verifier });
  const verified = (initiative: Initiative, ...levels: Level[]): Initiative =>
    levels.reduce((state, level) => {
      const decided = verifying(level)(state);
      if (isRejection(decided)) throw new Error(decided.rejected);
      return decided.state;
    }, initiative);
  const fact = (level: Level) => ({ no: 1, indicatorCode: 'WATER', level, verifiedOn: '2026-05-01' });

  it('goes from a partner over the own ministry to an office outside, or there at once', () => {
    for (const level of verificationLevels) {
      given(after(started(), '5'))
        .when(verifying(level))
        .thenFacts(resultVerified(fact(level)));
    }
    given(verified(after(started(), '5'), 'partner', 'ministry'))
      .when(verifying('independent'))
      .thenFacts(resultVerified(fact('independent')))
      .thenState({ verifications: verificationLevels.map(fact) });
  });

  it.each([
    ['partner', 'partner'],
    ['ministry', 'partner'],
    ['independent', 'ministry'],
    ['independent', 'independent'],
  ] as const)('never goes down or stays: after %s not %s', (before, level) => {
    given(verified(after(started(), '5'), before))
      .when(verifying(level))
      .thenRejected('WRONG_STATE', { state: before });
  });

  it('is not for who reported it', () => {
    given(after(started(), '5'))
      .when(verifying('ministry', officer, 'ana'))
      .thenRejected('FOUR_EYES');
  });

  it.each([
    ['partner', officer, 'partner-officer'],
    ['ministry', partner, 'officer'],
    ['ministry', { ...officer, isOwn: false }, 'officer'],
    ['independent', officer, 'planner'],
    ['independent', { ...office, isOwn: true }, 'planner'],
  ] as const)('on the level %s is not for %j', (level, verifier, roles) => {
    given(after(started(), '5')).when(verifying(level, verifier)).thenRejected('FORBIDDEN', { roles });
  });

  it('is of a result that is there, and not before it or its last verification', () => {
    given(started()).when(verifying('partner')).thenRejected('NOT_FOUND');
    given(after(started(), '5'))
      .when(verifying('partner', partner, 'ben', '2026-04-07'))
      .thenRejected('DATES_REVERSED', { start: '2026-04-08' });
    given(verified(after(started(), '5'), 'partner'))
      .when(verifying('ministry', officer, 'ben', '2026-04-30'))
      .thenRejected('DATES_REVERSED', { start: '2026-05-01' });
  });

  it('is shown with its result and in the sum of its indicator, and who reported it is not', () => {
    const initiative = verified(after(started(), '5', '7', '-2'), 'partner', 'ministry');
    expect(indicatorsRead(initiative).map(({ code, reported, verified: sum }) => [code, reported, sum])).toEqual([
      ['WATER', '10', '5'],
      ['JOBS', '0', '0'],
    ]);
    const page = resultsRead(initiative, { limit: 2 });
    expect(page.items[0]).toEqual({
      no: 1,
      ...asked({ value: '5' }),
      evidenceCount: 0,
      level: 'ministry',
      verifiedOn: '2026-05-01',
    });
    expect(page.items[1]).not.toHaveProperty('level');
    expect(page.next).toBe('2');
    expect(resultsRead(initiative, { limit: 2, after: '2' })).toMatchObject({ items: [{ no: 3 }], next: null });
    expect(resultsRead(initiative, { limit: 2, indicatorCode: 'JOBS' })).toEqual({ items: [], next: null });
  });
});

describe('ten years of monthly results', () => {
  it('fit their document, and there is a last one', () => {
    const results = Array.from({ length: RESULTS_MOST }, (_, at) => ({
      ...asked({ indicatorCode: 'W'.repeat(64), value: `${at}.123456789`, reasonCode: 'R'.repeat(64) }),
      no: at + 1,
      evidenceCount: 20,
      reportedBy: 'b'.repeat(64),
    }));
    const verifications = results.flatMap(({ no, indicatorCode }) =>
      verificationLevels.map((level) => ({ no, indicatorCode, level, verifiedOn: '2026-05-01' })),
    );
    const full = started({ results, verifications });
    // the store takes states of 3 MiB
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThan(3 * 1024 * 1024);
    given(full).when(reporting()).thenRejected('ABOVE_LIMIT', { rule: 'results', limit: '2400', given: '2401' });
  });
});
