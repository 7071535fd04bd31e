import { exchangeRateSet, type Kpi, type KpiAggregate, kpiActualRecorded } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { set } from '../../src/exchange-rate/decisions.ts';
import { record } from '../../src/kpi/decisions.ts';

const today = '2026-06-30';
const moment = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana' };
const place = { planCode: 'NDP', code: 'K1' };
const defined: Kpi = {
  ...place,
  planVersion: '1',
  nodeCode: '1',
  title: { en: 'Jobs' },
  unit: 'people',
  targets: [],
  responsibleMinistry: 'MLAB',
};
const known = { ...moment, defined };
const series = (...values: [string, string][]): KpiAggregate => ({
  planCode: 'NDP',
  code: 'K1',
  actuals: values.map(([actualOn, value]) => ({ actualOn, value, source: 'Statistics office' })),
});
const actual = (actualOn: string, value: string) => ({ actualOn, value, source: 'Statistics office' });

describe('the national values of a KPI', () => {
  it('are kept in the order of their days', () => {
    given(series(['2025-12-31', '10']))
      .when((it) => record(it, { ...place, ...actual('2024-12-31', '9') }, known))
      .thenFacts(kpiActualRecorded({ planCode: 'NDP', code: 'K1', ...actual('2024-12-31', '9') }))
      .thenState(series(['2024-12-31', '9'], ['2025-12-31', '10']));
  });

  it('are replaced by another value for the same day', () => {
    given(series(['2025-12-31', '10']))
      .when((it) => record(it, { ...place, ...actual('2025-12-31', '-10.5') }, known))
      .thenState(series(['2025-12-31', '-10.5']));
  });

  it('are kept apart by category and unit', () => {
    const female = { dimension: 'sex', category: 'female', ...actual('2025-12-31', '4') };
    given(series(['2025-12-31', '10']))
      .when((it) => record(it, { ...place, ...female }, known))
      .thenFacts(kpiActualRecorded({ planCode: 'NDP', code: 'K1', ...female }))
      .thenState({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), female] });
    given({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), female] })
      .when((it) => record(it, { ...place, ...female, value: '5' }, known))
      .thenState({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), { ...female, value: '5' }] });
  });

  it('are in the first unit of the KPI without saying so', () => {
    given(series())
      .when((it) => record(it, { ...place, ...actual('2025-12-31', '10'), unit: 'people' }, known))
      .thenState(series(['2025-12-31', '10']));
  });
});

describe('an exchange rate', () => {
  const rate = { currency: 'USD', base: 'EUR', date: '2025-06-01', rate: '0.90', source: 'Central bank' };

  it('is set for a day', () => {
    given(rate)
      .when((it) => set(undefined, it, { ...moment, baseCurrency: 'EUR' }))
      .thenFacts(exchangeRateSet(rate))
      .thenState(rate);
  });

  it('is never set for the base currency itself', () => {
    given({ ...rate, currency: 'EUR' })
      .when((it) => set(undefined, it, { ...moment, baseCurrency: 'EUR' }))
      .thenRejected('BASE_CURRENCY', { base: 'EUR' });
  });
});
