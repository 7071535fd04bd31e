// Planners who work on one plan or one series at the same moment: none is refused because of the others.
import { keyOf, kpi as kpiContract, plan } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../src/kpi/decisions.ts';
import { definedAs } from '../../src/kpi/defined.ts';
import { enter } from '../../src/plan/decisions.ts';
import { createImporter } from '../../src/plan-import/import.ts';
import { rowsOfJson } from '../../src/plan-import/rows-of.ts';
import { kpi, node } from '../import/plan-files.ts';
import { type OpenStores, startStores } from './open.ts';
import { known, request } from './requests.ts';

let open: OpenStores;

beforeAll(async () => {
  open = await startStores();
  const described = {
    code: 'NDP',
    kind: 'national',
    title: { en: 'NDP' },
    levels: [{ en: 'Goal' }],
    programmeLevel: 1,
  };
  await open.stores.plans.create(request('enter'), () => enter(described, known), {
    naturalKey: keyOf(plan, { code: 'NDP' }),
  });
});
afterAll(() => open.close());

const file = rowsOfJson([node('1'), kpi('K1', '1')]);
/** Time enough on a busy machine. */
const patiently = (key: string) => ({ ...request(key), until: performance.now() + 60_000 });
const dayOf = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);

describe('at the same moment', () => {
  it('twenty versions of one plan are imported', async () => {
    const importPlan = createImporter(open.stores);
    const imported = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        importPlan({ code: 'NDP', version: `${n}`, file, dryRun: false, language: 'en' }, patiently(`import ${n}`)),
      ),
    );
    expect(imported.filter((result) => 'rejection' in result)).toEqual([]);
    const versions = (await open.stores.plans.load(naturalId(keyOf(plan, { code: 'NDP' }))))?.state.versions ?? [];
    expect(versions.filter(({ status }) => status === 'imported')).toHaveLength(20);
  });

  it('fifty values of different days come into one series', async () => {
    const place = { planCode: 'NDP', code: 'K1' };
    const key = keyOf(kpiContract, place);
    const { defined } = await definedAs(open.stores)(place);
    const recorded = (n: number) => {
      const figure = { ...place, actualOn: dayOf(n), value: `${n}`, source: 'office' };
      const context = { ...patiently(`value ${n}`), keyGiven: false };
      return open.stores.kpis.put(key, context, (series) => record(series?.state, figure, { ...known, defined }));
    };
    const fifty = await Promise.all(Array.from({ length: 50 }, (_, n) => recorded(n)));
    expect(fifty.filter(({ kind }) => kind === 'rejected')).toEqual([]);
    const series = (await open.stores.kpis.load(naturalId(key)))?.state;
    expect(Object(series).actuals).toHaveLength(50);
  });
});
