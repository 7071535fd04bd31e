// The data folder: its keys, who runs on it, and that it has one holder at a time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientSecret, prepareFolder } from '../../src/folder/keys.ts';
import { FolderInUseError, lockByFile, lockFolder } from '../../src/folder/lock.ts';
import { NotRunningError, readRun, removeRun, writeRun } from '../../src/folder/run.ts';
import { operatorSentence } from '../../src/operator-error.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tributary-folder-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

/** A process that takes the folder by one of the two ways and holds it. */
async function holder(way: 'lockFolder' | 'lockByFile', folder: string) {
  const script = join(home, 'holder.mjs');
  await build({
    stdin: {
      contents: `import { ${way} } from './lock.ts';
        await ${way}(process.argv[2]);
        process.stdout.write('held');
        setInterval(() => undefined, 60_000);`,
      resolveDir: join(import.meta.dirname, '../../src/folder'),
      loader: 'ts',
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

describe('keys', () => {
  it('are made once, whole, for this user alone, and stay the same', async () => {
    const folder = join(home, 'deep', 'data');
    const [first, second] = await Promise.all([prepareFolder(folder), prepareFolder(folder)]);
    expect(first).toEqual(second);
    const contents = async () =>
      Promise.all([first.issuerKey, first.installationKey].map((path) => readFile(path, 'utf8')));
    const before = await contents();
    await prepareFolder(folder);
    expect(await contents()).toEqual(before);
    expect(await readdir(join(folder, 'keys'))).toEqual(['installation.key', 'issuer.jwk']);
    expect(await modeOf(first.issuerKey)).toBe('600');
    expect(await modeOf(first.installationKey)).toBe('600');
    expect(await modeOf(folder)).toBe('700');
    expect(Buffer.from(before[1] ?? '', 'hex')).toHaveLength(32);
  });

  it('give each client a secret of its own that another installation does not have', async () => {
    const here = await prepareFolder(join(home, 'here'));
    const there = await prepareFolder(join(home, 'there'));
    const secrets = await Promise.all([
      clientSecret(here.installationKey, 'strategy'),
      clientSecret(here.installationKey, 'registry'),
      clientSecret(there.installationKey, 'strategy'),
    ]);
    expect(new Set(secrets).size).toBe(3);
    expect(await clientSecret(here.installationKey, 'strategy')).toBe(secrets[0]);
  });

  it.each(['', '\n', '{}', 'null', '{"kty":"OKP"'])(
    'a file with %j in it is no key, and stays as it is',
    async (text) => {
      for (const name of ['issuer.jwk', 'installation.key']) {
        const folder = join(home, name);
        await mkdir(join(folder, 'keys'), { recursive: true });
        const path = join(folder, 'keys', name);
        await writeFile(path, text);
        await expect(prepareFolder(folder)).rejects.toThrow(
          `${path} holds no key: bring back the file that belongs to this data folder; a new key would not fit its data.`,
        );
        expect(await readFile(path, 'utf8')).toBe(text);
      }
    },
  );

  it('a folder where a key belongs is one sentence', async () => {
    const path = join(home, 'keys', 'issuer.jwk');
    await mkdir(path, { recursive: true });
    expect(operatorSentence(await prepareFolder(home).catch((error: unknown) => error))).toBe(
      `${path} is a folder where a file belongs (EISDIR): move it away.`,
    );
  });
});

describe('run.json', () => {
  const run = { address: 'http://127.0.0.1:8080', issuerUrl: 'http://127.0.0.1:8086', ports: { mongo: 8087 } };

  it('says where a running platform is, until it is removed', async () => {
    await writeRun(home, { ...run, pid: process.pid });
    expect(await readRun(home)).toEqual({ ...run, pid: process.pid });
    expect(await modeOf(join(home, 'run.json'))).toBe('600');
    await removeRun(home);
    await expect(readRun(home)).rejects.toThrow(NotRunningError);
  });

  it.each(['', '{', 'null', '{"pid":"1"}'])('with %j in it is damaged, and says so', async (text) => {
    await writeFile(join(home, 'run.json'), text);
    await expect(readRun(home)).rejects.toThrow(`${join(home, 'run.json')} is damaged`);
  });

  it('that cannot be written or removed is one sentence, and leaves no draft', async () => {
    await mkdir(join(home, 'run.json'));
    const sentence = `${join(home, 'run.json')} is a folder where a file belongs`;
    const attempts = [() => writeRun(home, { ...run, pid: 1 }), () => removeRun(home), () => readRun(home)];
    for (const attempt of attempts) {
      expect(operatorSentence(await attempt().catch((error: unknown) => error))).toContain(sentence);
    }
    expect(await readdir(home)).toEqual(['run.json']);
  });

  it('of a process that is gone counts as nothing', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeRun(home, { ...run, pid: child.pid ?? 0 });
    await expect(readRun(home)).rejects.toThrow(/npm start/);
  });
});

describe.each([
  ['by the way of this system', 'lockFolder', lockFolder],
  ['by a file', 'lockByFile', lockByFile],
] as const)('a folder locked %s', (_, way, lock) => {
  it('has one holder, and the second one is told so in a sentence', async () => {
    const release = await lock(home);
    await expect(lock(home)).rejects.toThrow(FolderInUseError);
    await expect(lock(home)).rejects.toThrow(
      `The data folder ${home} is in use by another Tributary process: end that one first.`,
    );
    await release();
    await (await lock(home))();
  });

  it('is free at once when its holder was killed', async () => {
    const { kill } = await holder(way, home);
    await expect(lock(home)).rejects.toThrow(FolderInUseError);
    await kill();
    await (await lock(home))();
  });

  it('is given to one of many that ask at the same time, also after a holder that was killed', async () => {
    const { kill } = await holder(way, home);
    await kill();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lock(home)));
    const held = asked.filter(({ status }) => status === 'fulfilled');
    expect(held).toHaveLength(1);
    for (const each of asked) if (each.status === 'fulfilled') await each.value();
  });
});

it('a folder is the same by any of its names', async () => {
  await mkdir(join(home, 'data'));
  await symlink(join(home, 'data'), join(home, 'link'));
  const release = await lockFolder(join(home, 'data'));
  await expect(lockFolder(join(home, 'link'))).rejects.toThrow(FolderInUseError);
  await (await lockFolder(join(home, 'other')))();
  await release();
});

it('a lock file whose process id now belongs to another process holds nothing', async () => {
  await writeFile(join(home, 'servers.lock.4'), `${process.pid} Thu Jan  1 00:00:00 1970`);
  await (await lockByFile(home))();
});
