// A start that cannot succeed: one sentence that says what to mend, exit code 1, and nothing is touched.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { type Ended, launchToEnd } from './launch.ts';

function expectSentence({ status, text }: Ended, sentence: RegExp): void {
  // parts that were ready before the one that failed have said so
  const lines = text.split('\n').filter((line) => !line.includes('✓'));
  expect([status, lines.length]).toEqual([1, 1]);
  expect(lines[0]).toMatch(sentence);
}

describe('a start on a folder that is not as it should be', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'edges-')), 'data');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('is refused where the folder is a file', async () => {
    await writeFile(folder, '');
    expectSentence(await launchToEnd(folder), /is a file where a folder belongs/);
  });

  it.each(['keys', 'logs', 'mongo', 'kafka'])('is refused where the folder %s is a file', async (name) => {
    await mkdir(folder);
    await writeFile(join(folder, name), '');
    expectSentence(await launchToEnd(folder), new RegExp(`/${name} is a file where a folder belongs`));
  });

  it.each(['keys/issuer.jwk', 'keys/strategy.secret', 'run.json'])(
    'is refused where the file %s is a folder',
    async (name) => {
      await mkdir(join(folder, name), { recursive: true });
      expectSentence(await launchToEnd(folder), new RegExp(`/${name} is a folder where a file belongs`));
    },
  );

  it('is refused where a key is empty, and the key stays as it is', async () => {
    await mkdir(join(folder, 'keys'), { recursive: true });
    await writeFile(join(folder, 'keys', 'installation.key'), '');
    expectSentence(await launchToEnd(folder), /installation\.key holds no key: bring back the file/);
    expect(await readFile(join(folder, 'keys', 'installation.key'), 'utf8')).toBe('');
  });

  it('is refused with a variable that nobody reads, and makes no folder', async () => {
    const ended = await launchToEnd(folder, { TRIBUTARY_BASE_CURENCY: 'USD' });
    expectSentence(
      ended,
      /^TRIBUTARY_BASE_CURENCY is not a variable of npm start: write TRIBUTARY_BASE_CURRENCY, or unset it\.$/,
    );
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('is refused where a port is taken, and makes no folder', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const ended = await launchToEnd(folder, { TRIBUTARY_PORT: String(port) });
    await new Promise((resolve) => holder.close(resolve));
    expectSentence(ended, new RegExp(`^Port ${port}, which the public address needs, is taken`));
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });
});

describe('a second start', () => {
  let tributary: Tributary;
  beforeAll(async () => {
    tributary = await startTributary();
  });
  afterAll(() => tributary?.remove());

  /** Every file below the folder that only the launcher writes, with its identity and its content. */
  async function seen(): Promise<unknown> {
    const names = ['run.json', 'logs', 'keys'];
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(tributary.folder, name);
        if (!(await stat(path)).isDirectory()) return [path];
        return (await readdir(path)).sort().map((file) => join(path, file));
      }),
    );
    return Promise.all(files.flat().map(async (path) => [path, (await stat(path)).ino, await readFile(path, 'utf8')]));
  }

  it('on a folder in use is refused in one sentence and touches nothing of the one that runs', async () => {
    const before = await seen();
    expectSentence(
      await launchToEnd(tributary.folder),
      /^The data folder .* is in use by another Tributary process: end that one first\.$/,
    );
    expect(await seen()).toEqual(before);
    const planner = await tributary.api('planner', 'MPLA');
    expect((await planner.get('/strategy/v1/plans')).status).toBe(200);
  });
});
