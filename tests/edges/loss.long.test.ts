// A data folder of which a part is lost, cut or older: nothing runs on it without a word, and nothing acknowledged is
// given up before somebody says so. What is not lost is never taken for it.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary, type TributaryOptions } from '../platform/tributary.ts';
import { type Ended, launchToEnd } from './launch.ts';

/** A home whose platform was ended in good order: twenty initiatives, of which ten were there in `mongo.older`. */
let held: string;
let home: string;
let running: Tributary | undefined;

const own = (at: string, ...path: string[]) => join(at, '.tributary', 'own', ...path);

async function start(options: TributaryOptions = {}): Promise<Tributary> {
  running = await startTributary({ home, ...options });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/** Makes initiatives, and waits until the reports know them. */
async function make(tributary: Tributary, count: number): Promise<string[]> {
  const officer = await tributary.api('officer', 'MLOC');
  const made = [];
  for (let n = 0; n < count; n += 1) {
    made.push(expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201));
  }
  await untilVisible(tributary, made.map(tokenOf));
  return made.map((answer) => answer.json<{ id: string }>().id);
}

const verify = (): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const cli = join(root, 'packages/client/bin/tributary.mjs');
    execFile(process.execPath, [cli, 'verify', '--data', own(home)], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });

const removeSegments = (at: string) => rm(own(at, 'mongo'), { recursive: true });

async function cutTail(at: string): Promise<void> {
  const names = (await readdir(own(at, 'mongo'))).filter((name) => name.endsWith('.segment')).sort();
  const path = own(at, 'mongo', names.at(-1) ?? '');
  await truncate(path, Math.floor((await stat(path)).size * 0.7));
}

async function bringOlder(at: string): Promise<void> {
  await removeSegments(at);
  await rename(own(at, 'mongo.older'), own(at, 'mongo'));
}

async function removeBoth(at: string): Promise<void> {
  await removeSegments(at);
  await rm(own(at, 'kafka'), { recursive: true });
}

function expectRefusal({ status, text }: Ended, sentence: RegExp): void {
  const lines = text.split('\n').filter((line) => !line.includes('✓'));
  expect([status, lines.length]).toEqual([1, 1]);
  expect(lines[0]).toMatch(/^Facts are missing\. /);
  expect(lines[0]).toMatch(sentence);
  expect(lines[0]).toMatch(
    /Restore \S+ from a backup that has them, or go on without them: npm start -- --accept-loss$/,
  );
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'loss-'));
  await make(await start(), 10);
  await stop();
  await cp(own(home, 'mongo'), own(home, 'mongo.older'), { recursive: true });
  await make(await start(), 10);
  await stop();
  held = home;
});
afterAll(() => rm(held, { recursive: true, force: true }));
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'loss-'));
  await cp(join(held, '.tributary'), join(home, '.tributary'), { recursive: true });
});
afterEach(async () => {
  await stop();
  await rm(home, { recursive: true, force: true });
});

/** Each case starts the platform several times. */
const UNHURRIED = { timeout: 300_000 };

describe('a folder that has lost facts', UNHURRIED, () => {
  it.each([
    ['its database is gone', removeSegments, /The database of initiatives is empty, but its journal held at least \d+/],
    ['the end of its database is cut off', cutTail, /The database of initiatives lacks at least \d+ entries of its/],
    [
      'its database is an older copy',
      bringOlder,
      /The database of initiatives lacks at least \d+ entries of its journal/,
    ],
    ['database and broker are gone', removeBoth, /The database of initiatives is empty, but its journal held/],
  ])('is not run on where %s, until the loss is accepted', async (_what, damage, sentence) => {
    await damage(home);
    expectRefusal(await launchToEnd(own(home)), sentence);
    expect((await verify()).code).toBe(2);

    const accepted = await start({ args: ['--accept-loss'] });
    const [id] = await make(accepted, 3);
    expect(await verify()).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^[1-9]\d* facts compared, 0 diff/m),
    });
    await stop();

    const again = await start();
    const officer = await again.api('officer', 'MLOC');
    expect((await officer.get(`/initiatives/v1/initiatives/${id}`)).status).toBe(200);
  });
});

describe('a folder that has lost no fact', UNHURRIED, () => {
  it('goes on where the broker alone is gone', async () => {
    await rm(own(home, 'kafka'), { recursive: true });
    const tributary = await start();
    await make(tributary, 2);
    expect(await verify()).toMatchObject({ code: 0 });
  });

  it('goes on after every kill by signal 9, with all that was acknowledged', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const tributary = await start();
      const officer = await tributary.api('officer', 'MLOC');
      let writing = true;
      const writers = Array.from({ length: 4 }, async () => {
        while (writing) {
          const answer = await officer.post('/initiatives/v1/initiatives', initiative).catch(() => undefined);
          if (answer?.status === 201) acknowledged.push(answer.json<{ id: string }>().id);
          else if (answer === undefined) return;
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
      // the servers first: what they had not synced is what a crash takes
      const servers = tributary.pid('embedded');
      if (servers !== undefined && round % 2 === 0) process.kill(servers, 'SIGKILL');
      tributary.signal('SIGKILL');
      await tributary.ended;
      writing = false;
      await Promise.all(writers);
    }
    const tributary = await start();
    const officer = await tributary.api('officer', 'MLOC');
    for (const id of acknowledged) {
      expect((await officer.get(`/initiatives/v1/initiatives/${id}`)).status).toBe(200);
    }
    await make(tributary, 1);
    expect(await verify()).toMatchObject({ code: 0 });
  });
});
