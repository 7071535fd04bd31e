// The records that are to move and wait, as operators are told of them: those that no ministry has answered, and no other one.
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { untilJobIsDone } from './stored.ts';
import { sender, transferStepsOn } from './transfer-steps.ts';

const DAYS = 31;

let installation: Installation;
let registry: Client;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
});
afterAll(() => installation.close());

/** What is told of transfers once they were gone through, so many days from now; tokens are of today. */
async function toldAfter(days: number): Promise<readonly string[]> {
  ahead = days * 86_400_000;
  await untilJobIsDone(installation.configOf('registry').mongoUrl, 'transfers.watch');
  const metrics = await (await fetch(`${installation.configOf('registry').peers.get('registry')}/metrics`)).text();
  ahead = 0;
  return metrics
    .split('\n')
    .filter((line) => line.startsWith('tributary_transfer'))
    .map((line) => line.replace(/\{.*\}/, ''));
}

it('counts what waits for an answer, and not what was answered, withdrawn or closed', async () => {
  const steps = stepsOn(registry);
  const transfers = transferStepsOn(registry);
  expect(await toldAfter(0)).toEqual(['tributary_transfers_open 0', 'tributary_transfer_age_days 0']);
  const [withdrawn, closed, ...rest] = await Promise.all(Array.from({ length: 6 }, () => steps.enter()));
  const [refused = '', accepted = ''] = await Promise.all(rest.map((id) => transfers.proposed(id)));
  await transfers.proposed(withdrawn ?? '');
  await transfers.proposed(closed ?? '');
  expect(await toldAfter(0)).toEqual(['tributary_transfers_open 6', 'tributary_transfer_age_days 0']);

  expect((await transfers.refuse(refused)).status).toBe(200);
  expect((await transfers.accept(accepted)).status).toBe(200);
  expect((await transfers.withdraw(withdrawn ?? '')).status).toBe(200);
  const closing = { as: sender, body: { reason: 'deceased' } };
  expect((await registry.post(`/v1/persons/${closed}/closure`, closing)).status).toBe(200);
  expect(await toldAfter(DAYS)).toEqual(['tributary_transfers_open 2', `tributary_transfer_age_days ${DAYS}`]);
});
