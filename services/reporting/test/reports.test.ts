import type { ViewsState } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import type { OpenReport } from '../src/reports/report.ts';
import type { Kept } from '../src/serving/cache/report-bytes.ts';
import { createReports, type Parameters } from '../src/serving/reports.ts';

const report = { key: 'plan/alignment', services: ['strategy'] } as unknown as OpenReport;
const parameters: Parameters = {
  plan: 'NDP',
  to: '2026-06-30',
  asOf: undefined,
  format: 'json',
  language: 'en',
  labelled: false,
};

function harness(kept: Kept) {
  const state = { revision: 'r2', watermark: '2026-06-30T12:00:02.000Z' };
  const names: string[] = [];
  const views = {
    revision: () => state.revision,
    shownUpTo: () => state.watermark,
    progress: () => [],
  } as unknown as ViewsState;
  const reports = createReports({
    views,
    bytes: {
      get: async ({ name }) => {
        names.push(name);
        return kept;
      },
    },
    currency: 'EUR',
    codeVersion: '1',
    resolveAsOf: async () => undefined,
  });
  return {
    names,
    ask: (changed: Partial<Parameters> = {}) => reports.bytes(report, { ...parameters, ...changed }, { newest: false }),
  };
}

const bytes = Buffer.from('{}');
const early = '2026-06-30T12:00:01.000Z';

describe('the headers of a report', () => {
  test('name the newest W for bytes at the newest revision', async () => {
    const { headers } = await harness({ bytes, revision: 'r2', asOf: early }).ask();
    expect(headers).toMatchObject({ 'x-revision': 'r2', 'x-data-as-of': '2026-06-30T12:00:02.000Z' });
  });

  test('claim no more for older bytes than was true when they were made', async () => {
    const { headers } = await harness({ bytes, revision: 'r1', asOf: early }).ask();
    expect(headers).toMatchObject({ 'x-revision': 'r1', 'x-data-as-of': early });
  });

  test('name the instant that was asked for', async () => {
    const asOf = '2026-01-01T00:00:00.000Z';
    const { headers } = await harness({ bytes, revision: 'r2', asOf: early }).ask({ asOf });
    expect(headers).toMatchObject({ 'x-data-as-of': asOf });
  });
});

describe('the name of cached bytes', () => {
  test('differs wherever the bytes may', async () => {
    const { ask, names } = harness({ bytes, revision: 'r2', asOf: early });
    const changes: Partial<Parameters>[] = [
      {},
      { plan: 'SDG' },
      { plan: undefined },
      { by: 'sex' },
      { to: '2026-06-29' },
      { asOf: early },
      { format: 'csv' },
      { language: 'fr' },
      { labelled: true },
    ];
    for (const change of changes) await ask(change);
    expect(new Set(names).size).toBe(changes.length);
  });
});
