// What stands beside a record that moves to another ministry: consents end, and nothing of the ministry of before that
// names the record can still be used to reach the person or to decide of them.
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consentStepsOn } from './consent-steps.ts';
import { privacy, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { receiver, sender, transferStepsOn } from './transfer-steps.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

it('ends with the move, and the ministry of before reaches the person no more', async () => {
  const [persons, consents, transfers] = [stepsOn(registry), consentStepsOn(registry), transferStepsOn(registry)];
  const moving = await persons.enter({ registeredOn: '2020-01-01' });
  await consents.published('contact', '1');
  expect((await consents.give(moving)).status).toBe(200);
  const rules = { withdrawnYears: 1, unconfirmedYears: 3 };
  const headers = { 'if-none-match': '*' };
  expect((await registry.put('/v1/retention-rules/MFOR', { as: privacy, body: rules, headers })).status).toBe(201);
  const proposal = () =>
    until('the proposal', async () => {
      const { items } = (await registry.get('/v1/retention-proposals', { as: privacy })).body;
      return items.find((one) => one['personId'] === moving);
    });
  expect(await proposal()).toMatchObject({ status: 'open', ground: 'unconfirmed' });
  const today = new Date().toISOString().slice(0, 10);
  const campaign = { title: { en: 'Spring' }, channels: ['email'], dueBy: today, endsOn: today };
  const { id } = (await registry.post('/v1/reconfirmation-campaigns', { as: sender, body: campaign })).body;
  const contacts = async () => (await registry.get(`/v1/reconfirmation-campaigns/${id}/contacts`, { as: sender })).text;
  await until('the person to be asked', async () => ((await contacts()).includes(moving) ? true : undefined));

  const transfer = await transfers.proposed(moving);
  expect((await transfers.accept(transfer)).status).toBe(200);

  expect(await contacts()).not.toContain(moving);
  expect((await registry.get(`/v1/reconfirmation-campaigns/${id}`, { as: sender })).body).toMatchObject({
    progress: { moved: 1, due: { email: 0 } },
  });
  expect(await proposal()).toMatchObject({ status: 'lapsed' });
  const { body } = await consents.look(moving, 'SERVICE', receiver);
  expect(body).toMatchObject({ contactable: false, consents: [{ purpose: 'contact', state: 'expired', revision: 2 }] });
  const told = (await transfers.toldTo(sender)).map(({ type }) => type.replace('registry.person.', ''));
  expect(told.slice(-2)).toEqual(['consent-expired.v1', 'transferred.v1']);
  expect((await transfers.toldTo(receiver)).map(({ type }) => type)).toEqual(['registry.person.received.v1']);
});
