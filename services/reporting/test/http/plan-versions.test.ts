// A report and the list behind it when the plan gets a new version, over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const path = '/v1/reports/plan/alignment';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 60, 2: 40 }),
    ...review(idOf('a'), '1.1', 60, 'accepted'),
    ...review(idOf('a'), '2', 40, 'accepted'),
    ...initiative(idOf('b'), '500.00'),
    ...links(idOf('b'), { 2: 100 }),
  );
});
afterAll(() => harness.installation.close());

const ask = (query: string) => harness.reporting.get(path + query, { as: analyst });

describe('a mid-term version of a plan', () => {
  it('keeps what lives on, shows what has drifted, and leaves the days before it as they were', async () => {
    const before = await ask('?to=2025-12-31');
    expect(before.body).toMatchObject({ footer: { accepted: '1000.00', awaiting: '500.00', drifted: '0.00' } });
    await harness.publish(...plan('NDP', { version: '2', from: '2026-01-01', nodes: ['1', '1.1/1', '3'] }));

    const again = await ask('?to=2025-12-31');
    expect([again.text, again.headers.get('etag')]).toEqual([before.text, before.headers.get('etag')]);
    const after = await ask('?to=2026-01-01');
    expect(after.body).toMatchObject({
      rows: [{ code: '1' }, { code: '1.1', initiatives: 1, budget: '600.00' }, { code: '3', initiatives: 0 }],
      footer: {
        planVersion: '2',
        portfolioBudget: '1500.00',
        accepted: '600.00',
        awaiting: '0.00',
        drifted: '900.00',
        unlinked: '0.00',
        driftedInitiatives: 2,
        unlinkedInitiatives: 0,
      },
    });
    const listed = await ask('/initiatives?node=drifted&limit=1&to=2026-01-01');
    const rest = await ask(`/initiatives?node=drifted&to=2026-01-01&after=${listed.body.next}`);
    const items = [...listed.body.items, ...rest.body.items];
    const expected = [
      [idOf('a'), 'drifted', 40],
      [idOf('b'), 'drifted', 100],
    ].toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
    expect(items.map(({ id, status, weightPct }) => [id, status, weightPct])).toEqual(expected);
    expect((await ask('/initiatives?node=drifted&to=2025-12-31')).body.items).toEqual([]);
  });
});
