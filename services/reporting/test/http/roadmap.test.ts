// roadmap/progress over HTTP: its forms and its cuts, by days and by what was recorded.
import { Report } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { step } from '../reports/roadmap.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const path = '/v1/reports/roadmap/progress';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...step('P1-1', { status: 'done', evidenceCount: 1, setOn: '2026-03-01' }),
    ...step('P1-2', { status: 'in-progress', dueOn: '2026-05-31', supportCount: 1 }),
    ...step('P9-1', { pillar: 'P9', horizon: 'medium', owner: 'MPLA' }),
  );
});
afterAll(() => harness.installation.close());

const ask = (query: string) => harness.reporting.get(`${path}?${query}`, { as: analyst });
const parsed = (body: unknown) => Report.parse(body);

describe('GET /v1/reports/roadmap/progress', () => {
  it('shows how far steps are on a day, and all of them in the footer', async () => {
    const { status, body } = await ask('to=2026-06-30');
    expect(status).toBe(200);
    const { rows, footer } = parsed(body);
    expect(rows[0]).toMatchObject({ pillar: 'P1', horizon: 'short', steps: 2, done: 1, donePct: 50, overdue: 1 });
    expect(rows.at(-1)).toMatchObject({ pillar: 'all', steps: 3, supported: 1, owners: ['MFOR 2', 'MPLA 1'] });
    expect(footer).toEqual({ steps: 3, done: 1, donePct: 33.3, overdue: 1 });
    expect(parsed((await ask('to=2026-02-28')).body).footer).toMatchObject({ steps: 2, done: 0 });
  });

  it('stays as it was at a moment, whatever is told later', async () => {
    const before = await ask('to=2026-06-30&asOf=latest');
    const asOf = before.headers.get('x-data-as-of') ?? '';
    await harness.publish(...step('P1-2', { status: 'done', evidenceCount: 2, setOn: '2026-06-01' }));
    expect((await ask(`to=2026-06-30&asOf=${asOf}`)).text).toBe(before.text);
    expect(parsed((await ask('to=2026-06-30')).body).footer).toMatchObject({ done: 2, overdue: 0 });
  });

  it('is a file with labels in the language that is asked for, and can be frozen', async () => {
    const csv = await ask('to=2026-06-30&format=csv&lang=ru');
    expect(csv.headers.get('content-disposition')).toContain('roadmap-progress-2026-06-30.csv');
    expect(csv.text).toContain('Направление,Название,Горизонт,Шаги');
    expect(csv.text).toContain('P1,Учреждения и координация,short,2');
    const body = { key: 'roadmap/progress', params: { to: '2026-06-30' } };
    expect((await harness.reporting.post('/v1/reports/runs', { as: analyst, body })).status).toBe(201);
  });

  it('is read by government roles alone', async () => {
    expect((await harness.reporting.get(path, { as: 'operator@MPLA' })).status).toBe(403);
  });
});
