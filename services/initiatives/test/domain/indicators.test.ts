import { INDICATORS_MOST, type Indicator, type Initiative, indicatorDefined } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { define, noteContribution } from '../../src/initiative/indicators.ts';
import { registered, surroundings } from './known.ts';

type Command = Parameters<typeof define>[1];

const kpi = {
  planCode: 'NDP-2028',
  planVersion: '1',
  code: 'K8',
  contributionType: 'direct',
  sharePct: 100,
  method: 'COUNTED',
} as const;
const definition = {
  code: 'WATER',
  title: { en: 'People with safe water' },
  unit: 'persons',
  direction: 'up',
  targets: [{ year: 2026, value: '2400' }],
  definedOn: '2026-01-10',
} as const satisfies Partial<Command>;

const asked = (changed: Partial<Command> = {}): Command => ({
  ...definition,
  targets: [...definition.targets],
  ...changed,
});
/** One that is mapped to no KPI. */
const unmapped = (changed: Partial<Omit<Indicator, 'kpi'>> = {}): Indicator => ({
  ...definition,
  targets: [...definition.targets],
  revision: 1,
  ...changed,
});
const defining =
  (changed: Partial<Command> = {}) =>
  (initiative: Initiative) =>
    define(initiative, asked(changed), surroundings());

const indicator = (changed: Partial<Indicator> = {}): Indicator => ({
  ...unmapped(),
  kpi: { ...kpi, decision: 'awaiting' },
  ...changed,
});
const result = {
  no: 1,
  indicatorCode: 'WATER',
  from: '2026-01-01',
  to: '2026-01-31',
  value: '1',
  evidenceCount: 0,
  reportedOn: '2026-02-01',
  reportedBy: 'ana',
};

describe('defining an indicator', () => {
  it('tells what it counts, without a KPI where it is mapped to none', () => {
    given(registered())
      .when(defining())
      .thenFacts(indicatorDefined({ ...asked(), revision: 1 }))
      .thenState({ indicators: [unmapped()] });
  });

  it('awaits the decision on its KPI, and awaits it anew with each definition', () => {
    const accepted = indicator({ kpi: { ...kpi, decision: 'accepted' } });
    given(registered({ indicators: [accepted] }))
      .when(defining({ kpi: { ...kpi, sharePct: 50 } }))
      .thenFacts(indicatorDefined({ ...asked({ kpi: { ...kpi, sharePct: 50 } }), revision: 2 }))
      .thenState({
        indicators: [indicator({ revision: 2, kpi: { ...kpi, sharePct: 50, decision: 'awaiting' } })],
      });
  });

  it('keeps targets in the order of their years, each year once', () => {
    const years = (...all: number[]) => all.map((year) => ({ year, value: '1' }));
    given(registered())
      .when(defining({ targets: years(2027, 2025, 2026) }))
      .thenFacts(indicatorDefined({ ...asked({ targets: years(2025, 2026, 2027) }), revision: 1 }));
    expect(defining({ targets: years(2027, 2025, 2027) })(registered())).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/targets/2/year', code: 'REPEATED' }],
    });
  });

  it.each([{ unit: 'households' }, { direction: 'down' as const }])(
    'keeps what results are counted in: %j',
    (other) => {
      const used = registered({ indicators: [indicator()], results: [result] });
      given(used)
        .when(defining(other))
        .thenRejected('INDICATOR_IN_USE', { indicatorCode: 'WATER', measure: 'persons (up)' });
      given(registered({ indicators: [indicator()] }))
        .when(defining(other))
        .thenFacts(indicatorDefined({ ...asked(other), revision: 2 }));
    },
  );

  it('is for initiatives that have not ended, and for so many indicators', () => {
    given(registered({ status: 4 }))
      .when(defining())
      .thenRejected('WRONG_STATE');
    const many = Array.from({ length: INDICATORS_MOST }, (_, at) => indicator({ code: `I${at}` }));
    given(registered({ indicators: many }))
      .when(defining())
      .thenRejected('ABOVE_LIMIT', { rule: 'indicators', limit: '40', given: '41' });
    given(registered({ indicators: many }))
      .when(defining({ code: 'I0' }))
      .thenState({ indicators: [unmapped({ code: 'I0', revision: 2 }), ...many.slice(1)] });
  });
});

describe('a decision of the ministry of the KPI', () => {
  const decided = { indicatorCode: 'WATER', planCode: 'NDP-2028', planVersion: '1', kpiCode: 'K8', revision: 1 };
  const initiative = registered({ indicators: [indicator()] });

  it('is shown beside the mapping', () => {
    expect(noteContribution(initiative, decided, 'accepted')).toMatchObject({
      state: { indicators: [{ kpi: { decision: 'accepted' } }] },
      events: [],
    });
    expect(noteContribution(initiative, { ...decided, reasonCode: 'UNIT_MISMATCH' }, 'rejected')).toMatchObject({
      state: { indicators: [{ kpi: { decision: 'rejected', reasonCode: 'UNIT_MISMATCH' } }] },
    });
  });

  it.each([{ revision: 2 }, { kpiCode: 'K9' }, { planVersion: '2' }, { indicatorCode: 'ROADS' }])(
    'has no effect where it is about something else: %j',
    (other) => {
      expect(noteContribution(initiative, { ...decided, ...other }, 'accepted')).toBe('unchanged');
    },
  );
});
