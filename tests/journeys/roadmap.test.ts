// The action plan that ships, entered by its command into the whole platform: a run that is cut goes on, what planners
// have said meanwhile stays, and the report shows over HTTP how far the country is.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Report } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { all, expectStatus } from './steps.ts';

const command = join(root, 'packages/client/bin/tributary.mjs');
const STEPS = '/strategy/v1/roadmap-steps';
let tributary: Tributary;
let planner: Api;

beforeAll(async () => {
  tributary = await startTributary();
  planner = await tributary.api('planner', 'MPLA');
}, 120_000);
afterAll(() => tributary?.remove());

/** Runs the command, and kills it where it says a line that is waited for. */
function load(until?: RegExp): Promise<{ readonly code: number | null; readonly out: string }> {
  const options = ['--plan-owner', 'MPLA', '--owners', 'foreign-affairs=MFOR', '--starts-on', '2026-01-01'];
  const child = spawn(process.execPath, [command, 'roadmap', 'load', ...options, '--data', tributary.folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes;
  });
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes;
    if (until?.test(err)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out })));
}

const steps = () =>
  all<{ readonly id: string; readonly code: string; readonly seq: number; readonly owner: string }>(
    planner,
    `${STEPS}?`,
  );

describe('the roadmap', () => {
  it('is entered step by step, and goes on where a run was cut', async () => {
    expect(await load(/: 8 of 40/)).toEqual({ code: null, out: '' });
    const before = await steps();
    expect(before.length).toBeGreaterThan(5);
    expect(before.length).toBeLessThan(40);
    const { code, out } = await load();
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ steps entered, \d+ were there already\.\n$/)]);
    const after = await steps();
    expect(after).toHaveLength(40);
    expect(after.find((step) => step.code === 'P2-2')).toMatchObject({ owner: 'MFOR', seq: 1 });
  }, 120_000);

  it('keeps what planners say of a step when the plan is entered again', async () => {
    const read = expectStatus(await planner.get(`${STEPS}/P2-1`), 200).json<Record<string, unknown>>();
    const { id: _i, seq: _s, ministry: _m, updatedAt: _u, code: _c, setOn: _o, ...step } = read;
    const evidence = [{ title: 'Table of estimates', reference: 'https://stat.example/estimates', on: '2026-01-31' }];
    const done = { ...step, status: 'done', evidence, setOn: '2026-02-01' };
    expectStatus(await planner.put(`${STEPS}/P2-1`, done, { 'if-match': '"1"' }), 200);
    expect(await load()).toEqual({ code: 0, out: '0 steps entered, 40 were there already.\n' });
    const analyst = await tributary.api('analyst', 'MFIN');
    const footer = await eventually('the report to know of it', async () => {
      const answer = await analyst.get('/reporting/v1/reports/roadmap/progress?to=2199-01-01');
      const report = answer.status === 200 ? Report.parse(answer.json()) : undefined;
      return report?.footer['done'] === 1 ? report.footer : undefined;
    });
    expect(footer).toEqual({ steps: 40, done: 1, donePct: 2.5, overdue: 39 });
  }, 120_000);
});
