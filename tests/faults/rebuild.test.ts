// `tributary rebuild` on the platform's processes: the worker and the command are ended by signal 9 in the middle, the
// report is read and initiatives are registered all the time, and the rebuild goes on where it was.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { writeRun } from '@tributary/embedded';
import { addressOf } from '@tributary/launcher/process-table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf, expectStatus, tokenOf } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type Fleet, type ProcessName, prepareFleet } from './fleet.ts';
import { startWriters, type Writers } from './writers.ts';

const cli = join(root, 'packages/client/bin/tributary.mjs');
const report = '/v1/reports/plan/alignment?to=2026-12-31';
const owners: readonly ProcessName[] = ['embedded', 'registry', 'strategy', 'initiatives', 'partnerships'];

let fleet: Fleet;
let analyst: Api;
let writers: Writers;
/** the version that is shown before any rebuild */
let live: string;

const tributary = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args, '--data', fleet.folder], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** A plan in force, without which there is no report. */
async function bringPlan(): Promise<string> {
  const planner = await fleet.api('strategy', 'planner', 'MPLA', 'ada@mpla');
  const second = await fleet.api('strategy', 'planner', 'MPLA', 'bo@mpla');
  const plan = { code: 'NDP', kind: 'national', title: { en: 'NDP' }, levels: [{ en: 'Goal' }], programmeLevel: 1 };
  expectStatus(await planner.post('/v1/plans', plan), 201);
  const node = { kind: 'node', code: '1', level: '1', title_en: 'Water', responsibleMinistry: 'MHEA' };
  expectStatus(await planner.post('/v1/plans/NDP/versions/1/import', csvOf([node])), 201);
  return tokenOf(expectStatus(await second.post('/v1/plans/NDP/versions/1/activation', { from: '2026-01-01' }), 200));
}

beforeAll(async () => {
  fleet = await prepareFleet();
  for (const name of owners) await fleet.start(name);
  // the one that only serves is ready once the worker has filled its copies
  await Promise.all([fleet.start('reporting', { ROLE: 'api' }), fleet.start('reporting-worker')]);
  const { ports } = fleet;
  const [address, issuerUrl] = [addressOf(ports.reporting), addressOf(ports.issuer)];
  await writeRun(fleet.folder, { pid: process.pid, address, issuerUrl, ports });
  analyst = await fleet.api('reporting', 'analyst', 'MFIN');
  const token = await bringPlan();
  const seen = () => analyst.get(report, { 'consistency-token': token });
  await eventually('the plan', async () => ((await seen()).status === 200 ? true : undefined));
  const shown = await tributary('rebuild', 'status', '--service', 'reporting');
  live = /^reporting shows ([0-9a-f]+)\n$/.exec(shown.out)?.[1] ?? `unknown: ${shown.out}`;
  writers = startWriters(await fleet.api('initiatives', 'officer', 'MLOC'), 4);
  await eventually('some facts', async () => (writers.tally.acknowledged.length > 40 ? true : undefined));
});

afterAll(async () => {
  await writers?.stop();
  await fleet?.remove();
});

interface Footer {
  readonly liveInitiatives: number;
  readonly portfolioBudget: string;
}

/** Reads the report all the time; collects what no reader may see. */
function readAllTheTime() {
  const wrong: string[] = [];
  let [reads, live, budget] = [0, 0, 0];
  let ended = false;
  const reading = (async () => {
    while (!ended) {
      const { status, text, json } = await analyst.get(report);
      reads += 1;
      if (status !== 200) wrong.push(`${status}: ${text}`);
      else {
        const { liveInitiatives, portfolioBudget } = json<{ footer: Footer }>().footer;
        if (liveInitiatives < live || Number(portfolioBudget) < budget)
          wrong.push(`${liveInitiatives} with ${portfolioBudget} after ${live} with ${budget}`);
        [live, budget] = [liveInitiatives, Number(portfolioBudget)];
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    wrong,
    async end(): Promise<number> {
      ended = true;
      await reading;
      return reads;
    },
  };
}

/** Starts the worker so that it ends itself by signal 9 at a place, and waits for that. */
async function killedAt(cut: string): Promise<void> {
  await fleet.start('reporting-worker', { TRIBUTARY_TEST_CUT: cut });
  const how = fleet.isUp('reporting-worker') ? await fleet.ended('reporting-worker') : 'SIGKILL';
  expect(how).toBe('SIGKILL');
}

const endedBySignal = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
    child.kill('SIGKILL');
  });

describe('tributary rebuild', () => {
  it('rule 40, I7: goes on after signal 9 to worker and command, and nobody who reads sees any of it', async () => {
    const reader = readAllTheTime();
    await fleet.kill('reporting-worker');
    const first = spawn(process.execPath, [cli, 'rebuild', 'reporting', '--data', fleet.folder], { stdio: 'ignore' });
    await eventually('the rebuild to have begun', async () =>
      (await tributary('rebuild', 'status', '--service', 'reporting')).out.includes(`fills ${live}r1`)
        ? true
        : undefined,
    );
    expect(await endedBySignal(first)).toBe('SIGKILL');
    const second = tributary('rebuild', 'reporting');
    await killedAt('between-row-and-checkpoint:2');
    await killedAt('after-effect-before-checkpoint:4');
    await fleet.start('reporting-worker');
    const { code, out } = await second;
    expect([code, out]).toEqual([
      0,
      `reporting shows ${live}r1. ${live} is kept until "tributary rebuild drop --service reporting".\n`,
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const reads = await reader.end();
    expect(reader.wrong).toEqual([]);
    expect(reads).toBeGreaterThan(50);
  }, 300_000);

  it('tells what is shown and kept, begins no other one, and shows the old one again when it is told to', async () => {
    expect((await tributary('rebuild', 'status')).out).toContain(`reporting shows ${live}r1, and keeps ${live}\n`);
    const again = await tributary('rebuild', 'reporting');
    expect([again.code, again.err]).toEqual([2, expect.stringContaining(`Version ${live} of the read models is kept`)]);
    expect((await tributary('rebuild', 'flip', '--service', 'reporting')).out).toBe(
      `reporting shows ${live}, and keeps ${live}r1\n`,
    );
    const { code, out } = await tributary('rebuild', 'drop', '--service', 'reporting', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, { service: 'reporting', live, next: null, kept: null, later: null }]);
  });

  it('compares alone where it is told to, and drops what was filled', async () => {
    const { code, out } = await tributary('rebuild', 'reporting', '--no-flip');
    expect(out).toMatch(
      /^.*: [1-9]\d* aggregates compared\.\n"tributary rebuild flip --service reporting" shows it\.\n$/,
    );
    expect(out).toContain(`reporting ${live}r2 shows the same as ${live}: `);
    expect(code).toBe(0);
    expect((await tributary('rebuild', 'drop', '--service', 'reporting')).out).toBe(`reporting shows ${live}\n`);
    const nothing = await tributary('rebuild', 'drop', '--service', 'reporting');
    expect([nothing.code, nothing.err]).toEqual([2, `reporting has no version beside ${live}, which is shown.\n`]);
  });

  it('is refused by a service without read models', async () => {
    expect(await tributary('rebuild', 'registry')).toEqual({ code: 2, out: '', err: 'registry has no read models.\n' });
  });

  it('leaves rows that are the fold of the journals', async () => {
    await writers.stop();
    const { code, out } = await tributary('verify');
    expect([code, out]).toEqual([0, expect.stringMatching(/^[1-9]\d* facts compared, 0 different\.\n$/)]);
  });
});
