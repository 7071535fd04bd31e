// The rate from a currency to the installation's base currency on a day: base = amount × rate.
import { accept, decidePut, exchangeRateSet, type Known, rejectField, setExchangeRate } from '@tributary/contracts';

/** Sets the rate of a day, or replaces it. */
export const set = decidePut(
  setExchangeRate,
  (_before, given, { baseCurrency: base }: Known<{ baseCurrency: string }>) => {
    const { currency, date, rate, source } = given;
    if (currency === base) return rejectField('BASE_CURRENCY', '/params/currency', { base });
    const entered = { currency, base, date, rate, source };
    return accept(entered, exchangeRateSet(entered));
  },
);
