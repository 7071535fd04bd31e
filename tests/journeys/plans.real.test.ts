// Real plans as they were published: every indicator is taken with what the plan says, and nothing is invented.
import { readFileSync } from 'node:fs';
import { compose } from '@tributary/strategy';
import { type Client, type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testData } from '../platform/data.ts';
import type { Row } from './oracle/plans.ts';
import { csvOf } from './steps.ts';

interface KpiRead {
  readonly code: string;
  readonly unit?: string;
  readonly baseline?: { readonly year?: number; readonly value?: string; readonly text?: string };
  readonly targets: readonly { readonly year?: number; readonly value?: string; readonly text?: string }[];
  readonly series?: readonly unknown[];
}

let installation: Installation;
let strategy: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await installation.start('strategy', (config) =>
    compose(config, { checkReplies: true, limits: testLimits }),
  );
}, 60_000);
afterAll(() => installation.close());

const facts = (file: string): Record<string, string>[] =>
  parse(readFileSync(testData('plans', file), 'utf8'), { columns: true });
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Imports a plan, as CSV. @returns what the import and the version's KPIs say */
async function imported(code: string, levels: readonly string[], rows: readonly Row[]) {
  const planner = 'planner@MPLA';
  const plan = { code, kind: 'national', title: { en: code }, levels: levels.map((en) => ({ en })), programmeLevel: 1 };
  await strategy.post('/v1/plans', { as: planner, body: plan });
  const path = `/v1/plans/${code}/versions/1`;
  const headers = { 'content-type': 'text/csv' };
  const { status, body } = await strategy.post(`${path}/import`, { as: planner, raw: csvOf(rows), headers });
  const version = await strategy.get(path, { as: 'analyst@MPLA' });
  return { status, result: body, kpis: version.body['kpis'] as readonly KpiRead[] };
}

describe('the medium-term plan of Indonesia, with its figures as they are printed', () => {
  const printed = facts('indonesia-rpjmn-2025-2029/rpjmn-2025-2029-facts.csv');
  const levels = ['plan', 'national-priority', 'objective'];
  const rows = printed.map((fact): Row => {
    const shared = {
      code: fact['code'] ?? '',
      parent: fact['parent_code'] ?? '',
      title_id: oneLine(fact['title'] ?? ''),
    };
    const level = levels.indexOf(fact['level'] ?? '') + 1;
    if (level > 0) return { kind: 'node', ...shared, level: `${level}`, responsibleMinistry: 'MPLA' };
    return {
      kind: 'kpi',
      ...shared,
      unit: fact['unit'] ?? '',
      baselineYear: fact['baseline_year'] ?? '',
      baselineValue: fact['raw_baseline'] ?? '',
      target_2025: fact['raw_target_2025'] ?? '',
      target_2029: fact['raw_target_2029'] ?? '',
    };
  });

  it('is taken whole, with a decimal comma, and each figure is a number, a range or what is printed', async () => {
    const { status, result, kpis } = await imported('RPJMN', levels, rows);
    expect([status, result.errors]).toEqual([201, []]);
    expect(result['readAs']).toMatchObject({ decimalSign: ',', separator: ',' });
    const indicators = printed.filter(({ level }) => level === 'kpi');
    expect(kpis).toHaveLength(indicators.length);
    const byCode = new Map(kpis.map((kpi) => [kpi.code, kpi]));
    for (const { code = '', baseline_value: value, raw_baseline: raw = '' } of indicators) {
      const baseline = byCode.get(code)?.baseline;
      if (baseline?.value !== undefined && value) expect([code, Number(baseline.value)]).toEqual([code, Number(value)]);
      else if (raw !== '') expect([code, baseline?.text]).toEqual([code, oneLine(raw)]);
    }
    expect(byCode.get('PN1.1.1')?.targets[0]).toEqual({ year: 2025, low: '81.69', high: '85.23', text: '81,69–85,23' });
    expect(byCode.get('PN4.1.1')?.baseline).toEqual({ year: 2024, text: '9,221)' });
    expect(byCode.get('PN7.6.14')?.targets[0]).toEqual({ year: 2025, text: '2,5±1,0' });
  });
});

describe('the SDG indicators of Armenia, with their series', () => {
  const published = facts('armenia-sdg/armenia-sdg-facts.csv');
  const levels = ['framework', 'goal', 'target', 'indicator'];
  const first = new Map<string, number>();
  for (const [index, { code = '', level }] of published.entries()) {
    if (level === 'kpi' && !first.has(code)) first.set(code, index);
  }
  const rows = published.map((fact, index): Row => {
    const code = fact['code'] ?? '';
    // The file has no titles of targets; the code stands for them.
    const title_en = oneLine(fact['title'] || code);
    const level = levels.indexOf(fact['level'] ?? '') + 1;
    if (level > 0) {
      const parent = fact['parent_code'] ?? '';
      return { kind: 'node', code, parent, level: `${level}`, title_en, responsibleMinistry: 'MPLA' };
    }
    const figures = {
      code,
      unit: fact['unit'] ?? '',
      baselineYear: fact['baseline_year'] ?? '',
      baselineValue: fact['baseline_value'] ?? '',
    };
    if (first.get(code) === index) return { kind: 'kpi', ...figures, parent: fact['parent_code'] ?? '', title_en };
    const series = (fact['series'] ?? '').slice(0, 300);
    return { kind: 'series', ...figures, ...(series !== '' && { dimension: 'series', category: series }) };
  });

  it('are taken whole, in the order of their codes, and each series stands beside its indicator', async () => {
    const { status, result, kpis } = await imported('SDG-AM', levels, rows);
    expect([status, result.errors]).toEqual([201, []]);
    expect(result['readAs']).toMatchObject({ decimalSign: '.' });
    expect(kpis).toHaveLength(first.size);
    const indicators = published.filter(({ level }) => level === 'kpi');
    const series = kpis.reduce((sum, kpi) => sum + (kpi.series?.length ?? 0), 0);
    expect(series + kpis.length).toBe(indicators.length);
    const codes = kpis.map(({ code }) => code);
    expect(codes.indexOf('10.b.1')).toBeGreaterThan(codes.indexOf('9.1.2'));
    for (const kpi of kpis) expect([kpi.code, kpi.baseline?.text]).toEqual([kpi.code, undefined]);
  });
});
