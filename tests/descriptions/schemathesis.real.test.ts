// The descriptions of the API tell the truth: schemathesis makes requests of them, valid and invalid, as every role, and
// holds each answer against them.
import { roles, selfRoles, services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servedRoutes } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { fillCountry } from './country.ts';
import { installedSchemathesis, schemathesis } from './schemathesis.ts';

/** It can make no file: schemathesis.toml leaves these out. */
const takesFile = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && /\/(evidence|bank-statements)$/.test(path);

/** Of one service at least, and for each of its operations. */
const SECONDS = { least: 45, each: 1.25 };

let tributary: Tributary;
let command: string;
let tokens: Record<string, string>;

beforeAll(async () => {
  command = await installedSchemathesis();
  tributary = await startTributary();
  await fillCountry(tributary);
  const whose = (role: string) => (selfRoles.some((one) => one === role) ? '#a-1' : 'MPLA');
  const made = roles.map(async (role) => [role, (await tributary.api(role, whose(role))).token] as const);
  tokens = Object.fromEntries(await Promise.all(made));
});
afterAll(() => tributary?.remove());

describe('the description of the API', () => {
  it.each(services)('of %s is what it does', async (service) => {
    const url = `${tributary.address}/${service}/openapi.json`;
    const described = (await servedRoutes(tributary)).filter(
      (route) => route.service === service && !route.streams && !takesFile(route),
    );
    const seconds = Math.ceil(Math.max(SECONDS.least, SECONDS.each * described.length));
    const { output, exitCode, operations, requests } = await schemathesis(command, { url, tokens, seconds });
    expect(exitCode, output).toBe(0);
    for (const { method, path } of described)
      expect(operations).toContain(`${method} ${path.slice(service.length + 1)}`);
    expect(requests).toBeGreaterThan(5 * described.length);
  });
});
