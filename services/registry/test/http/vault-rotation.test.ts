// A rotation of the key that wraps the keys of persons, while they are read and entered.
import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from '@tributary/service-kit';
import { type Client, type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { stepsOn } from './person-steps.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let service: Service;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.close());

const start = (more: object = {}): Promise<Client> =>
  installation.start('registry', async (config) => {
    service = await compose({ ...config, ...more }, { checkReplies: true, limits: testLimits });
    return service;
  });

const versions = (mongoUrl: string) =>
  inDatabase(mongoUrl, async (database) => {
    const keys = await database.collection('vault_keys').find().toArray();
    return [...new Set(keys.map(({ content }) => content.key?.kek))].sort();
  });

it('leaves everybody readable under load, wraps every key anew, and tells how many were left', async () => {
  const { mongoUrl, vaultKeys } = installation.configOf('registry');
  const before = stepsOn(await start());
  const ids = await Promise.all(Array.from({ length: 10 }, () => before.enter()));
  expect(await versions(mongoUrl)).toEqual([1]);
  await service.close();

  const rotated = `${vaultKeys}\nkek.2 ${'ab'.repeat(32)}`;
  const after = stepsOn(await start({ vaultKeys: rotated }));
  const old = async () => {
    const { body } = await service.internal.inject('/metrics');
    return /^tributary_vault_keys_old (\S+)$/m.exec(body)?.[1];
  };
  let done = false;
  const load = (async () => {
    const seen: number[] = [];
    while (!done) {
      const read = await Promise.all(ids.slice(0, 10).map((id) => after.read(id)));
      seen.push(...read.map(({ status }) => status));
      if (ids.length < 15) ids.push(await after.enter());
      await pause(50);
    }
    return seen;
  })();
  await untilJobIsDone(mongoUrl, 'vault.keys');
  await untilJobIsDone(mongoUrl, 'vault.keys');
  done = true;
  expect(new Set(await load)).toEqual(new Set([200]));
  expect(await versions(mongoUrl)).toEqual([2]);
  expect(await old()).toBe('0');
  await service.close();

  // the file of before opens nobody any more, and the registry says so instead of failing at each person
  await expect(start()).rejects.toThrow('TRIBUTARY_VAULT_KEYS_FILE holds other keys');
  const again = stepsOn(await start({ vaultKeys: rotated }));
  expect((await again.read(ids[0] ?? '')).body['vault']).toMatchObject({ names: { mask: 'full' } });
});
