import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { cutPoints, plantableBugs, readSabotage } from '../../src/cut-points.ts';

describe('what a test may break', () => {
  test('nothing is broken unless the environment asks for it by name', () => {
    expect(readSabotage({})).toEqual({ cut: undefined, bug: undefined });
    for (const name of cutPoints) {
      expect(readSabotage({ TRIBUTARY_TEST_CUT: `${name}:3` }).cut).toEqual({ name, passage: 3 });
      expect(readSabotage({ TRIBUTARY_TEST_CUT: name }).cut).toEqual({ name, passage: 1 });
    }
    for (const bug of plantableBugs) expect(readSabotage({ TRIBUTARY_TEST_BUG: bug }).bug).toBe(bug);
  });

  test('a name that is none, or a count that is none, stops the process at its start', () => {
    for (const cut of ['nowhere', 'mid-batch:0', 'mid-batch:x', 'mid-batch:']) {
      expect(() => readSabotage({ TRIBUTARY_TEST_CUT: cut })).toThrow(/names no cut point/);
    }
    expect(() => readSabotage({ TRIBUTARY_TEST_BUG: 'gremlin' })).toThrow(/names no bug/);
  });

  test('a production process refuses both', () => {
    for (const asked of [{ TRIBUTARY_TEST_CUT: 'mid-batch' }, { TRIBUTARY_TEST_BUG: 'no-high-watermarks' }]) {
      expect(() => readSabotage({ ...asked, NODE_ENV: 'production' })).toThrow(/refused in production/);
    }
    expect(readSabotage({ NODE_ENV: 'production' })).toEqual({ cut: undefined, bug: undefined });
  });

  test('a process ends by signal 9 at the passage that is asked for, and at no other place', () => {
    const resolveDir = fileURLToPath(new URL('../../src', import.meta.url));
    const steps = "cut('mid-batch'); cut('after-write-before-reply'); cut('mid-batch'); console.log('never');";
    const contents = `import { cut } from './cut-points.ts'; console.log('once'); ${steps}`;
    const { outputFiles } = buildSync({
      stdin: { contents, resolveDir },
      bundle: true,
      platform: 'node',
      write: false,
    });
    const args = ['--eval', outputFiles[0]?.text ?? ''];
    const env = { ...process.env, TRIBUTARY_TEST_CUT: 'mid-batch:2', TRIBUTARY_TEST_BUG: '', NODE_ENV: 'test' };
    const { signal, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    expect({ signal, stdout }).toEqual({ signal: 'SIGKILL', stdout: 'once\n' });
  });
});
