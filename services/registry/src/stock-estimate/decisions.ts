// How many members of the diaspora live in a country, by the count of somebody else.
import { accept, decidePut, recordStockEstimate, rejectField, stockEstimateRecorded } from '@tributary/contracts';

/** Records the estimate of a year, or replaces it. Nobody has counted a year that has not begun. */
export const record = decidePut(recordStockEstimate, (_before, estimate, { today }) => {
  const { year } = estimate;
  if (year > Number(today.slice(0, 4))) {
    return rejectField('FUTURE_DATE', '/params/year', { date: String(year), today });
  }
  return accept(estimate, stockEstimateRecorded(estimate));
});
