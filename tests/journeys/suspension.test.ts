// A suspension in the registry stops registrations in two other services, and a recognition lets them in again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { expectStatus } from './steps.ts';

let tributary: Tributary;
let registrar: Api;
let organisationId: string;

beforeAll(async () => {
  tributary = await startTributary();
  registrar = await tributary.api('registrar', 'MFOR');
  const organisation = { name: 'Marsh Enders of Lombardy (sample)', kind: 'association', country: 'IT' };
  organisationId = expectStatus(await registrar.post('/registry/v1/organisations', organisation), 201).json<{
    id: string;
  }>().id;
});
afterAll(() => tributary?.remove());

const recognise = (registerNumber: string) =>
  registrar.post(`/registry/v1/organisations/${organisationId}/recognition`, {
    startsOn: '2020-01-01',
    endsOn: '2099-12-31',
    registerNumber,
  });

/** Registers in both services what names the organisation. */
async function register(): Promise<readonly Answer[]> {
  const officer = await tributary.api('officer', 'MLOC');
  const partnerOfficer = await tributary.api('partner-officer', 'MFOR');
  const partner = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT', organisationId };
  return Promise.all([
    officer.post('/initiatives/v1/initiatives', { ...initiative, organisationId }),
    partnerOfficer.post('/partnerships/v1/partners', partner),
  ]);
}

/** How long it took until both services answered so. */
async function until(what: string, holds: (answer: Answer) => boolean): Promise<number> {
  const began = performance.now();
  await eventually(what, async () => ((await register()).every(holds) ? true : undefined));
  return Math.round(performance.now() - began);
}

const refusedWith = (code: string) => (answer: Answer) =>
  answer.status === 422 && answer.json<{ code: string }>().code === code;

describe('an organisation', () => {
  it('that only applied cannot be registered for', async () => {
    await until('the application', refusedWith('ORGANISATION_NOT_RECOGNISED'));
  });

  it('can be registered for once it is recognised, not while it is suspended, and again after that', async () => {
    expectStatus(await recognise('A-1'), 200);
    const first = await until('the recognition', ({ status }) => status === 201);
    const path = `/registry/v1/organisations/${organisationId}/suspension`;
    expectStatus(await registrar.post(path, { reasonCode: 'ANNUAL_RETURN_MISSING' }), 200);
    const stopped = await until('the suspension', refusedWith('ORGANISATION_SUSPENDED'));
    expectStatus(await recognise('A-2'), 200);
    const again = await until('the second recognition', ({ status }) => status === 201);
    process.stdout.write(
      `  recognised after ${first} ms, suspended after ${stopped} ms, recognised again after ${again} ms\n`,
    );
    for (const answer of await register()) expect(answer.status).toBe(201);
  });
});
