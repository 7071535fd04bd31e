// What 50,000 initiatives with 200,000 facts cost a process: bytes held, and how long folding them stops the event loop.
// Printed as JSON; wants --expose-gc.
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cut } from '../../../src/ports/views.ts';
import { createMemory } from '../../../src/views/memory.ts';
import { FACTS_EACH, initiativeRow, initiativesView } from './portfolio.ts';

export interface Held {
  readonly facts: number;
  readonly bytesOfFacts: number;
  /** folded under one cut */
  readonly bytesOfRows: number;
  /** folded under four cuts, by six reports */
  readonly bytesOfRowsUnderFourCuts: number;
  readonly stops: { readonly atOnceMs: number; readonly inSlicesMs: number };
}

const ENTITIES = 50_000;
const EVERYTHING = Number.MAX_SAFE_INTEGER;

function bytesInUse(): number {
  for (let round = 0; round < 4; round += 1) (globalThis as { readonly gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function longestStop(work: () => unknown): Promise<number> {
  const delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await pause(20);
  delays.reset();
  // the first delay after that is not counted
  await pause(20);
  await work();
  await pause(20);
  delays.disable();
  return delays.max / 1e6;
}

const memory = createMemory();
const [shown, warm, once] = ['shown', 'warm', 'once'].map(initiativesView);
if (!shown || !warm || !once) throw new Error('a view is missing');
const readers = Array.from({ length: 6 }, () => memory.reader(shown));
const showAll = (cut: Cut) => readers.map((reader) => reader.all(cut));
// what is made once, such as compiled code, is no part of what an entity costs
for (let n = ENTITIES; n < ENTITIES + 100; n += 1) memory.take(initiativeRow(n), EVERYTHING);
showAll({});

const before = bytesInUse();
for (let n = 0; n < ENTITIES; n += 1) memory.take(initiativeRow(n), EVERYTHING);
const withFacts = bytesInUse();
const today = { to: '2030-01-01' };
showAll(today);
const withRows = bytesInUse();
const w = '2030-01-01T00:00:00.000Z';
const held = [{ asOf: w }, { ...today, asOf: w }, { to: '2031-01-01' }, today].map(showAll);
const withFourCuts = bytesInUse();
if (held.some(([rows]) => rows?.size !== ENTITIES + 100)) throw new Error('a row is missing');

memory.reader(warm).all();
const all = memory.reader(once);
const atOnceMs = await longestStop(() => all.all());
// The least of five: on a busy machine a stop may be another process's turn.
const stopsInSlices: number[] = [];
for (const sliced of [1, 2, 3, 4, 5].map((n) => initiativesView(`sliced ${n}`))) {
  memory.reader(sliced);
  stopsInSlices.push(await longestStop(() => memory.moment().rows(sliced)));
}
const inSlicesMs = Math.min(...stopsInSlices);

const printed: Held = {
  facts: ENTITIES * FACTS_EACH,
  bytesOfFacts: withFacts - before,
  bytesOfRows: withRows - withFacts,
  bytesOfRowsUnderFourCuts: withFourCuts - withFacts,
  stops: { atOnceMs, inSlicesMs },
};
process.stdout.write(JSON.stringify(printed));
