// A registry that is given other keys than those of its vault: it says so instead of failing at each person.
import { type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.close());

const start = (vaultKeys?: string) =>
  startRegistry(installation, { config: vaultKeys === undefined ? {} : { vaultKeys } });

const others = ['kek', 'index', 'pairwise', 'audit']
  .map((use, at) => `${use}.1 ${String(at + 5).repeat(64)}`)
  .join('\n');

it('does not start on a vault that its keys do not open, once somebody is in it', async () => {
  await start(others);
  const steps = stepsOn(await start(others));
  const id = await steps.enter();
  await expect(start()).rejects.toThrow('TRIBUTARY_VAULT_KEYS_FILE holds other keys');
  expect((await steps.read(id)).status).toBe(200);
  await start(others);
});
