// A record that shares blocks with very many is compared in steps: other jobs have their turn in between, and nobody is left out.
import type { JobKind } from '@tributary/eventing';
import { expect, it } from 'vitest';
import { comparisonQueue } from '../../src/comparing.ts';
import { defaultRules } from '../../src/duplicate/weights.ts';

const BLOCKS = 5;
const IN_BLOCK = 150;
const idOf = (no: number) => `p-${String(no).padStart(4, '0')}`;
const personOf = (no: number) => ({
  id: idOf(no),
  ministry: 'MFOR',
  state: {
    status: 'registered',
    vault: `v-${String(no).padStart(4, '0')}`,
    residence: { country: 'FR' },
    tokens: no === 0 ? Array.from({ length: BLOCKS }, (_, block) => `near:${block}`) : [`near:${no % BLOCKS}`],
  },
});
const people = Array.from({ length: BLOCKS * IN_BLOCK + 1 }, (_, no) => personOf(no));

function queueOf(waiting: readonly number[]) {
  const kept = new Map(
    waiting.map((no) => [
      people[no]?.state.vault ?? '',
      { person: idOf(no), vault: people[no]?.state.vault, since: '' },
    ]),
  );
  let job: JobKind<Record<string, never>> | undefined;
  const steps: string[][] = [];
  const pairs: string[] = [];
  const records = {
    read: async (id: string) => (kept.has(id) ? { id, version: 1, content: kept.get(id) } : undefined),
    page: async ({ after = '', limit }: { after?: string; limit: number }) => {
      const rest = [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).filter(([id]) => id > after);
      const items = rest.slice(0, limit).map(([id, content]) => ({ id, version: 1, content }));
      return { items, next: rest.length > limit ? items.at(-1)?.id : undefined };
    },
    remove: async (id: string) => void kept.delete(id),
  };
  const declare = (kind: typeof job) => {
    job = kind;
  };
  const eventing = { beside: () => records, job: declare };
  const ground = {
    persons: {
      load: async (id: string) => people.find((one) => one.id === id),
      page: async ({ tokens }: { tokens: string }) => ({
        items: people.filter(({ state }) => state.tokens.includes(tokens)),
        next: undefined,
      }),
    },
    vault: {
      open: async ({ person }: { person: string }) => {
        steps.at(-1)?.push(person);
        return { names: [{ given: 'Amina', family: 'Torvald' }], emails: [], phones: [], documents: [] };
      },
    },
    audit: { record: async () => undefined },
    rulesOf: async () => ({ ...defaultRules, proposeFrom: 1 }),
    propose: async (one: { id: string }, other: { id: string }) => void pairs.push(`${one.id} ${other.id}`),
  };
  comparisonQueue(eventing as never, () => ground as never);
  return {
    kept,
    steps,
    pairs,
    /** Makes steps until the pass is over. */
    async pass() {
      let cursor: string | undefined;
      do {
        steps.push([]);
        cursor = (await job?.step({}, cursor, { now: new Date(), today: '2026-01-01', newId: () => '' }))?.next;
      } while (cursor !== undefined);
    },
  };
}

it('opens some vaults in a step, compares with each other record once, and goes on with those that wait behind', async () => {
  const { kept, steps, pairs, pass } = queueOf([0, 1, 2]);
  await pass();
  expect(kept.size).toBe(0);
  expect(Math.max(...steps.map((opened) => opened.length))).toBeLessThanOrEqual(203);
  expect(steps.length).toBeGreaterThan(3);
  const ofFirst = pairs.filter((pair) => pair.startsWith(`${idOf(0)} `));
  expect(ofFirst).toEqual(people.slice(1).map(({ id }) => `${idOf(0)} ${id}`));
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(pairs.filter((pair) => pair.startsWith(`${idOf(2)} `))).toHaveLength(IN_BLOCK);
});
