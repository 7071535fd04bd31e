// The import of plan versions over HTTP.
import { languages } from '@tributary/contracts';
import { type Ask, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, kpi, node } from '../import/plan-files.ts';
import { analyst, enterPlan, importRows, planner, secondPlanner, startStrategy } from './world.ts';

let installation: Installation;
let strategy: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
});
afterAll(() => installation.close());

const rows = [
  node('1', { title_fr: 'Nœud 1' }),
  node('1.2'),
  node('1.10', { contributing: 'MHEA;MEDU' }),
  kpi('K1', '1.2', { target_2030: '200' }),
];
const counted = { valid: true, nodes: 3, kpis: 1, errors: [], errorCount: 0 };

const importOf = (path: string, ask: Ask) => strategy.post(`/v1/plans/${path}`, { as: planner, ...ask });
const importCsv = (path: string, raw: NonNullable<Ask['raw']>, headers: Ask['headers'] = {}) =>
  importOf(path, { raw, headers: { 'content-type': 'text/csv', ...headers } });
const read = (code: string, version: string) => strategy.get(`/v1/plans/${code}/versions/${version}`, { as: analyst });

describe('POST /v1/plans/{code}/versions/{version}/import', () => {
  it('stores nothing on a dry run, good or bad, and says the errors in the language asked for', async () => {
    await enterPlan(strategy, 'DRY');
    expect(await importOf('DRY/versions/1/import?dryRun=true', { body: { rows } })).toMatchObject({
      status: 200,
      body: counted,
    });
    const bad = [...rows, node('1.2', { responsibleMinistry: 'Health', level: 3 })];
    const answer = await importOf('DRY/versions/1/import?dryRun=true&lang=fr', { body: { rows: bad } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ valid: false, errorCount: 4 });
    expect(answer.body.errors[0]).toEqual({
      pointer: '/rows/4/responsibleMinistry',
      row: 5,
      column: 'responsibleMinistry',
      code: 'INVALID_MINISTRY',
      detail: 'Health n’est pas un code de ministère : 2 à 12 majuscules et chiffres.',
    });
    expect(await read('DRY', '1')).toMatchObject({ status: 404 });
  });

  it('stores nodes and KPIs, in the order of their codes when read', async () => {
    await enterPlan(strategy, 'STORED');
    expect(await importRows(strategy, 'STORED', '1', rows)).toMatchObject({ status: 201, body: counted });
    const { body } = await read('STORED', '1');
    expect(body).toMatchObject({ planCode: 'STORED', planVersion: '1', status: 'imported' });
    const nodes = body['nodes'] as Record<string, unknown>[];
    expect(nodes.map(({ code }) => code)).toEqual(['1', '1.2', '1.10']);
    expect(nodes[2]).toEqual({
      code: '1.10',
      parentCode: '1',
      level: 2,
      levelLabel: { en: 'Programme', fr: 'Programme' },
      title: { en: 'Node 1.10' },
      responsibleMinistry: 'MPLA',
      contributing: ['MHEA', 'MEDU'],
    });
    expect(body['kpis']).toEqual([
      {
        code: 'K1',
        nodeCode: '1.2',
        title: { en: 'Indicator K1' },
        unit: 'people',
        direction: 'up',
        aggregation: 'sum',
        baseline: { year: 2024, value: '120.5', source: 'Statistics office' },
        targets: [{ year: 2030, value: '200' }],
        responsibleMinistry: 'MPLA',
      },
    ]);
  });

  it('takes nothing when a row is bad, and says where', async () => {
    await enterPlan(strategy, 'BAD');
    const answer = await importCsv('BAD/versions/1/import', csv([...rows, node('2.1')]));
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    expect(answer.body.errors).toEqual([
      {
        pointer: '',
        row: 6,
        column: 'parent',
        code: 'UNKNOWN_PARENT',
        detail: 'The file has no node 2.',
      },
    ]);
    expect(await read('BAD', '1')).toMatchObject({ status: 404 });
  });

  it('lists at most 200 errors and counts all', async () => {
    await enterPlan(strategy, 'MANY');
    const bad = Array.from({ length: 300 }, (_, index) => node(`x=${index}`, { level: 1 }));
    const answer = await importRows(strategy, 'MANY', '1', bad);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveLength(200);
    expect(answer.body['detail']).toContain('300');
  });

  it('answers the same to the same file, whoever sends it, under whatever key and in either form', async () => {
    await enterPlan(strategy, 'SAME');
    const first = await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' });
    expect(first).toMatchObject({ status: 201, body: counted });
    for (const again of [
      await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' }),
      await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'two' }),
      await importOf('SAME/versions/1/import', { body: { rows: rows.toReversed() } }),
      await importOf('SAME/versions/1/import', { body: { rows }, as: secondPlanner }),
    ]) {
      expect([again.status, again.text]).toEqual([201, first.text]);
    }
  });

  it('never gives a version another content: a correction is a new version', async () => {
    await enterPlan(strategy, 'FIXED');
    const key = { 'idempotency-key': 'fixed' };
    await importOf('FIXED/versions/1/import', { body: { rows }, headers: key });
    const other = { rows: [...rows, node('2')] };
    expect(await importOf('FIXED/versions/1/import', { body: other })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_TAKEN' },
    });
    expect(await importOf('FIXED/versions/1/import', { body: other, headers: key })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await importOf('FIXED/versions/2/import', { body: other })).toMatchObject({ status: 201 });
  });

  it('of a plan that is not there is not found', async () => {
    expect(await importRows(strategy, 'NONE', '1', rows)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('refuses what is not UTF-8, other media types and a body that is too large', async () => {
    await enterPlan(strategy, 'BYTES');
    const path = 'BYTES/versions/1/import';
    const text = csv([node('1', { title_en: 'Café' })]);
    for (const encoding of ['latin1', 'utf16le'] as const) {
      expect(await importCsv(path, Buffer.from(text, encoding))).toMatchObject({
        status: 400,
        body: { code: 'MALFORMED_BODY' },
      });
    }
    expect(await importOf(path, { raw: text, headers: { 'content-type': 'text/plain' } })).toMatchObject({
      status: 415,
    });
    expect(await importCsv(path, 'x'.repeat(8 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE' },
    });
    expect(await importOf(path, { body: { rows: 'none' } })).toMatchObject({ status: 400 });
    expect(await importOf(path, { body: { rows: [], more: 1 } })).toMatchObject({ status: 400 });
    expect(await read('BYTES', '1')).toMatchObject({ status: 404 });
  });

  it('takes 3,000 nodes in six languages, and tells each of them once', async () => {
    await enterPlan(strategy, 'LARGE');
    const titles = (code: string) =>
      Object.fromEntries(languages.map((tag) => [`title_${tag}`, `${tag} ${code} ${'Développement '.repeat(8)}`]));
    const goals = Array.from({ length: 50 }, (_, goal) => `${goal + 1}`);
    const codes = goals.flatMap((goal) => [goal, ...Array.from({ length: 59 }, (_, part) => `${goal}.${part + 1}`)]);
    const large = csv(codes.map((code) => node(code, titles(code))));
    // where the machine is slow, a 503 asks to repeat the request, which goes on with what is missing
    const answer = await until(
      'the import',
      async () => {
        const tried = await importCsv('LARGE/versions/1/import', large, { 'idempotency-key': 'large' });
        return tried.status === 503 ? undefined : tried;
      },
      60_000,
    );
    expect(answer).toMatchObject({ status: 201, body: { nodes: 3000, kpis: 0 } });
    const { body } = await read('LARGE', '1');
    expect((body['nodes'] as unknown[]).length).toBe(3000);

    const told = new Set<string>();
    let after = '';
    await until(
      'all nodes in the feed',
      async () => {
        const type = 'strategy.plan-node.defined.v1';
        const page = await strategy.get(`/v1/changes?type=${type}&limit=200${after}`, { as: analyst });
        for (const { data } of page.body.items) {
          const { planCode, code } = data as { planCode: string; code: string };
          if (planCode === 'LARGE') told.add(code);
        }
        after = `&after=${page.body.next}`;
        return told.size === 3000 ? told : undefined;
      },
      60_000,
    );
  }, 120_000);
});
