// A report over many initiatives pauses so often that no step of it holds the event loop for long.
import type { Pausing } from '@tributary/eventing';
import { beforeAll, describe, expect, test } from 'vitest';
import { initiativesUnder } from '../../src/reports/plan-alignment/drill-down.ts';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { initiative, links, plan, review } from './country.ts';
import { rowsFrom, type Told } from './history.ts';

const MANY = 4_000;
const GOES = 5;
const asked = { plan: 'NDP', to: '2026-06-30', language: 'en', currency: 'EUR' } as const;

const history: Told[] = [...plan('NDP')];
for (let n = 0; n < MANY; n += 1) {
  history.push(...initiative(`i${n}`, '100.00'), ...links(`i${n}`, { '1.1': 60, '2': 40 }));
  history.push(...review(`i${n}`, '1.1', 60, 'accepted'));
}

/**
 * How many steps the work has, and what the longest takes of all its time: of several goes the smallest, since whatever
 * else the machine does may fall into a step.
 */
function stepsOf(work: () => Pausing<unknown>) {
  const goes = Array.from({ length: GOES }, () => measured(work()));
  return { steps: goes[0]?.steps, longestShare: Math.min(...goes.map(({ longestShare }) => longestShare)) };
}

function measured(work: Pausing<unknown>) {
  let [steps, longest, all] = [0, 0, 0];
  for (let done = false; !done; steps += 1) {
    const began = performance.now();
    done = work.next().done === true;
    const took = performance.now() - began;
    longest = Math.max(longest, took);
    all += took;
  }
  return { steps, longestShare: longest / all };
}

describe('rule 36: over many initiatives', () => {
  // rows of their own for each: what is kept of rows once read would make the second of them short
  beforeAll(() => void planAlignment.fold(rowsFrom(history, {}), asked));

  test('a report is folded in many small steps', () => {
    const { steps, longestShare } = stepsOf(() => planAlignment.steps(rowsFrom(history, {}), asked));
    expect(steps).toBeGreaterThan(3 * MANY);
    expect(longestShare).toBeLessThan(0.4);
  });

  test('so are the initiatives behind a node, in their order', () => {
    const { steps, longestShare } = stepsOf(() => initiativesUnder(rowsFrom(history, {}), '1', asked));
    expect(steps).toBeGreaterThan(4 * MANY);
    expect(longestShare).toBeLessThan(0.4);
  });
});
