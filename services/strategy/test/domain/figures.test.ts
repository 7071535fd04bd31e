import { exchangeRateSet, kpiActualRecorded } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { setRate } from '../../src/domain/exchange-rate.ts';
import { type KpiSeries, recordActual } from '../../src/domain/kpi.ts';

const today = '2026-06-30';
const series = (...values: [string, string][]): KpiSeries => ({
  planCode: 'NDP',
  code: 'K1',
  actuals: values.map(([actualOn, value]) => ({ actualOn, value, source: 'Statistics office' })),
});
const actual = (actualOn: string, value: string) => ({ actualOn, value, source: 'Statistics office' });

describe('the national values of a KPI', () => {
  it('are kept in the order of their days', () => {
    given(series(['2025-12-31', '10']))
      .when((it) => recordActual(it, actual('2024-12-31', '9'), today))
      .thenFacts(kpiActualRecorded({ planCode: 'NDP', code: 'K1', ...actual('2024-12-31', '9') }))
      .thenState(series(['2024-12-31', '9'], ['2025-12-31', '10']));
  });

  it('are replaced by another value for the same day', () => {
    given(series(['2025-12-31', '10']))
      .when((it) => recordActual(it, actual('2025-12-31', '-10.5'), today))
      .thenState(series(['2025-12-31', '-10.5']));
  });

  it('are kept apart by category and unit', () => {
    const female = { dimension: 'sex', category: 'female', ...actual('2025-12-31', '4') };
    given(series(['2025-12-31', '10']))
      .when((it) => recordActual(it, female, today))
      .thenFacts(kpiActualRecorded({ planCode: 'NDP', code: 'K1', ...female }))
      .thenState({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), female] });
    given({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), female] })
      .when((it) => recordActual(it, { ...female, value: '5' }, today))
      .thenState({ planCode: 'NDP', code: 'K1', actuals: [actual('2025-12-31', '10'), { ...female, value: '5' }] });
  });

  it('are not of a day that lies ahead', () => {
    given(series())
      .when((it) => recordActual(it, actual('2026-07-01', '1'), today))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });
});

describe('an exchange rate', () => {
  const rate = { currency: 'USD', base: 'EUR', date: '2025-06-01', rate: '0.90', source: 'Central bank' };

  it('is set for a day', () => {
    given(rate)
      .when((it) => setRate(it, today))
      .thenFacts(exchangeRateSet(rate))
      .thenState(rate);
  });

  it('is not set for a day that lies ahead', () => {
    given({ ...rate, date: '2026-07-01' })
      .when((it) => setRate(it, today))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('is never set for the base currency itself', () => {
    given({ ...rate, currency: 'EUR' })
      .when((it) => setRate(it, today))
      .thenRejected('VALIDATION');
  });
});
