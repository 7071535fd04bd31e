// Who a caller is behind the front door: whoever it really is, whatever it says.
import { get } from 'node:http';
import { type ServiceName, services } from '@tributary/contracts';
import { createFrontDoor, type FrontDoorOptions } from '@tributary/launcher/front-door';
import { compose } from '@tributary/registry';
import { type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BUDGET = 3;
const path = '/registry/v1/organisations';

let installation: Installation;
let registry: string;
const opened: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  installation = await startInstallation();
  ({ address: registry } = await installation.start('registry', (config) =>
    compose({ ...config, rateLimit: BUDGET }, { limits: testLimits }),
  ));
});
afterAll(async () => {
  for (const door of opened) await door.close();
  await installation.close();
});

/** A front door of its own, on a free port. */
async function open(options: Pick<FrontDoorOptions, 'trustedProxies'> = {}): Promise<string> {
  const upstreams = Object.fromEntries(services.map((service) => [service, registry])) as Record<ServiceName, string>;
  const door = await createFrontDoor({ upstreams, issuer: registry, ...options });
  opened.push(door);
  return door.listen({ port: 0, host: '127.0.0.1' });
}

/** Asks without a token from an address of the loopback network. @returns 401, or 429 beyond the budget */
const ask = (door: string, localAddress: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(`${door}${path}`, { localAddress, headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
  });

describe('callers without a token behind the front door', () => {
  it('have budgets of their own: a noisy one shuts nobody else out', async () => {
    const door = await open();
    const noisy = [];
    for (let sent = 0; sent <= BUDGET; sent += 1) noisy.push(await ask(door, '127.0.0.2'));
    expect(noisy).toEqual([401, 401, 401, 429]);
    expect(await ask(door, '127.0.0.3')).toBe(401);
  });

  it.each([
    ['X-Forwarded-For', '127.0.0.4', (claim: string) => ({ 'x-forwarded-for': claim })],
    ['Forwarded', '127.0.0.5', (claim: string) => ({ forwarded: `for=${claim}` })],
    [
      'a Connection header that strikes the one of the front door',
      '127.0.0.6',
      (claim: string) => ({ 'x-forwarded-for': claim, connection: 'close, x-forwarded-for' }),
    ],
  ])('get no other budget by %s', async (_header, from, claiming) => {
    const door = await open();
    const forged = [];
    for (let sent = 0; sent <= BUDGET; sent += 1) forged.push(await ask(door, from, claiming(`203.0.113.${sent}`)));
    expect(forged).toEqual([401, 401, 401, 429]);
  });

  it('are told apart by a proxy that the front door was told to believe, and not by what they told that proxy', async () => {
    const door = await open({ trustedProxies: ['127.0.0.7'] });
    const claims = ['198.51.100.1', '1.1.1.1, 198.51.100.1', '2.2.2.2, 198.51.100.1', '3.3.3.3, 198.51.100.1'];
    const one = [];
    for (const claim of claims) one.push(await ask(door, '127.0.0.7', { 'x-forwarded-for': claim }));
    expect(one).toEqual([401, 401, 401, 429]);
    expect(await ask(door, '127.0.0.7', { 'x-forwarded-for': '198.51.100.2' })).toBe(401);
  });
});

describe('a caller that waits for 100 Continue, as command lines do before a large body', () => {
  it('gets the answer of the service', async () => {
    expect(await ask(await open(), '127.0.0.8', { expect: '100-continue' })).toBe(401);
  });
});
