// Waiting is not dying: services whose embedded servers are away wait for them, and go on when they are there.
import { services } from '@tributary/contracts';
import { addressOf } from '@tributary/launcher/process-table';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fleet, prepareFleet } from '../faults/fleet.ts';
import { eventually } from '../platform/wait.ts';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await prepareFleet();
});
afterAll(() => fleet.remove());

it('every service that starts without database, broker and issuer waits, says so, and serves when they come', async () => {
  const serving = services.map((service) => fleet.start(service));
  const asked = async (service: (typeof services)[number], path: string) => {
    const response = await fetch(`${addressOf(fleet.ports[service])}${path}`).catch(() => undefined);
    return response && { status: response.status, body: await response.json() };
  };
  for (const service of services) {
    await eventually(`${service} to wait`, async () => {
      const ready = await asked(service, '/health/ready');
      const codes = (ready?.body as { errors?: { code: string }[] } | undefined)?.errors?.map(({ code }) => code);
      return codes?.includes('WAITING_FOR_DATABASE') || undefined;
    });
    expect(await asked(service, '/health/live')).toEqual({ status: 200, body: { status: 'live' } });
    if (service === 'reporting') continue;
    expect((await asked(service, '/v1/changes'))?.body).toMatchObject({ code: 'UNAVAILABLE' });
  }
  await fleet.start('embedded');
  await Promise.all(serving);
  for (const service of services) expect([service, fleet.isUp(service)]).toEqual([service, true]);
});
