// A suspension in the registry stops registrations in two other services, and a recognition lets them in again.
import { type Answer, type Client, createClient } from '@tributary/client';
import {
  type ProblemCode,
  recogniseOrganisation,
  registerInitiative,
  registerOrganisation,
  registerPartner,
  suspendOrganisation,
} from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

let tributary: Tributary;
let registrar: Client;
let organisationId: string;

async function clientOf(role: string, ministry: string): Promise<Client> {
  const { address, token } = await tributary.api(role, ministry);
  return createClient({ address, token });
}

/** The body of an answer. @throws {Error} with the problem, where it is one */
function bodyOf<Body>(answer: Answer<Body>): Body {
  if (answer.ok) return answer.body;
  throw new Error(`${answer.problem.code}: ${answer.problem.detail}`);
}

beforeAll(async () => {
  tributary = await startTributary();
  registrar = await clientOf('registrar', 'MFOR');
  const kept = { name: 'Marsh Enders of Lombardy (sample)', kind: 'association', country: 'IT' };
  const body = { ...kept, identifiers: [], sectors: [] };
  organisationId = bodyOf(await registrar.call(registerOrganisation, { body })).id;
});
afterAll(() => tributary?.remove());

const recognise = (registerNumber: string) =>
  registrar.call(recogniseOrganisation, {
    params: { id: organisationId },
    body: { startsOn: '2020-01-01', endsOn: '2099-12-31', registerNumber },
  });

/** Registers in both services what names the organisation. */
async function register(): Promise<readonly Answer<unknown>[]> {
  const officer = await clientOf('officer', 'MLOC');
  const partnerOfficer = await clientOf('partner-officer', 'MFOR');
  const partner = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT', organisationId };
  return Promise.all([
    officer.call(registerInitiative, { body: { ...initiative, organisationId } }),
    partnerOfficer.call(registerPartner, { body: partner }),
  ]);
}

/** How long it took until both services answered so. */
async function until(what: string, holds: (answer: Answer<unknown>) => boolean): Promise<number> {
  const began = performance.now();
  await eventually(what, async () => ((await register()).every(holds) ? true : undefined));
  return Math.round(performance.now() - began);
}

const refusedWith = (code: ProblemCode) => (answer: Answer<unknown>) =>
  !answer.ok && answer.status === 422 && answer.problem.code === code;

describe('an organisation', () => {
  it('that only applied cannot be registered for', async () => {
    await until('the application', refusedWith('ORGANISATION_NOT_RECOGNISED'));
  });

  it('can be registered for once it is recognised, not while it is suspended, and again after that', async () => {
    expect(bodyOf(await recognise('A-1')).status).toBe('recognised');
    const first = await until('the recognition', ({ status }) => status === 201);
    const suspended = await registrar.call(suspendOrganisation, {
      params: { id: organisationId },
      body: { reasonCode: 'ANNUAL_RETURN_MISSING' },
    });
    expect(bodyOf(suspended).status).toBe('suspended');
    const stopped = await until('the suspension', refusedWith('ORGANISATION_SUSPENDED'));
    expect(bodyOf(await recognise('A-2')).status).toBe('recognised');
    const again = await until('the second recognition', ({ status }) => status === 201);
    process.stdout.write(
      `  recognised after ${first} ms, suspended after ${stopped} ms, recognised again after ${again} ms\n`,
    );
    for (const answer of await register()) expect(answer.status).toBe(201);
  });
});
