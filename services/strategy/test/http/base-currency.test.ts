// The base currency of an installation, which no start may change once a fact is stored.
import { type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { enterPlan, limits, startStrategy } from './harness.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.close());

/** Starts the service with another base currency than the installation's. @returns why it did not start */
async function startInDollars(): Promise<unknown> {
  const service = await compose({ ...installation.configOf('strategy'), baseCurrency: 'USD' }, { limits });
  try {
    await service.start();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await service.close();
  }
}

it('may be another one until the first fact, and not after', async () => {
  expect(await startInDollars()).toBeUndefined();
  const strategy = await startStrategy(installation);
  expect(await enterPlan(strategy, 'NDP')).toMatchObject({ status: 201 });
  expect(String(await startInDollars())).toContain(
    'TRIBUTARY_BASE_CURRENCY is USD, but the amounts stored here are valued in EUR: set it to EUR.',
  );
});
