// Offers of support for steps of the roadmap, over HTTP.
import { type Answered, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyst, planner, startStrategy } from './harness.ts';

let installation: Installation;
let strategy: Client;

const step = {
  pillar: 'P2',
  horizon: 'short',
  title: { en: 'Estimate how many people live where' },
  owner: 'MPLA',
  status: 'planned',
  dueOn: '2027-12-31',
};
const offered = {
  institution: 'ICMPD',
  kind: 'training',
  title: { en: 'Training in migration data', es: 'Formación en datos sobre migración' },
  steps: ['P2-1'],
  languages: ['en', 'es'],
  startsOn: '2026-01-01',
  endsOn: '2199-12-31',
};

const offer = (changed: object = {}, as = 'partner-officer@MFOR' as const) =>
  strategy.post('/v1/support-offers', { as, body: { ...offered, ...changed } });
const offersOf = async (code: string, query = '') =>
  strategy.get(`/v1/roadmap-steps/${code}/offers${query}`, { as: analyst });
const titlesOf = ({ body }: Answered) => body.items.map(({ title }) => (title as { en: string }).en);

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
  for (const [code, pillar] of [
    ['P2-1', 'P2'],
    ['P2-2', 'P2'],
    ['P9-1', 'P9'],
  ]) {
    const headers = { 'if-none-match': '*' };
    await strategy.put(`/v1/roadmap-steps/${code}`, { as: planner, body: { ...step, pillar }, headers });
  }
});
afterAll(() => installation.close());

describe('offers of support', () => {
  it('are shown with the steps that they name and with those of their pillars, each once', async () => {
    expect(await offer({ pillars: ['P2'] })).toMatchObject({ status: 201, body: { seq: 1, status: 'offered' } });
    await offer({ title: { en: 'Advice' }, kind: 'technical-assistance', steps: ['P2-2', 'P9-1'] });
    const shown = await offersOf('P2-1');
    expect(shown.body.items).toEqual([
      {
        id: expect.any(String),
        institution: 'ICMPD',
        kind: 'training',
        title: offered.title,
        languages: ['en', 'es'],
        startsOn: '2026-01-01',
        endsOn: '2199-12-31',
      },
    ]);
    expect(titlesOf(await offersOf('P2-2')).sort()).toEqual(['Advice', 'Training in migration data']);
    expect(titlesOf(await offersOf('P9-1'))).toEqual(['Advice']);
    expect(await offersOf('NONE')).toMatchObject({ status: 404 });
    const first = await offersOf('P2-2', '?limit=1');
    const second = await offersOf('P2-2', `?limit=1&after=${first.body.next}`);
    expect([...titlesOf(first), ...titlesOf(second)].sort()).toEqual(['Advice', 'Training in migration data']);
    expect(second.body.next).toBeNull();
  });

  it('are not shown with a step once they have ended or were withdrawn, by their own ministry', async () => {
    await offer({ title: { en: 'Over' }, steps: ['P9-1'], endsOn: '2026-01-31' });
    expect(titlesOf(await offersOf('P9-1'))).toEqual(['Advice']);
    const { body } = await offer({ title: { en: 'Short' }, steps: ['P9-1'] });
    expect(titlesOf(await offersOf('P9-1')).sort()).toEqual(['Advice', 'Short']);
    const withdraw = (as: 'partner-officer@MFOR' | 'partner-officer@MFIN') =>
      strategy.post(`/v1/support-offers/${body.id}/withdrawal`, { as, body: { reasonCode: 'FUNDS_ENDED' } });
    expect(await withdraw('partner-officer@MFIN')).toMatchObject({ status: 403 });
    expect(await withdraw('partner-officer@MFOR')).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect(await withdraw('partner-officer@MFOR')).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(titlesOf(await offersOf('P9-1'))).toEqual(['Advice']);
    const read = await strategy.get(`/v1/support-offers/${body.id}`, { as: analyst });
    expect(read.body).toMatchObject({ reasonCode: 'FUNDS_ENDED', withdrawnOn: expect.any(String) });
  });

  it('are refused where they are for nothing, for a step that is not there, or end before they start', async () => {
    const refusalOf = ({ status, body }: Answered) => [status, body.code, body.errors[0]?.['pointer']];
    expect(refusalOf(await offer({ steps: [] }))).toEqual([400, 'VALIDATION', '/steps']);
    expect(refusalOf(await offer({ steps: ['P2-1', 'NONE'] }))).toEqual([422, 'STEP_UNKNOWN', '/steps']);
    expect(refusalOf(await offer({ endsOn: '2025-12-31' }))).toEqual([422, 'DATES_REVERSED', '/endsOn']);
    expect(refusalOf(await offer({ pillars: ['P11'] }))).toEqual([400, 'VALIDATION', '/pillars/0']);
  });

  it('are listed by who offers them and what they are', async () => {
    await offer({ institution: 'GIZ', kind: 'funding', title: { en: 'Grant' } });
    const listed = await strategy.get('/v1/support-offers?institution=GIZ&kind=funding', { as: analyst });
    expect(titlesOf(listed)).toEqual(['Grant']);
  });
});
