// An import that is cut in the middle, and what continues it.
import { keyOf, type Plan, plan as planContract, reject } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate, enter as enterPlan, versionOf } from '../../src/plan/decisions.ts';
import { createImporter } from '../../src/plan-import/import.ts';
import { rowsOfJson } from '../../src/plan-import/rows-of.ts';
import { kpi, node } from '../import/plan-files.ts';
import { type OpenStores, type Stores, startStores } from './open.ts';
import { known, request } from './requests.ts';

let open: OpenStores;
let stores: Stores;

beforeAll(async () => {
  open = await startStores();
  stores = open.stores;
});
afterAll(() => open.close());

const codes = Array.from({ length: 250 }, (_, index) => `${index + 1}`);
const file = rowsOfJson([...codes.map((code) => node(code)), kpi('K1', '1')]);
const importing = (code: string, content = file) =>
  ({ code, version: '1', file: content, dryRun: false, language: 'en' }) as const;

/** Stores that make some nodes and then no more, as when the database goes away in the middle of a chunk. */
const failingAfter = (count: number): Stores => ({
  ...stores,
  nodes: {
    ...stores.nodes,
    createAll: async (context, newDocuments) =>
      (await stores.nodes.createAll(context, newDocuments.slice(0, count))) ?? reject('UNAVAILABLE'),
  },
});

async function enter(code: string): Promise<void> {
  const described = { code, kind: 'national', title: { en: code }, levels: [{ en: 'Goal' }], programmeLevel: 1 };
  await stores.plans.create(request(`enter ${code}`), () => enterPlan(described, known), {
    naturalKey: keyOf(planContract, { code }),
  });
}
const planOf = async (code: string): Promise<Plan> => {
  const stored = await stores.plans.load(naturalId(keyOf(planContract, { code })));
  if (stored === undefined) throw new Error(code);
  return stored.state;
};
const nodesOf = async (planCode: string) =>
  (await stores.nodes.page({ planCode, planVersion: '1' }, { limit: 300 })).items;

describe('an import that was cut', () => {
  it.each([
    ['under the same key', 'NDP-A', request('one')],
    ['under another key by another planner', 'NDP-B', request('two', 'ben')],
  ])('is continued by the same file %s, each node and KPI made once', async (_what, code, second) => {
    await enter(code);
    const cut = await createImporter(failingAfter(150))(importing(code), request('one'));
    expect(cut).toMatchObject({ rejection: { rejected: 'UNAVAILABLE' } });
    expect(await nodesOf(code)).toHaveLength(150);
    const plan = await planOf(code);
    expect(versionOf(plan, '1')).toMatchObject({ status: 'importing', nodes: 250, kpis: 1, importedBy: 'ana' });
    const activation = { version: '1', from: '2026-01-01' };
    expect(activate(plan, activation, known)).toMatchObject({ rejected: 'VERSION_NOT_IMPORTED' });

    expect(await createImporter(stores)(importing(code), second)).toMatchObject({
      stored: true,
      result: { nodes: 250, kpis: 1 },
    });
    const made = await nodesOf(code);
    expect(made.map(({ state }) => state.code).sort()).toEqual(codes.toSorted());
    expect(new Set(made.map(({ seq }) => seq))).toEqual(new Set([1]));
    expect(versionOf(await planOf(code), '1')).toMatchObject({ status: 'imported', importedBy: 'ana' });
  });

  it('is not continued by another file', async () => {
    await enter('NDP-C');
    await createImporter(failingAfter(5))(importing('NDP-C'), request('one'));
    const other = rowsOfJson([node('1')]);
    expect(await createImporter(stores)(importing('NDP-C', other), request('two'))).toMatchObject({
      rejection: { rejected: 'VERSION_TAKEN' },
    });
    expect(await nodesOf('NDP-C')).toHaveLength(5);
  });

  it('is finished once by two that continue it at the same time', async () => {
    await enter('NDP-D');
    await createImporter(failingAfter(5))(importing('NDP-D'), request('one'));
    const importer = createImporter(stores);
    const answers = await Promise.all([
      importer(importing('NDP-D'), request('two')),
      importer(importing('NDP-D'), request('three', 'ben')),
    ]);
    expect(answers).toMatchObject([{ stored: true }, { stored: true }]);
    expect((await stores.plans.load(naturalId(keyOf(planContract, { code: 'NDP-D' }))))?.seq).toBe(3);
  });
});
