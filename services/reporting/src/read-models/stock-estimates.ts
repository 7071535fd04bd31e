// How many members of the diaspora a country is thought to have in a year; the last word on a year counts.
import { defineView, type StockEstimate, stockEstimateRecorded } from '@tributary/contracts';

export const stockEstimates = defineView<StockEstimate>(
  'stock-estimates',
  () => ({ country: '', year: 0, persons: 0, source: '', method: '' }),
  (when) => [when(stockEstimateRecorded, (_row, { data }) => data)],
);
