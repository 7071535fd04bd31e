// A poison event in a running platform: an operator lists what is set aside, and takes it up again once it is mended.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { mend, poison } from './poison.ts';

let tributary: Tributary;
let mongo: mongoose.Connection;
let id: string;

const parked = (...args: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const cli = join(root, 'packages/client/bin/tributary.mjs');
    execFile(process.execPath, [cli, 'parked', ...args, '--data', tributary.folder], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });

beforeAll(async () => {
  tributary = await startTributary();
  const officer = await tributary.api('officer', 'MLOC');
  const created = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  id = created.json<{ id: string }>().id;
  await untilVisible(tributary, [tokenOf(created)]);
  mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${tributary.port + 7}`).asPromise();
});

afterAll(async () => {
  await mongo?.close();
  await tributary?.remove();
});

describe('tributary parked', () => {
  it('says that nothing is set aside', async () => {
    expect(await parked('list')).toEqual({ code: 0, output: '0 set aside.\n' });
  });

  it('lists what is set aside, by the services that set it aside, with the reason', async () => {
    expect(await poison(mongo, id)).toBe(true);
    const listed = await eventually('the poison to be set aside in both', async () => {
      const answer = await parked('list');
      return answer.output.includes('2 set aside.') ? answer : undefined;
    });
    expect(listed.code).toBe(1);
    for (const reader of ['partnerships', 'reporting']) {
      expect(listed.output).toMatch(
        new RegExp(
          `^${reader} ${reader}\\.views\\.[0-9a-f]+: initiatives ${id}: from seq 2: .*/status: invalid_type$`,
          'm',
        ),
      );
    }
  });

  it('says that it failed again as long as the event is what it is', async () => {
    const { code, output } = await parked('redrive', '--service', 'reporting');
    expect([code, output]).toEqual([1, expect.stringContaining('0 applied, 1 still set aside.')]);
  });

  it('applies it once its owner has mended the record', async () => {
    await mend(mongo, id);
    const { code, output } = await parked('redrive', '--aggregate', id);
    expect([code, output]).toEqual([0, expect.stringContaining('2 applied, 0 still set aside.')]);
    await untilVisible(tributary, [`initiatives:${id}:2`]);
    expect(await parked('list')).toEqual({ code: 0, output: '0 set aside.\n' });
  });

  it('is 2 with its usage where it is not told what to do', async () => {
    expect(await parked('mend')).toMatchObject({ code: 2, output: expect.stringContaining('parked list|redrive') });
  });
});
