// Backups of a data folder on which nothing runs, and every way in which one can be damaged.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareFolder, startEmbedded } from '@tributary/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/tributary.mjs', import.meta.url));

let home: string;
let data: string;

function tributary(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: home, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** Every file of a folder with its bytes, in hex. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(
    files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'hex')]),
  );
  return Object.fromEntries(read.sort());
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backup-'));
  data = join(home, 'data');
  await prepareFolder(data);
  await (await startEmbedded({ folder: data, mongoPort: 0, kafkaPort: 0 })).close();
  await mkdir(join(data, 'marks'), { recursive: true });
  await writeFile(join(data, 'marks', 'registry.json'), '{"history":"h","epoch":1,"at":"","highWatermarks":[]}\n');
  await mkdir(join(data, 'evidence', 'application'), { recursive: true });
  const proof = join(data, 'evidence', 'application', '0123456789abcdef'.repeat(4));
  await writeFile(proof, '%PDF');
  await writeFile(`${proof}.1.partial`, '%P');
  await writeFile(join(data, 'notes.txt'), 'not of a backup');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('tributary backup', () => {
  it.each(['folder', 'one.tar', 'one.tar.gz', 'one.tgz'])(
    'makes %s, from which the same folder comes',
    async (target) => {
      expect(tributary('backup', target, '--data', data)).toMatchObject({
        status: 0,
        out: expect.stringMatching(
          / is saved in .*: \d+ files, \d+ bytes\. It holds keys and secrets: keep it safe\.\n$/,
        ),
        err: '',
      });
      const restored = join(home, `restored-${target}`);
      expect(tributary('restore', target, restored)).toMatchObject({ status: 0, err: '' });
      const all = Object.entries(await contents(data));
      const saved = Object.fromEntries(all.filter(([name]) => !/^notes\.txt$|\.partial$/.test(name)));
      expect(Object.keys(saved)).toContain(`evidence/application/${'0123456789abcdef'.repeat(4)}`);
      expect(await contents(restored)).toEqual(saved);
      for (const path of [...Object.keys(saved).map((name) => join(restored, name)), join(home, target)]) {
        const { mode } = await stat(path);
        expect([path, mode & 0o077]).toEqual([path, 0]);
      }
    },
  );

  it('writes into no place that is taken, and says so', () => {
    expect(tributary('backup', data, '--data', data)).toEqual({
      status: 1,
      out: '',
      err: `${data} is there already: name one that is not.\n`,
    });
  });

  it('makes no data folder of one that is none, and leaves nothing behind', async () => {
    const { status, err } = tributary('backup', 'of-nothing', '--data', join(home, 'nowhere'));
    expect([status, err]).toEqual([1, `${join(home, 'nowhere')} is no data folder: it has no keys.\n`]);
    expect((await readdir(home)).filter((name) => /nowhere|of-nothing/.test(name))).toEqual([]);
  });

  it('says in its help what it contains', () => {
    expect(tributary('backup', '--help').out).toMatch(/personal data[\s\S]*signing key[\s\S]*0600/);
  });
});

describe('tributary restore', () => {
  const whole = 'whole';
  beforeAll(() => {
    expect(tributary('backup', whole, '--data', data).status).toBe(0);
    expect(tributary('backup', `${whole}.tar`, '--data', data).status).toBe(0);
  });

  const change = async (path: string, by: (text: string) => string) =>
    writeFile(path, by(await readFile(path, 'latin1')), 'latin1');

  it.each([
    [
      'a digit of a key is another',
      'keys/installation.key is damaged',
      async (at: string) => {
        await change(join(at, 'keys/installation.key'), (text) => (text[0] === '0' ? '1' : '0') + text.slice(1));
      },
    ],
    [
      'a file ends early',
      'marks/registry.json is damaged',
      (at: string) => truncate(join(at, 'marks/registry.json'), 9),
    ],
    ['a file is gone', 'keys/issuer.jwk is missing', (at: string) => rm(join(at, 'keys/issuer.jwk'))],
    [
      'a file was added',
      'keys/other.key is not of the backup',
      (at: string) => writeFile(join(at, 'keys/other.key'), ''),
    ],
    [
      'something else was added',
      'notes.txt is not of the backup',
      (at: string) => writeFile(join(at, 'notes.txt'), ''),
    ],
    [
      'its manifest is gone',
      'manifest.json, which is written last, is missing',
      (at: string) => rm(join(at, 'manifest.json')),
    ],
    ['its manifest ends early', 'manifest.json is damaged', (at: string) => truncate(join(at, 'manifest.json'), 99)],
    [
      'its manifest tells another time',
      'manifest.json is damaged',
      (at: string) => change(join(at, 'manifest.json'), (text) => text.replace('"takenAt": "2', '"takenAt": "1')),
    ],
    [
      'it is of another format',
      'it is of format 2, and this program reads format 1: use the program that made it',
      (at: string) => change(join(at, 'manifest.json'), (text) => text.replace('"format": 1', '"format": 2')),
    ],
  ])('refuses a backup of which %s, in one sentence', async (_what, why, damage) => {
    const damaged = join(home, 'damaged');
    await cp(join(home, whole), damaged, { recursive: true });
    await damage(damaged);
    expect(tributary('restore', damaged, 'none')).toEqual({
      status: 1,
      out: '',
      err: `${damaged} is no whole backup: ${why}. Nothing was restored.\n`,
    });
    await rm(damaged, { recursive: true });
    expect((await readdir(home)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('refuses a file that ends early, wherever it does', async () => {
    const { size } = await stat(join(home, `${whole}.tar`));
    for (const length of [0, 100, 512, 1_000, Math.floor(size / 2), size - 2_000]) {
      const cut = join(home, 'cut.tar');
      await cp(join(home, `${whole}.tar`), cut);
      await truncate(cut, length);
      const { status, out, err } = tributary('restore', cut, 'none');
      expect([length, status, out, err.split('\n').length]).toEqual([length, 1, '', 2]);
      expect(err).toMatch(/ is no whole backup: .*\. Nothing was restored\.$/m);
    }
    expect((await readdir(home)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('never overwrites a folder that holds data, and takes an empty one', async () => {
    const before = await contents(data);
    expect(tributary('restore', whole, data)).toEqual({
      status: 1,
      out: '',
      err: `${data} holds data already: name a folder that is not there, or an empty one.\n`,
    });
    expect(await contents(data)).toEqual(before);
    await mkdir(join(home, 'empty'));
    expect(tributary('restore', whole, 'empty')).toMatchObject({ status: 0, err: '' });
  });

  it('says where a backup is not', () => {
    const missing = join(home, 'missing');
    expect(tributary('restore', missing, 'none')).toEqual({
      status: 2,
      out: '',
      err: `${missing} is missing (ENOENT): bring it back, or choose another folder.\n`,
    });
  });

  it.each([
    [['backup'], 'TARGET is missing.'],
    [['restore', 'x'], 'FOLDER is missing.'],
    [['restore', 'x', 'y', 'z'], 'There is no place for "z".'],
  ])('or its sibling with %j tells what is wrong, and the usage', (args, sentence) => {
    const { status, err } = tributary(...args);
    expect([status, err.split('\n')[0]]).toEqual([2, sentence]);
  });
});
