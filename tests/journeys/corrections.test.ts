// What was entered wrongly is put right in three services, and the report follows; what was known before stays known.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { bringPlanIntoForce, expectStatus, linkActivity, tokenOf } from './steps.ts';

let tributary: Tributary;
let registrar: Api;
let officer: Api;
let partnerOfficer: Api;
let analyst: Api;

const rows = [{ kind: 'node', code: '1', level: '1', title_en: 'Health', responsibleMinistry: 'MHEA' }];

beforeAll(async () => {
  tributary = await startTributary();
  registrar = await tributary.api('registrar', 'MFOR');
  officer = await tributary.api('officer', 'MLOC');
  partnerOfficer = await tributary.api('partner-officer', 'MFOR');
  analyst = await tributary.api('analyst', 'MPLA');
});
afterAll(() => tributary?.remove());

const enter = async (api: Api, path: string, body: object) =>
  expectStatus(await api.post(path, body), 201).json<{ id: string; seq: number }>();

/** Corrects one, as it was read. */
async function correct(api: Api, path: string, fields: object) {
  const { seq } = expectStatus(await api.get(path), 200).json<{ seq: number }>();
  const headers = { 'if-match': `"${seq}"`, 'content-type': 'application/merge-patch+json' };
  return api.send('PATCH', path, { body: JSON.stringify({ reasonCode: 'TYPING_ERROR', ...fields }), headers });
}

interface Listed {
  /** none in a problem */
  readonly items?: readonly { readonly title: string; readonly budget: string }[];
}

/** The initiatives behind the node, once the report has what a token stands for; and as of when they are told. */
async function drilled(token: string, query = '1') {
  const path = `/reporting/v1/reports/plan/alignment/initiatives?plan=PLAN&lang=en&node=${query}`;
  const answer = await eventually('an answer that knows the fact', async () => {
    const given = await analyst.get(path, token === '' ? {} : { 'consistency-token': token });
    return given.status === 503 ? undefined : given;
  });
  return { items: answer.json<Listed>().items, asOf: answer.headers.get('x-data-as-of') ?? '' };
}

describe('a correction', () => {
  it('of an organisation and of a partner is read back, and frees the identifier for another', async () => {
    const described = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT' };
    const identifier = { scheme: 'IT-RUN', id: '12345' };
    const first = await enter(registrar, '/registry/v1/organisations', { ...described, identifiers: [identifier] });
    const path = `/registry/v1/organisations/${first.id}`;
    expectStatus(await correct(registrar, path, { identifiers: [{ scheme: 'IT-RUN', id: '12354' }] }), 200);
    await enter(registrar, '/registry/v1/organisations', { ...described, identifiers: [identifier] });

    const partner = { name: 'Harbor Light (sample)', kind: 'foundation', country: 'US' };
    const { id } = await enter(partnerOfficer, '/partnerships/v1/partners', partner);
    const at = `/partnerships/v1/partners/${id}`;
    expectStatus(await correct(partnerOfficer, at, { name: 'Harbour Light (sample)' }), 200);
    expect((await analyst.get(at)).json()).toMatchObject({ name: 'Harbour Light (sample)', seq: 2 });
  });

  it('of an initiative shows in the report; as of a moment before it, the report is as it was', async () => {
    const plan = { code: 'PLAN', kind: 'national', levels: ['Pillar'], programmeLevel: 1, version: '1', rows };
    await bringPlanIntoForce(tributary, plan, '2026-01-01');
    const { id, seq } = await enter(officer, '/initiatives/v1/initiatives', {
      ...initiative,
      registeredOn: '2026-02-01',
    });
    await linkActivity(officer, id, seq, { weights: new Map([['1', 100_00]]) } as never, 'PLAN');
    const { items: before } = await drilled(`initiatives:${id}:2`);
    expect(before).toMatchObject([{ title: 'Clean water (sample)', budget: '1000.00' }]);
    const asOf = await eventually('a moment to look back to', async () => {
      const latest = await drilled('', '1&asOf=latest');
      return latest.items?.length === before?.length ? latest.asOf : undefined;
    });

    const fields = { title: { en: 'Clean water for all (sample)' }, budget: { amount: '2500.00' } };
    const token = tokenOf(expectStatus(await correct(officer, `/initiatives/v1/initiatives/${id}`, fields), 200));
    const { items: after } = await drilled(token);
    expect(after).toMatchObject([{ title: 'Clean water for all (sample)', budget: '2500.00' }]);
    // it was not linked yet on that day, and was called what it ought to be called
    expect((await drilled(token, 'unaligned&to=2026-06-30')).items).toMatchObject([
      { title: 'Clean water for all (sample)', budget: '2500.00' },
    ]);
    expect((await drilled('', `1&asOf=${encodeURIComponent(asOf)}`)).items).toEqual(before);
  });
});
