// The recognition of an organisation: refused, withdrawn, expired by itself, and every step of it kept.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from './started.ts';
import { untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
});
afterAll(() => installation.close());

const as = 'registrar@MFOR';
const post = (path: string, body: object) => registry.post(`/v1/organisations${path}`, { as, body });
const read = async (id: string) => (await registry.get(`/v1/organisations/${id}`, { as })).body;
const enter = async () =>
  (await post('', { name: `Marsh Enders ${randomUUID()}`, kind: 'association', country: 'IT' })).body.id;
const today = () => new Date().toISOString().slice(0, 10);
const recognition = { startsOn: '2026-01-01', endsOn: today(), registerNumber: 'A-1' };

describe('the recognition of an organisation', () => {
  it('is refused with a reason, and may be given later all the same', async () => {
    const id = await enter();
    expect(await post(`/${id}/refusal`, { reasonCode: 'NO_STATUTES' })).toMatchObject({
      status: 200,
      body: { status: 'refused' },
    });
    expect((await post(`/${id}/refusal`, { reasonCode: 'NO_STATUTES' })).body.code).toBe('WRONG_STATE');
    expect((await post(`/${id}/recognition`, recognition)).status).toBe(200);
    const { history } = (await read(id)) as unknown as { history: { status: string }[] };
    expect(history.map(({ status }) => status)).toEqual(['refused', 'recognised']);
  });

  it('is withdrawn from a day that is not to come, and every step is kept with its reason', async () => {
    const id = await enter();
    await post(`/${id}/recognition`, recognition);
    await post(`/${id}/suspension`, { reasonCode: 'REPORT_MISSING', suspendedOn: '2026-02-10' });
    const early = await post(`/${id}/withdrawal`, { reasonCode: 'DISSOLVED', withdrawnOn: '2190-01-01' });
    expect(early.body.code).toBe('FUTURE_DATE');
    expect((await post(`/${id}/withdrawal`, { reasonCode: 'DISSOLVED' })).body['status']).toBe('withdrawn');
    expect(await read(id)).toMatchObject({
      status: 'withdrawn',
      history: [
        { status: 'recognised', on: '2026-01-01', endsOn: today(), registerNumber: 'A-1' },
        { status: 'suspended', on: '2026-02-10', reasonCode: 'REPORT_MISSING' },
        { status: 'withdrawn', on: today(), reasonCode: 'DISSOLVED' },
      ],
    });
  });

  it('expires by itself on the day after its last one', async () => {
    const id = await enter();
    await post(`/${id}/recognition`, recognition);
    const { mongoUrl } = installation.configOf('registry');
    await untilJobIsDone(mongoUrl, 'organisations.expiry');
    expect((await read(id))['status']).toBe('recognised');
    ahead = 25 * 3_600_000;
    await untilJobIsDone(mongoUrl, 'organisations.expiry');
    ahead = 0;
    expect((await read(id))['status']).toBe('expired');
  });
});
