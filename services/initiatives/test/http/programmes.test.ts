// Programmes over HTTP: who may open, write and publish, and what is read and told of it.
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { ana, ben, inForce, machine, openFrom, publish, write } from './programme-steps.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const called = (code: string) => ({ ...town, programme: { ...town.programme, code } });
const version = (rulesVersion: string, effectiveFrom = '2025-01-01') => ({
  rulesVersion,
  effectiveFrom,
  rules: town.rules,
});
const read = (path: string) => harness.initiatives.get(path, { as: 'analyst@MFIN' });

describe('POST /v1/programmes', () => {
  it('opens a programme, whose code nobody else may have', async () => {
    const id = await openFrom(harness.initiatives, called('OPEN'));
    const again = await harness.initiatives.post('/v1/programmes', {
      as: 'officer@MECO',
      body: called('OPEN').programme,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/code' }] } });
    expect((await read(`/v1/programmes/${id}`)).body).toMatchObject({
      ...called('OPEN').programme,
      ministry: 'MLOC',
      rules: [],
    });
    const found = await read('/v1/programmes?code=OPEN');
    expect(found.body.items).toMatchObject([{ id, pillar: 'P6' }]);
  });
});

describe('the rules of a programme', () => {
  it('are written by one person and put in force by another, and no machine is either', async () => {
    const id = await openFrom(harness.initiatives, called('EYES'));
    const fourEyes = { status: 403, body: { code: 'FOUR_EYES' } };
    expect(await write(harness.initiatives, id, version('2025'), machine)).toMatchObject(fourEyes);
    expect(await write(harness.initiatives, id, version('2025'))).toMatchObject({
      status: 200,
      body: { status: 'opened' },
    });
    expect(await publish(harness.initiatives, id, '2025', ana)).toMatchObject(fourEyes);
    expect(await publish(harness.initiatives, id, '2025', machine)).toMatchObject(fourEyes);
    expect(await publish(harness.initiatives, id, '2025', 'officer@MECO')).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
    expect(await publish(harness.initiatives, id, '2024')).toMatchObject({ status: 404 });
    expect(await publish(harness.initiatives, id, '2025')).toMatchObject({ status: 200, body: { status: 'in-force' } });
    const told = await until('the publication in the feed', async () => {
      const { body } = await harness.initiatives.get(
        '/v1/changes?type=initiatives.programme.rules-published.v1&limit=200',
        { as: 'analyst@MFIN' },
      );
      return body.items.find(({ data }) => (data as { code: string }).code === 'EYES');
    });
    expect(told['data']).toEqual({
      code: 'EYES',
      rulesVersion: '2025',
      effectiveFrom: '2025-01-01',
      roles: ['central', 'local', 'diaspora', 'partner'],
    });
  });

  it('ask for the second person before a version or an earlier answer is looked at', async () => {
    const id = await openFrom(harness.initiatives, called('FIRST-EYES'));
    await write(harness.initiatives, id, version('2025'));
    const key = { 'idempotency-key': 'publish' };
    const first = await publish(harness.initiatives, id, '2025', ben, key);
    expect(first.status).toBe(200);
    expect((await publish(harness.initiatives, id, '2025', ben, key)).text).toBe(first.text);
    expect(await publish(harness.initiatives, id, '2025', ana, key)).toMatchObject({
      status: 403,
      body: { code: 'FOUR_EYES' },
    });
  });

  it('are published once, by whichever of many presses first', async () => {
    const id = await openFrom(harness.initiatives, called('RACE'));
    await write(harness.initiatives, id, version('2025'));
    const presses = Array.from({ length: 20 }, (_, at) =>
      publish(harness.initiatives, id, '2025', `officer@MLOC:person-${at}`),
    );
    const statuses = (await Promise.all(presses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it('stay as they were published, and are read as they judge', async () => {
    const id = await inForce(harness.initiatives, called('KEPT'));
    expect(await write(harness.initiatives, id, version('2025'))).toMatchObject({
      status: 409,
      body: { code: 'RULES_PUBLISHED' },
    });
    expect((await read(`/v1/programmes/${id}`)).body).toMatchObject({
      rulesInForce: '2025',
      rules: [{ rulesVersion: '2025', status: 'published', effectiveFrom: '2025-01-01' }],
    });
    const found = await read(`/v1/programmes/${id}/rules/2025`);
    expect(found.body).toMatchObject({ rulesVersion: '2025', status: 'published', rules: town.rules });
    expect(found.text).not.toContain('ana');
    expect((await read(`/v1/programmes/${id}/rules/2024`)).status).toBe(404);
  });

  it('are refused with the place of each fault, in the language of the reader', async () => {
    const id = await openFrom(harness.initiatives, called('FAULTS'));
    const [first, ...others] = town.rules.match.parties;
    const parties = [{ ...first, minPct: 60 }, ...others];
    const rules = { ...town.rules, match: { ...town.rules.match, parties } };
    const answer = await harness.initiatives.post(`/v1/programmes/${id}/rules?lang=fr`, {
      as: ana,
      body: { ...version('1'), rules },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION', errors: [{ pointer: '/rules/match/parties/0/minPct', code: 'LIMITS_CROSSED' }] },
    });
    expect(answer.text).toContain('Ce plancher');
    const eligibility = [{ ...town.rules.eligibility[0], expression: 'age > 3' }];
    const wrong = await write(harness.initiatives, id, { ...version('1'), rules: { ...town.rules, eligibility } });
    expect(wrong).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/rules/eligibility/0/expression', code: 'EXPRESSION_TYPES' }] },
    });
  });
});
