// The import of plan versions from files: what they are taken for, and what their cells become.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, node } from '../import/plan-files.ts';
import { analyst, enterPlan, importCsv, importOf, readVersion, startStrategy } from './harness.ts';

let installation: Installation;
let strategy: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
});
afterAll(() => installation.close());

const seen = (name: string) => readFileSync(join(import.meta.dirname, '..', 'import', 'seen', `${name}.csv`));

describe('POST /v1/plans/{code}/versions/{version}/import', () => {
  it('says what a file was taken for, in a dry run too, and stores what it holds', async () => {
    await enterPlan(strategy, 'TAKEN');
    const readAs = { encoding: 'windows-1252', separator: ';', headerRow: 1 };
    for (const [query, status] of [
      ['?dryRun=true', 200],
      ['', 201],
    ] as const) {
      const answer = await importCsv(strategy, `TAKEN/versions/1/import${query}`, seen('semicolon-windows-1252'));
      expect(answer).toMatchObject({ status, body: { valid: true, readAs } });
    }
    expect((await readVersion(strategy, 'TAKEN', '1')).body['nodes']).toMatchObject([
      { title: { en: 'Santé et éducation' } },
    ]);
  });

  it('takes the charset of a file from its media type', async () => {
    await enterPlan(strategy, 'CHARSET');
    const text = Buffer.from(csv([node('1', { title_ru: '?' })]).replace('?', '\u00c8'), 'latin1');
    const answer = await importCsv(strategy, 'CHARSET/versions/1/import', text, {
      'content-type': 'text/csv; charset=windows-1251; header=present',
    });
    expect(answer).toMatchObject({ status: 201, body: { readAs: { encoding: 'windows-1251' } } });
    expect((await readVersion(strategy, 'CHARSET', '1')).body['nodes']).toMatchObject([{ title: { ru: 'И' } }]);
  });

  it('stores KPIs as plans have them, and reads them so', async () => {
    await enterPlan(strategy, 'REAL', { fiscalYearFirstMonth: 7 });
    const taken = await importCsv(strategy, 'REAL/versions/1/import', seen('real-life-kpis'));
    expect(taken).toMatchObject({ status: 201, body: { kpis: 6 } });
    const kpis = (await readVersion(strategy, 'REAL', '1')).body['kpis'] as Record<string, unknown>[];
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

  it('keeps codes apart that differ in capitals, tells it, and reads them in the order of codes', async () => {
    await enterPlan(strategy, 'CODES');
    const answer = await importCsv(strategy, 'CODES/versions/1/import', seen('codes'));
    expect(answer).toMatchObject({ status: 201, body: { notices: [{ code: 'CODES_DIFFER_IN_CAPITALS', row: 5 }] } });
    const nodes = (await readVersion(strategy, 'CODES', '1')).body['nodes'] as { code: string }[];
    expect(nodes.map(({ code }) => code)).toEqual(['001', '1.9', '1.10', '1.A', '1.a', '3.2 (b)/c']);
  });

  it('refuses other media types, other charsets and a body that is too large', async () => {
    await enterPlan(strategy, 'BYTES');
    const path = 'BYTES/versions/1/import';
    const text = csv([node('1', { title_en: 'Café' })]);
    expect(await importCsv(strategy, path, text, { 'content-type': 'text/csv; charset=shift_jis' })).toMatchObject({
      status: 415,
    });
    expect(await importOf(strategy, path, { raw: text, headers: { 'content-type': 'text/plain' } })).toMatchObject({
      status: 415,
    });
    expect(await importCsv(strategy, path, 'x'.repeat(8 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE' },
    });
    expect(await importOf(strategy, path, { body: { rows: 'none' } })).toMatchObject({ status: 400 });
    expect(await importOf(strategy, path, { body: { rows: [], more: 1 } })).toMatchObject({ status: 400 });
    expect(await readVersion(strategy, 'BYTES', '1')).toMatchObject({ status: 404 });
  });
});
