// A real disk without room: commands are refused with STORAGE_FULL, reads go on, nothing acknowledged is lost, and writing
// resumes by itself. A disk that can only be read is one sentence.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import type { Answer, Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { launchToEnd } from './launch.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

describe('the platform on a disk of 24 MB', () => {
  let disk: SmallDisk;
  let tributary: Tributary;
  let officer: Api;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    disk = smallDisk(24);
    tributary = await startTributary({ home: disk.path });
    officer = await tributary.api('officer', 'MLOC');
  });
  afterAll(async () => {
    await tributary?.stop();
    disk?.remove();
  });

  const write = async (): Promise<Answer> => {
    const answer = await officer.post('/initiatives/v1/initiatives', initiative);
    if (answer.status === 201) acknowledged.push(answer.json<{ id: string }>().id);
    return answer;
  };

  const expectAllThere = async () => {
    for (const id of acknowledged) expectStatus(await officer.get(`/initiatives/v1/initiatives/${id}`), 200);
  };

  const verified = () =>
    eventually('a clean verification', async () => {
      const cli = join(root, 'packages/client/bin/tributary.mjs');
      const args = [cli, 'verify', '--data', tributary.folder];
      const { stdout } = await promisify(execFile)(process.execPath, args).catch(() => ({ stdout: '' }));
      return /^[1-9]\d* facts compared, 0 different\.$/m.test(stdout) || undefined;
    });

  it('refuses commands when it is full, and says when to come back; reads go on', async () => {
    for (let n = 0; n < 20; n += 1) expectStatus(await write(), 201);
    disk.fill();
    const refused = await eventually('a refusal', async () => {
      const answer = await write();
      return answer.status === 201 ? undefined : answer;
    });
    expect(refused.status).toBe(503);
    expect(refused.json()).toMatchObject({ code: 'STORAGE_FULL', status: 503 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
    await expectAllThere();
    expectStatus(await (await tributary.api('analyst', 'MPLA')).get('/reporting/v1/freshness'), 200, 403);
  });

  it('lives on: no process ends, though logs cannot be written and relay and consumers cannot go on', async () => {
    const pids = tributary.pids();
    for (let n = 0; n < 10; n += 1) {
      expect((await write()).json()).toMatchObject({ code: 'STORAGE_FULL' });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    expect(tributary.pids()).toEqual(pids);
    expect(tributary.output()).not.toContain('ended (');
    expect(tributary.output().match(/cannot be written \(ENOSPC\)/g) ?? []).toHaveLength(1);
  });

  it('keeps what it acknowledged when it is killed and started again without room', async () => {
    const before = tributary.pid('embedded');
    process.kill(before ?? 0, 'SIGKILL');
    await eventually(
      'the servers to be back',
      async () => tributary.output().includes('embedded is back') || undefined,
    );
    await eventually('reads', async () => {
      const answer = await officer.get(`/initiatives/v1/initiatives/${acknowledged[0]}`);
      return answer.status === 200 || undefined;
    });
    await expectAllThere();
    expect((await write()).json()).toMatchObject({ code: 'STORAGE_FULL' });
  });

  it('writes again by itself when there is room, and the read models have everything', async () => {
    disk.empty();
    await eventually('a command to be taken', async () => (await write()).status === 201 || undefined);
    for (let n = 0; n < 20; n += 1) expectStatus(await write(), 201);
    await expectAllThere();
    await verified();
    await eventually('the logs', async () => tributary.output().includes('Log lines are kept again.') || undefined);
  });

  it('has everything after an end in good order and a new start', async () => {
    expect(await tributary.stop()).toBe(0);
    tributary = await startTributary({ home: disk.path });
    officer = await tributary.api('officer', 'MLOC');
    await expectAllThere();
  });

  it('can be ended in good order while it is full', async () => {
    disk.fill();
    expect(await tributary.stop()).toBe(0);
  });

  it('is not started on a disk that can only be read, and says so', async () => {
    disk.readOnly(true);
    const { status, text } = await launchToEnd(tributary.folder);
    disk.readOnly(false);
    expect([status, text.split('\n').length]).toEqual([1, 1]);
    expect(text).toMatch(/ is on a disk that can only be read \(EROFS\): choose a folder that can be written\.$/);
  });

  it('is not started anew on a disk without room, and says so', async () => {
    disk.fill();
    const { status, text } = await launchToEnd(join(disk.path, 'another'));
    disk.empty();
    expect([status, text.split('\n').length]).toEqual([1, 1]);
    expect(text).toMatch(/^The disk has no room left for .* \(ENOSPC\): make room, then start again\.$/);
  });
});
