import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongoBaseCurrency } from '../../src/mongo/base-currency.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

describe('the base currency', () => {
  test('may change until the first fact, and never after', async () => {
    const database = await freshDatabase(servers);
    await mongoBaseCurrency(database, 'EUR').check();
    await mongoBaseCurrency(database, 'USD').keep();
    await mongoBaseCurrency(database, 'USD').check();
    await expect(mongoBaseCurrency(database, 'EUR').check()).rejects.toThrow(
      'TRIBUTARY_BASE_CURRENCY is EUR, but the amounts stored here are valued in USD: set it to USD.',
    );
    await database.close();
  });

  test('is one, even where two processes write their first fact at once', async () => {
    const database = await freshDatabase(servers);
    const [euro, dollar] = [mongoBaseCurrency(database, 'EUR'), mongoBaseCurrency(database, 'USD')];
    const kept = await Promise.allSettled([euro.keep(), dollar.keep()]);
    expect(kept.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const loser = kept[0].status === 'rejected' ? euro : dollar;
    await expect(loser.keep()).rejects.toThrow('TRIBUTARY_BASE_CURRENCY');
    await database.close();
  });
});
