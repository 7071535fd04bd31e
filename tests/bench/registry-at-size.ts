// The registry with as many persons as a country has abroad: what an import takes of memory, how long a search and a report
// take that nobody has asked for before, and what the processes hold when nothing goes on.
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import type { Figure } from './figure.ts';
import { importPersons, word } from './imports.ts';
import { familyOf, memoryOf } from './processes.ts';

const SEARCHES = 100;
/** Ends of months that a report is asked for, each for the first time. */
const MONTHS = 40;
/** After so long without work a process has given back what it no longer holds. */
const REST_MS = 60_000;
const search = '/registry/v1/persons/search';

/** Milliseconds of each, one after another. */
async function timesOf(count: number, ask: (no: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let no = 0; no < count; no += 1) {
    const began = performance.now();
    await ask(no);
    times.push(performance.now() - began);
  }
  return times;
}

/** The time within which 95 of 100 were done. */
const p95 = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[Math.ceil(times.length * 0.95) - 1] ?? 0;

const monthEnd = (no: number) => new Date(Date.UTC(2022, no + 1, 0)).toISOString().slice(0, 10);
const report = (no: number) => `/reporting/v1/reports/registry/stock?to=${monthEnd(no)}&by=sex`;

async function untilCounted(analyst: Api, persons: number): Promise<void> {
  await eventually(
    'all persons in the report',
    async () => {
      const answer = await analyst.get('/reporting/v1/freshness');
      const { sources } = expectStatus(answer, 200).json<{ sources: { service: string; lagEvents: number }[] }>();
      return sources.every(({ lagEvents }) => lagEvents === 0) ? true : undefined;
    },
    { timeoutMs: persons * 5 + 60_000 },
  );
}

/** @param persons how many are imported first */
export async function measureRegistry(tributary: Tributary, persons: number): Promise<Figure[]> {
  const { api, launcherPid } = tributary;
  const pids = familyOf(launcherPid);
  let most = 0;
  const seconds = await importPersons(tributary, persons, () => {
    most = Math.max(most, memoryOf(pids));
  });
  await untilCounted(await api('analyst', 'MPLA'), persons);
  const registrar = await api('registrar', 'MFOR');
  const searches = await timesOf(SEARCHES, async (no) => {
    const name = `${word()} ${word()}`;
    const sought = { purpose: 'SERVICE', name, matching: no % 2 === 0 ? 'exact' : 'phonetic' };
    expectStatus(await registrar.post(search, sought), 200);
  });
  const analyst = await api('analyst', 'MPLA');
  const reports = await timesOf(MONTHS, async (no) => expectStatus(await analyst.get(report(no)), 200));
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const of = `${persons} persons`;
  return [
    { name: `import of ${of}`, value: persons / seconds, unit: 'rows/s', goal: 2_000, atLeast: true },
    { name: 'memory while they are imported', value: most, unit: 'MB' },
    { name: `search among ${of}, p95`, value: p95(searches), unit: 'ms', goal: 50 },
    { name: `cold report of ${of}, p95`, value: p95(reports), unit: 'ms', goal: 300 },
    { name: `memory at rest with ${of}`, value: memoryOf(pids), unit: 'MB', goal: 1_800 },
  ];
}
