// However the launcher goes, and whenever: no process of the platform stays behind.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childrenOf, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type Begun, beginLaunch, lives } from './launch.ts';

const noneLives = (pids: readonly number[]) =>
  eventually('the end of every child', async () => (pids.some(lives) ? undefined : true), {
    seen: () => pids.filter(lives),
  });

describe('a launcher that is ended while its services start', () => {
  let home: string;
  let begun: Begun;
  let pids: number[];

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'orphans-'));
    begun = await beginLaunch(join(home, 'data'));
    pids = await eventually(
      'all children',
      async () => {
        const found = childrenOf(begun.child.pid ?? -1).map(({ pid }) => pid);
        return found.length === 6 ? found : undefined;
      },
      { seen: begun.output },
    );
  });
  afterEach(async () => {
    for (const pid of pids.filter(lives)) process.kill(pid, 'SIGKILL');
    begun.child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  it('by signal 9 leaves nobody behind', async () => {
    begun.child.kill('SIGKILL');
    await noneLives(pids);
  });

  it('by Ctrl-C ends in good order', async () => {
    begun.child.kill('SIGINT');
    expect([await begun.ended, begun.output().trim().split('\n').at(-1)]).toEqual([0, 'Everything is saved.']);
    await noneLives(pids);
  });
});

describe('a launcher that is ended while all is well', () => {
  let tributary: Tributary;
  let pids: number[];
  beforeEach(async () => {
    tributary = await startTributary();
    pids = tributary.pids();
    expect(pids).toHaveLength(6);
  });
  afterEach(() => tributary.remove());

  it('by signal 9 leaves nobody behind', async () => {
    tributary.signal('SIGKILL');
    await noneLives(pids);
  });

  it('by a second signal ends at once, and all of its children with it', async () => {
    // a stopped child cannot end in good order
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    tributary.signal('SIGINT');
    await eventually('the first signal to be heard', async () => tributary.output().includes('Ending…') || undefined);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    tributary.signal('SIGINT');
    expect(await tributary.ended).toBe(1);
    expect(tributary.output()).toContain('Ended at once. Nothing acknowledged is lost.');
    await noneLives(pids);
  });
});
