import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeDataFormat } from '../../src/mongo/data-format.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

describe('the format of stored data', () => {
  test('goes on with a later release, and one before it then refuses in one sentence', async () => {
    const database = await freshDatabase(servers);
    await takeDataFormat(database, 'registry', 1);
    await takeDataFormat(database, 'registry', 1);
    await takeDataFormat(database, 'registry', 2);
    await expect(takeDataFormat(database, 'registry', 1)).rejects.toThrow(
      'The database of registry was written by a later release (data format 2; this one reads 1): start that release again, or restore a backup from before it.',
    );
    await takeDataFormat(database, 'registry', 2);
    await database.close();
  });

  test('is the latest, whichever of two processes comes first to an empty database', async () => {
    const database = await freshDatabase(servers);
    const started = await Promise.allSettled(
      [1, 2, 1, 2].map((format) => takeDataFormat(database, 'registry', format)),
    );
    expect(started.map(({ status }) => status).filter((_, at) => at % 2 === 1)).toEqual(['fulfilled', 'fulfilled']);
    await expect(takeDataFormat(database, 'registry', 1)).rejects.toThrow('data format 2');
    await database.close();
  });
});
