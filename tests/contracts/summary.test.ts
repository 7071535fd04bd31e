// The end of a proof: every failed test by run, file and name with what it says, then the count as the last line.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

let folder: string;

const sound = (file: string) => ({
  name: join(root, file),
  status: 'passed',
  message: '',
  assertionResults: [{ status: 'passed', fullName: 'is sound', failureMessages: [] }],
});

const report = (...testResults: object[]) => ({ testResults: [sound('sound.test.ts'), ...testResults] });

const failed = (file: string, fullName: string, message: string) => ({
  name: join(root, file),
  status: 'failed',
  message: '',
  assertionResults: [{ status: 'failed', fullName, failureMessages: [message] }],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'));
  const [first, second] = ['AssertionError: expected 1 to be 2\n    at a.test.ts:3:1', 'Error: late'];
  const broken = {
    name: join(root, 'c.test.ts'),
    status: 'failed',
    message: 'SyntaxError: what',
    assertionResults: [],
  };
  const notRun = {
    name: join(root, 'd.test.ts'),
    status: 'passed',
    message: '',
    assertionResults: [{ status: 'pending', fullName: 'NOT RUN HERE: there is no such server', failureMessages: [] }],
  };
  const reports = {
    tests: report(failed('services/a.test.ts', 'a plan is entered', first)),
    real: report(failed('tests/b.test.ts', 'a report is fresh', second), broken),
    containers: report(notRun, { ...sound('slow.test.ts'), startTime: 1_000, endTime: 62_000 }),
  };
  for (const [run, content] of Object.entries(reports)) {
    await writeFile(join(folder, `${run}.json`), JSON.stringify(content));
  }
});
afterAll(() => rm(folder, { recursive: true }));

it('names what failed in each run just before the count', () => {
  const { stdout, status } = spawnSync(process.execPath, [join(root, '.ci/summary.mjs'), folder, '0'], {
    cwd: root,
    encoding: 'utf8',
  });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.slice(-8)).toEqual([
    'FAILED tests, services/a.test.ts: a plan is entered',
    '    AssertionError: expected 1 to be 2',
    '        at a.test.ts:3:1',
    'FAILED real, tests/b.test.ts: a report is fresh',
    '    Error: late',
    'FAILED real, c.test.ts',
    '    SyntaxError: what',
    expect.stringMatching(/^4 passed, \d+ failed$/),
  ]);
  expect(lines.filter((line) => line.startsWith('FAILED '))).toHaveLength(3);
  expect(lines.filter((line) => line.includes(' took '))).toEqual(['  took 61 s: slow.test.ts']);
  expect(status).toBe(1);
});

it('counts a file by what came of it when it was run once more, and tells that it is unstable', async () => {
  const again = { testResults: [sound('services/a.test.ts')] };
  await writeFile(join(folder, 'tests.again.json'), JSON.stringify(again));
  const { stdout } = spawnSync(process.execPath, [join(root, '.ci/summary.mjs'), folder, '0'], {
    cwd: root,
    encoding: 'utf8',
  });
  await rm(join(folder, 'tests.again.json'));
  expect(stdout).toContain(
    'UNSTABLE, passed when it was run once more: FAILED tests, services/a.test.ts: a plan is entered\n    AssertionError',
  );
  expect(stdout).toContain('tests: 2 passed, 0 failed, 0 skipped\n');
  expect(stdout).not.toMatch(/^FAILED tests/m);
  expect(stdout).toMatch(/^FAILED real/m);
});

it('names a run that ended before its first test', async () => {
  const lacking = await mkdtemp(join(tmpdir(), 'summary-'));
  await writeFile(join(lacking, 'tests.json'), JSON.stringify(report()));
  const { stdout, status } = spawnSync(process.execPath, [join(root, '.ci/summary.mjs'), lacking, '0'], {
    cwd: root,
    encoding: 'utf8',
  });
  await rm(lacking, { recursive: true });
  expect(stdout).toContain('FAILED real: it ended before its first test');
  expect(stdout).not.toContain('FAILED tests');
  expect(stdout).toMatch(/^1 passed, \d+ failed$/m);
  expect(status).toBe(1);
});

it('tells of what this machine does not have, and counts it neither as passed nor as failed', () => {
  const { stdout } = spawnSync(process.execPath, [join(root, '.ci/summary.mjs'), folder, '0'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout).toContain('d.test.ts: NOT RUN HERE: there is no such server\n');
  expect(stdout).not.toContain('SKIPPED');
});

it('tells by name which suites there was no cluster for, and counts none of them as failed', () => {
  const { stdout } = spawnSync(process.execPath, [join(root, '.ci/summary.mjs'), folder, '0'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout).toContain('NOT RUN HERE: tests/kubernetes/single-node.cluster.test.ts: no Kubernetes cluster');
  const missing = stdout.match(/^ {2}\S+: 0 passed$/gm) ?? [];
  expect(missing.join('\n')).not.toContain('.cluster.test.ts');
  expect(stdout).toMatch(new RegExp(`, ${missing.length + 3} failed$`, 'm'));
});
