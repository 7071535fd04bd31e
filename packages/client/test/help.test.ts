// The command line as a person first meets it: help wherever it may be looked for, one sentence for what is wrong.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'packages/client/bin/tributary.mjs');

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
  return { status, out: stdout, err: stderr };
}
const tributary = (...args: string[]) => run(process.execPath, bin, ...args);

const wholeHelp = { status: 0, out: expect.stringMatching(/^Usage: npx --no tributary COMMAND/), err: '' };

describe('help', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']], [['help', '--help']]])(
    'of all commands is shown for %j',
    (args) => {
      expect(tributary(...args)).toEqual(wholeHelp);
    },
  );

  it.each(['token', 'verify', 'rebuild', 'embedded'])('of %s tells of each of its options', (name) => {
    const asked = [tributary(name, '--help'), tributary(name, '-h'), tributary('help', name)];
    for (const shown of asked) {
      expect(shown).toMatchObject({ status: 0, err: '' });
      expect(shown.out).toMatch(new RegExp(`^Usage: tributary ${name} `));
      expect(shown.out).toMatch(/^ +--data DIR +the data folder/m);
    }
  });

  it.each([
    [['--no', 'tributary', 'help']],
    [['--no', 'tributary']],
    [['--no', '--', 'tributary', '--help']],
    [['--no', 'tributary', 'token', '--help']],
  ])('reaches a person through npx %j', (args) => {
    const { status, out } = run('npx', ...args);
    expect([status, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^Usage: (npx --no )?tributary /)]);
  });
});

describe('what is wrong', () => {
  it.each([
    [['nope'], 'There is no command "nope".'],
    [['help', 'nope'], 'There is no command "nope".'],
    [['token', '--ministry', 'MPLA'], '--role ROLE is missing.'],
    [['token', '--role', 'planner'], '--ministry is a code of 2 to 12 capital letters and digits, such as MPLA.'],
    [
      ['token', '--role', 'association', '--ministry', 'MFOR'],
      '--subject names whom a token of association stands for: up to 128 letters, digits and . _ : -, such as a-4f1c9d2e.',
    ],
    [
      ['token', '--role', 'person', '--subject', 'Ana Torres'],
      '--subject names whom a token of person stands for: up to 128 letters, digits and . _ : -, such as a-4f1c9d2e.',
    ],
    [
      ['token', '--role', 'association', '--as', 'ana'],
      '--subject names whom a token of association stands for: up to 128 letters, digits and . _ : -, such as a-4f1c9d2e.',
    ],
    [
      ['token', '--role', 'planner', '--ministry', 'MPLA', '--subject', 'a-1'],
      '--subject is for the roles person and association; planner has a --ministry.',
    ],
    [['token', '--role', '', '--ministry', 'MPLA'], '--role needs a value: ROLE.'],
    [['sample'], 'Name one of load, people.'],
    [['sample', 'people', '--data', '/nowhere'], '--count is a whole number from 1 to 1000000.'],
    [['sample', 'load', '--file', '/nowhere.json', '--data', '/nowhere'], '/nowhere.json cannot be read: ENOENT.'],
    [['sample', 'load', '--file', bin, '--data', '/nowhere'], `${bin} holds no JSON.`],
    [['rebuild'], 'Name one of registry, initiatives, partnerships, strategy, reporting, status, flip, drop.'],
    [['rebuild', 'drop'], '"rebuild drop" needs --service SERVICE.'],
    [
      ['rebuild', 'flip', '--service', 'nope'],
      '--service is one of registry, initiatives, partnerships, strategy, reporting.',
    ],
    [
      ['rebuild', 'reporting', '--service', 'strategy'],
      '"rebuild reporting" is of reporting, and --service says strategy: leave it out.',
    ],
    [['rebuild', 'reporting', '--no-flip=1'], "Option '--no-flip' does not take an argument"],
    [
      ['embedded', '--data', 'x', '--mongo', '0x50', '--kafka', '0'],
      '--mongo is "0x50": it must be a port from 0 to 65535; 0 lets the system choose.',
    ],
    [
      ['embedded', '--data', 'x', '--mongo', '0', '--kafka', ' 80 '],
      '--kafka is " 80 ": it must be a port from 0 to 65535; 0 lets the system choose.',
    ],
  ])('with %j is said in its first line, with exit code 2', (args, sentence) => {
    const { status, out, err } = tributary(...args);
    expect([status, out, err.split('\n')[0]]).toEqual([2, '', sentence]);
  });

  it('with a folder that cannot be one is a sentence, with exit code 1', () => {
    const { status, err } = tributary('embedded', '--data', join(bin, 'data'), '--mongo', '0', '--kafka', '0');
    expect([status, err]).toEqual([1, `${bin} is a file where a folder belongs (ENOTDIR): move it away.\n`]);
  });

  it('with a folder on which nothing runs is a sentence', () => {
    const { status, err } = tributary('token', '--role', 'planner', '--ministry', 'MPLA', '--data', '/nowhere');
    expect([status, err]).toEqual([
      2,
      'Nothing runs on the data folder /nowhere: start the platform with "npm start" first.\n',
    ]);
  });
});
