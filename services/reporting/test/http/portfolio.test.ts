// partnerships/portfolio over HTTP: its forms and its cuts, by days and by what was recorded.
import { Report } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Told } from '../reports/history.ts';
import { agreement, commitment, disbursement, partner, reduction } from '../reports/partners.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const path = '/v1/reports/partnerships/portfolio';
let harness: Harness;

/** What a fact names is named by ids, as its owner does. */
const addressed = (history: readonly Told[]): readonly Told[] =>
  history.map(({ id, fact }) => {
    const data = JSON.stringify(fact.data).replace(
      /"((?:programme|award|partner|agreement):[^"]+)"/g,
      (_all, name: string) => JSON.stringify(naturalId(name)),
    );
    return { id, fact: { ...fact, data: JSON.parse(data) } };
  });

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...addressed([
      ...partner('P1', 'Harbour Light Foundation (sample)', 'foundation', 'US'),
      ...agreement('A1', 'P1', ['2025-01-01', '2026-08-31']),
      ...commitment('C1', 'P1', 'T06', 'USD 20000.00 0.90', '2025-06-20'),
      ...disbursement('C1', 1, 'USD 5000.00 0.90', '2025-09-01'),
    ]),
  );
});
afterAll(() => harness.installation.close());

const ask = (query: string) => harness.reporting.get(`${path}?${query}`, { as: analyst });
const rowsOf = (body: unknown) => (body as { rows: Record<string, unknown>[] }).rows;

describe('GET /v1/reports/partnerships/portfolio', () => {
  it('shows partners and their money by a day, and all of it in the last row', async () => {
    const { status, body } = await ask('to=2026-06-30');
    expect(status).toBe(200);
    expect(Report.parse(body)).toEqual(body);
    const figures = { committed: '18000.00', disbursed: '4500.00', undisbursed: '13500.00', sharePct: 100 };
    expect(rowsOf(body)).toMatchObject([
      {
        partnerId: naturalId('partner:P1'),
        name: 'Harbour Light Foundation (sample)',
        kind: 'foundation',
        country: 'US',
        agreementsInForce: 1,
        agreementsExpiring: 1,
        commitments: 1,
        awards: 1,
        ...figures,
      },
      { partnerId: 'all', name: 'All partners', ...figures },
    ]);
    expect(rowsOf((await ask('to=2025-08-31')).body)).toMatchObject([{ disbursed: '0.00' }, {}]);
  });

  it('stays as it was at a moment, whatever is told later', async () => {
    const before = await ask('to=2026-06-30&asOf=latest');
    const asOf = before.headers.get('x-data-as-of') ?? '';
    await harness.publish(...addressed(reduction('C1', 'USD 5000.00 0.90', '2025-10-01')));
    expect((await ask(`to=2026-06-30&asOf=${asOf}`)).text).toBe(before.text);
    expect(rowsOf((await ask('to=2026-06-30')).body)).toMatchObject([
      { committed: '4500.00', undisbursed: '0.00' },
      {},
    ]);
  });

  it('is a file with labels in the language that is asked for, and can be frozen', async () => {
    const csv = await ask('to=2026-06-30&format=csv&lang=ru');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain('partnerships-portfolio-2026-06-30.csv');
    expect(csv.text).toContain('Партнёр,Название,Вид,Страна');
    const body = { key: 'partnerships/portfolio', params: { to: '2025-09-30' } };
    const frozen = await until('a run of what is known by now', async () => {
      const run = await harness.reporting.post('/v1/reports/runs', { as: analyst, body });
      expect(run.status).toBe(201);
      const { body: kept } = await harness.reporting.get(`/v1/reports/runs/${run.body.id}`, { as: analyst });
      // a moment may lie between the registration of the partner and its promise
      return rowsOf(kept).some(({ committed }) => committed !== '0.00') ? kept : undefined;
    });
    expect(rowsOf(frozen)).toMatchObject([{ committed: '18000.00' }, {}]);
  });

  it('is read by government roles alone', async () => {
    expect((await harness.reporting.get(path, { as: 'operator@MPLA' })).status).toBe(403);
  });
});
