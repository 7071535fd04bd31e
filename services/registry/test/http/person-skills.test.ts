// Skills with level and evidence, offers with areas and availability, and since when somebody lives where they do.
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

const nurse = { scheme: 'ISCO-08', code: '2221', level: 'expert', years: 12 };
const seen = { ...nurse, evidence: 'certificate' };
const mentor = {
  kind: 'mentor',
  sectors: ['12220'],
  areas: ['North-Coast'],
  availability: { from: '2026-01-01', until: '2026-06-30', hoursPerMonth: 8, mode: 'remote' },
};
const entering = (changed: object, as: `${string}@${string}` = registrar) =>
  registry.post('/v1/persons', { as, body: somebody(changed) });

describe('what a person can do and offers', () => {
  it('is kept as it was entered, with the day since when they live there', async () => {
    const residence = { country: 'FR', since: '2014-09-01' };
    const id = await steps.enter({ residence, skills: [seen], offers: [mentor] });
    expect((await steps.read(id)).body).toMatchObject({ residence, skills: [seen], offers: [mentor] });
    const moved = await registry.post(`/v1/persons/${id}/residence`, {
      as: registrar,
      body: { country: 'DE', changedOn: '2026-02-03' },
    });
    expect(moved.status).toBe(200);
    expect((await steps.read(id)).body['residence']).toEqual({ country: 'DE', since: '2026-02-03' });
  });

  it.each([
    [
      'an offer that ends before it begins',
      { offers: [{ ...mentor, availability: { from: '2026-06-30', until: '2026-01-01' } }] },
      422,
      'DATES_REVERSED',
      '/offers/0/availability/until',
    ],
    [
      'a residence from a day to come',
      { residence: { country: 'FR', since: '2190-01-01' } },
      422,
      'FUTURE_DATE',
      '/residence/since',
    ],
    ['more years than a life has', { skills: [{ ...nurse, years: 81 }] }, 400, 'VALIDATION', '/skills/0/years'],
    [
      'an offer of no hour',
      { offers: [{ ...mentor, availability: { hoursPerMonth: 0 } }] },
      400,
      'VALIDATION',
      '/offers/0/availability/hoursPerMonth',
    ],
  ])('is refused with %s', async (_what, changed, status, code, pointer) => {
    expect(await entering(changed)).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
  });
});

describe('evidence of a skill', () => {
  const me = 'person@#p-skilled';

  it('is said by a registrar, never by the person', async () => {
    expect(await entering({ skills: [seen] }, me)).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_BY_OTHERS', errors: [{ pointer: '/skills/0/evidence' }] },
    });
    const { body } = await entering({ skills: [nurse] }, me);
    expect(await steps.patch(body.id, 1, { skills: [seen] }, me)).toMatchObject({ status: 422 });
  });

  it('stays when the person corrects something else, and goes when the skill changes', async () => {
    const { body } = await entering({ skills: [nurse] }, me);
    const read = async () => (await registry.get(`/v1/persons/${body.id}`, { as: me })).body;
    const own = await read();
    const registrarOf = `registrar@${String(own['ministry'])}` as const;
    expect((await steps.patch(body.id, 1, { skills: [seen] }, registrarOf)).status).toBe(200);
    const more = { scheme: 'ISCO-08', code: '2310' };
    expect((await steps.patch(body.id, 2, { skills: [seen, more] }, me)).status).toBe(200);
    expect(await steps.patch(body.id, 3, { skills: [{ ...seen, years: 40 }] }, me)).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_BY_OTHERS' },
    });
    expect((await read())['skills']).toEqual([seen, more]);
  });
});
