// The import of plan versions over HTTP.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '@tributary/contracts';
import { type Ask, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, kpi, node } from '../import/plan-files.ts';
import { analyst, enterPlan, importRows, planner, secondPlanner, startStrategy } from './harness.ts';

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
const seen = (name: string) => readFileSync(join(import.meta.dirname, '..', 'import', 'seen', `${name}.csv`));

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
        detail: 'The file has no node “2”. Rows that name it as parent: 6.',
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
    expect(answer.body['detail']).toContain('300 errors (INVALID_CODE 300 (code))');
  });

  it('answers the same to the same file, whoever sends it, under whatever key and in either form', async () => {
    await enterPlan(strategy, 'SAME');
    const first = await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' });
    expect(first).toMatchObject({ status: 201, body: counted });
    for (const again of [
      await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'one' }),
      await importCsv('SAME/versions/1/import', csv(rows), { 'idempotency-key': 'two' }),
    ]) {
      expect([again.status, again.text]).toEqual([201, first.text]);
    }
    const { readAs: _csv, ...found } = first.body;
    for (const again of [
      await importOf('SAME/versions/1/import', { body: { rows: rows.toReversed() } }),
      await importOf('SAME/versions/1/import', { body: { rows }, as: secondPlanner }),
    ]) {
      expect(again).toMatchObject({ status: 201, body: { ...found, readAs: { encoding: 'utf-8', decimalSign: '.' } } });
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

  it('says what a file was taken for, in a dry run too, and stores what it holds', async () => {
    await enterPlan(strategy, 'TAKEN');
    const readAs = { encoding: 'windows-1252', separator: ';', headerRow: 1 };
    for (const [query, status] of [
      ['?dryRun=true', 200],
      ['', 201],
    ] as const) {
      const answer = await importCsv(`TAKEN/versions/1/import${query}`, seen('semicolon-windows-1252'));
      expect(answer).toMatchObject({ status, body: { valid: true, readAs } });
    }
    expect((await read('TAKEN', '1')).body['nodes']).toMatchObject([{ title: { en: 'Santé et éducation' } }]);
  });

  it('takes the charset of a file from its media type', async () => {
    await enterPlan(strategy, 'CHARSET');
    const text = Buffer.from(csv([node('1', { title_ru: '?' })]).replace('?', '\u00c8'), 'latin1');
    const answer = await importCsv('CHARSET/versions/1/import', text, {
      'content-type': 'text/csv; charset=windows-1251; header=present',
    });
    expect(answer).toMatchObject({ status: 201, body: { readAs: { encoding: 'windows-1251' } } });
    expect((await read('CHARSET', '1')).body['nodes']).toMatchObject([{ title: { ru: 'И' } }]);
  });

  it('stores KPIs as plans have them, and reads them so', async () => {
    await enterPlan(strategy, 'REAL', { fiscalYearFirstMonth: 7 });
    const taken = await importCsv('REAL/versions/1/import', seen('real-life-kpis'));
    expect(taken).toMatchObject({ status: 201, body: { kpis: 6 } });
    const kpis = (await read('REAL', '1')).body['kpis'] as Record<string, unknown>[];
    expect(kpis[0]).toEqual({
      code: 'K1',
      nodeCode: '1',
      title: { en: 'No baseline is known' },
      unit: '%',
      direction: 'up',
      aggregation: 'rate',
      targets: [{ year: 2027, value: '80' }],
      responsibleMinistry: 'MHEA',
    });
    expect(kpis[1]).toMatchObject({
      baseline: { year: 2018, period: { label: '2017-18', from: '2017-07-01', to: '2018-06-30' }, value: '12.5' },
    });
    expect(kpis[2]).toMatchObject({
      baseline: { year: 2020 },
      targets: [{ year: 2027, text: 'Halve the 2020 figure' }],
    });
    expect(kpis[3]).toMatchObject({ targets: [{ year: 2027, low: '7', high: '9', text: '7 - 9' }] });
    expect((await strategy.get('/v1/plans/REAL', { as: analyst })).body).toMatchObject({ fiscalYearFirstMonth: 7 });
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
    const { body } = await read('MORE', '1');
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

  it('keeps codes apart that differ in capitals, tells it, and reads them in the order of codes', async () => {
    await enterPlan(strategy, 'CODES');
    const answer = await importCsv('CODES/versions/1/import', seen('codes'));
    expect(answer).toMatchObject({ status: 201, body: { notices: [{ code: 'CODES_DIFFER_IN_CAPITALS', row: 5 }] } });
    const nodes = (await read('CODES', '1')).body['nodes'] as { code: string }[];
    expect(nodes.map(({ code }) => code)).toEqual(['001', '1.9', '1.10', '1.A', '1.a', '3.2 (b)/c']);
  });

  it('refuses other media types, other charsets and a body that is too large', async () => {
    await enterPlan(strategy, 'BYTES');
    const path = 'BYTES/versions/1/import';
    const text = csv([node('1', { title_en: 'Café' })]);
    expect(await importCsv(path, text, { 'content-type': 'text/csv; charset=shift_jis' })).toMatchObject({
      status: 415,
    });
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
