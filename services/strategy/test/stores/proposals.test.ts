// A proposal reaches each of its alignments once, whatever is told again or late.
import { accept, keyOf, plan as planContract, planNode, planNodeDefined } from '@tributary/contracts';
import { naturalId, uuidv7 } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReviewLinks, type Proposal, type ReviewLinks } from '../../src/alignment/proposals.ts';
import { activate, enter, finishImport, startImport } from '../../src/plan/decisions.ts';
import { type OpenStores, type Stores, startStores } from './open.ts';
import { event, known, request } from './requests.ts';

let open: OpenStores;
let stores: Stores;
let reviewLinks: ReviewLinks;

/** Nothing is mapped again here. */
const revisedPlans = { upTo: async () => undefined };

beforeAll(async () => {
  open = await startStores();
  stores = open.stores;
  reviewLinks = createReviewLinks({ ...stores, revisedPlans });
  const described = {
    code: 'NDP',
    kind: 'national',
    title: { en: 'Plan' },
    levels: [{ en: 'Goal' }],
    programmeLevel: 1,
  };
  await stores.plans.create(request('enter'), () => enter(described, known), {
    naturalKey: keyOf(planContract, { code: 'NDP' }),
  });
  const plan = naturalId(keyOf(planContract, { code: 'NDP' }));
  const content = { version: '1', nodes: 150, kpis: 0, fingerprint: 'x', importedBy: 'ana' };
  await stores.plans.change(plan, request('start'), ({ state }) => startImport(state, content));
  await stores.plans.change(plan, request('end'), ({ state }) => finishImport(state, '1'));
  const activation = { version: '1', from: '2026-01-01' };
  await stores.plans.change(plan, request('activate'), ({ state }) => activate(state, activation, known));
  const nodes = codes(150).map((code) => {
    const node = {
      planCode: 'NDP',
      planVersion: '1',
      code,
      level: 1,
      levelLabel: { en: 'Goal' },
      title: { en: code },
      responsibleMinistry: 'MHEA',
      contributing: [],
    };
    return stores.nodes.create(request('node'), () => accept(node, planNodeDefined(node)), {
      naturalKey: keyOf(planNode, node),
    });
  });
  await Promise.all(nodes);
});
afterAll(() => open.close());

const codes = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `${index + from}`);
const proposal = (revision: number, nodes: readonly string[]): Proposal => ({
  planCode: 'NDP',
  planVersion: '1',
  revision,
  proposedOn: '2026-03-01',
  links: nodes.map((nodeCode) => ({ nodeCode, weightPct: 1 })),
});

/** status, revision and seq of an initiative's alignments, by node */
async function standing(initiativeId: string): Promise<Record<string, string>> {
  const { items } = await stores.alignments.page({ initiativeId }, { limit: 1000 });
  return Object.fromEntries(
    items.map(({ seq, state }) => [state.nodeCode, `${state.status} revision ${state.revision} seq ${seq}`]),
  );
}

const [twice, late, cut, many] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

describe('a proposal', () => {
  it('that is told twice changes nothing the second time', async () => {
    const told = event(twice, 1);
    await reviewLinks(twice, proposal(1, ['1', '2']), told);
    await reviewLinks(twice, proposal(1, ['1', '2']), told);
    expect(await standing(twice)).toEqual({ 1: 'awaiting revision 1 seq 1', 2: 'awaiting revision 1 seq 1' });
  });

  it('that comes again after a newer one has no effect, neither on what it has nor on what it lacks', async () => {
    await reviewLinks(late, proposal(1, ['1', '2']), event(late, 1));
    await reviewLinks(late, proposal(2, ['2', '3']), event(late, 2));
    const after = {
      1: 'withdrawn revision 2 seq 2',
      2: 'awaiting revision 2 seq 2',
      3: 'awaiting revision 2 seq 1',
    };
    expect(await standing(late)).toEqual(after);
    await reviewLinks(late, proposal(1, ['1', '2']), event(late, 1));
    expect(await standing(late)).toEqual(after);
  });

  it('that was cut in the middle is completed by being told again', async () => {
    let left = 3;
    const cutting = createReviewLinks({
      ...stores,
      revisedPlans,
      alignments: {
        ...stores.alignments,
        react: (...args) => {
          left -= 1;
          if (left < 0) throw new Error('the process ends here');
          return stores.alignments.react(...args);
        },
      },
    });
    await reviewLinks(cut, proposal(1, ['1', '2']), event(cut, 1));
    await expect(cutting(cut, proposal(2, ['3', '4', '5']), event(cut, 2))).rejects.toThrow('ends here');
    await reviewLinks(cut, proposal(2, ['3', '4', '5']), event(cut, 2));
    expect(await standing(cut)).toEqual({
      1: 'withdrawn revision 2 seq 2',
      2: 'withdrawn revision 2 seq 2',
      3: 'awaiting revision 2 seq 1',
      4: 'awaiting revision 2 seq 1',
      5: 'awaiting revision 2 seq 1',
    });
  });

  it('of a hundred links is followed by one of fifty others', async () => {
    await reviewLinks(many, proposal(1, codes(100)), event(many, 1));
    await reviewLinks(many, proposal(2, codes(50, 101)), event(many, 2));
    const states = Object.values(await standing(many));
    expect(states.filter((state) => state.startsWith('withdrawn'))).toHaveLength(100);
    expect(states.filter((state) => state.startsWith('awaiting'))).toHaveLength(50);
  });
});
