// The import of plan versions over HTTP.
import { languages } from '@tributary/contracts';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, kpi, node } from '../import/plan-files.ts';
import {
  analyst,
  enterPlan,
  importCsv,
  importOf,
  importRows,
  readVersion,
  secondPlanner,
  startStrategy,
} from './harness.ts';

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
const counted = { valid: true, nodes: 3, kpis: 1, notices: [], causes: [], errors: [], errorCount: 0 };

describe('POST /v1/plans/{code}/versions/{version}/import', () => {
  it('stores nothing on a dry run, good or bad, and says the errors in the language asked for', async () => {
    await enterPlan(strategy, 'DRY');
    expect(await importOf(strategy, 'DRY/versions/1/import?dryRun=true', { body: { rows } })).toMatchObject({
      status: 200,
      body: counted,
    });
    const bad = [...rows, node('1.2', { responsibleMinistry: 'Health', level: 3 })];
    const answer = await importOf(strategy, 'DRY/versions/1/import?dryRun=true&lang=fr', { body: { rows: bad } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      valid: false,
      errorCount: 2,
      causes: [
        { code: 'INVALID_MINISTRY', column: 'responsibleMinistry', count: 1, rows: [5] },
        { code: 'CODE_ON_TWO_LEVELS', column: 'code', count: 1, rows: [5] },
      ],
    });
    expect(answer.body.errors[0]).toEqual({
      pointer: '/rows/4/responsibleMinistry',
      row: 5,
      column: 'responsibleMinistry',
      code: 'INVALID_MINISTRY',
      detail:
        '«\u00a0Health\u00a0» n’est pas un code de ministère : 2 à 12 majuscules et chiffres ; des points-virgules en séparent plusieurs.',
    });
    expect(await readVersion(strategy, 'DRY', '1')).toMatchObject({ status: 404 });
  });

  it('stores nodes and KPIs, in the order of their codes when read', async () => {
    await enterPlan(strategy, 'STORED');
    expect(await importRows(strategy, 'STORED', '1', rows)).toMatchObject({ status: 201, body: counted });
    const { body } = await readVersion(strategy, 'STORED', '1');
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
    const answer = await importCsv(strategy, 'BAD/versions/1/import', csv([...rows, node('2.1')]));
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID' } });
    expect(answer.body.errors).toEqual([
      {
        pointer: '',
        row: 6,
        column: 'parent',
        code: 'UNKNOWN_PARENT',
        detail: 'The file has no node “2”. Rows that name it as parent: 6.',
      },
    ]);
    expect(await readVersion(strategy, 'BAD', '1')).toMatchObject({ status: 404 });
  });

  it('lists at most 200 errors and counts all', async () => {
    await enterPlan(strategy, 'MANY');
    const bad = Array.from({ length: 300 }, (_, index) => node(`x=${index}`, { level: 1 }));
    const answer = await importRows(strategy, 'MANY', '1', bad);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveLength(200);
    expect(answer.body['detail']).toContain('300 errors (INVALID_CODE 300 (code))');
  });

  it('answers the same to the same file, whoever sends it, under whatever key and in either form', async () => {
    await enterPlan(strategy, 'SAME');
    const first = await importCsv(strategy, 'SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' });
    expect(first).toMatchObject({ status: 201, body: counted });
    for (const again of [
      await importCsv(strategy, 'SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' }),
      await importCsv(strategy, 'SAME/versions/1/import', csv(rows), { 'idempotency-key': 'two' }),
    ]) {
      expect([again.status, again.text]).toEqual([201, first.text]);
    }
    const { readAs: _csv, ...found } = first.body;
    for (const again of [
      await importOf(strategy, 'SAME/versions/1/import', { body: { rows: rows.toReversed() } }),
      await importOf(strategy, 'SAME/versions/1/import', { body: { rows }, as: secondPlanner }),
    ]) {
      expect(again).toMatchObject({ status: 201, body: { ...found, readAs: { encoding: 'utf-8', decimalSign: '.' } } });
    }
  });

  it('never gives a version another content: a correction is a new version', async () => {
    await enterPlan(strategy, 'FIXED');
    const key = { 'idempotency-key': 'fixed' };
    await importOf(strategy, 'FIXED/versions/1/import', { body: { rows }, headers: key });
    const other = { rows: [...rows, node('2')] };
    expect(await importOf(strategy, 'FIXED/versions/1/import', { body: other })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_TAKEN' },
    });
    expect(await importOf(strategy, 'FIXED/versions/1/import', { body: other, headers: key })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await importOf(strategy, 'FIXED/versions/2/import', { body: other })).toMatchObject({ status: 201 });
  });

  it('of a plan that is not there is not found', async () => {
    expect(await importRows(strategy, 'NONE', '1', rows)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('stores series, further nodes and further ministries', async () => {
    await enterPlan(strategy, 'MORE');
    const more = [
      node('1', { responsibleMinistry: 'MHEA;MEDU' }),
      node('1.1'),
      { kind: 'kpi', code: 'K1', parent: '1;1.1', title_en: 'A KPI', target: 'to be halved' },
      { kind: 'series', code: 'K1', dimension: 'sex', category: 'female', target_2027: 5, baselineValue: 'unknown' },
      { kind: 'series', code: 'K1', unit: 'km' },
    ];
    expect(await importRows(strategy, 'MORE', '1', more)).toMatchObject({ status: 201, body: { nodes: 2, kpis: 1 } });
    const { body } = await readVersion(strategy, 'MORE', '1');
    expect(body['nodes']).toMatchObject([{ responsibleMinistry: 'MHEA', alsoResponsible: ['MEDU'] }, { code: '1.1' }]);
    expect(body['kpis']).toEqual([
      {
        code: 'K1',
        nodeCode: '1',
        alsoUnder: ['1.1'],
        title: { en: 'A KPI' },
        targets: [{ text: 'to be halved' }],
        series: [
          {
            dimension: 'sex',
            category: 'female',
            baseline: { text: 'unknown' },
            targets: [{ year: 2027, value: '5' }],
          },
          { unit: 'km', targets: [] },
        ],
        responsibleMinistry: 'MHEA',
        alsoResponsible: ['MEDU'],
      },
    ]);
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
        const tried = await importCsv(strategy, 'LARGE/versions/1/import', large, { 'idempotency-key': 'large' });
        return tried.status === 503 ? undefined : tried;
      },
      60_000,
    );
    expect(answer).toMatchObject({ status: 201, body: { nodes: 3000, kpis: 0 } });
    const { body } = await readVersion(strategy, 'LARGE', '1');
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
