// `tributary doctor` on a running platform: clean, and with faults that are made there. Every other finding is provoked
// in packages/client/test/doctor.test.ts.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { portOffsets } from '@tributary/launcher/process-table';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mend, poison } from '../faults/poison.ts';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

let tributary: Tributary;
let mongo: mongoose.Connection;
let id: string;

interface Told {
  readonly code: number;
  readonly found: readonly string[];
  readonly notLookedAt: readonly string[];
}

/** What it finds, but for the disk of the machine that the test happens to run on. */
const doctor = (...args: readonly string[]): Promise<Told> =>
  new Promise((resolve, reject) => {
    const cli = join(root, 'packages/client/bin/tributary.mjs');
    execFile(process.execPath, [cli, 'doctor', '--json', ...args], (error, stdout, stderr) => {
      if (stderr !== '') return reject(new Error(stderr));
      const { findings, notLookedAt } = JSON.parse(stdout) as {
        findings: readonly { part: string; code: string }[];
        notLookedAt: readonly string[];
      };
      const found = findings.filter(({ part }) => part !== 'disk').map(({ part, code }) => `${part} ${code}`);
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, found, notLookedAt });
    });
  });
const here = () => doctor('--data', tributary.folder);

beforeAll(async () => {
  tributary = await startTributary();
  const officer = await tributary.api('officer', 'MLOC');
  const created = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  id = created.json<{ id: string }>().id;
  await untilVisible(tributary, [tokenOf(created)]);
  mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${tributary.port + portOffsets.mongo}`).asPromise();
});

afterAll(async () => {
  await mongo?.close();
  await tributary?.remove();
});

describe('tributary doctor', () => {
  it('finds nothing where all is well, from inside and through the front door', async () => {
    expect(await here()).toMatchObject({ found: [], notLookedAt: [] });
    const { token } = await tributary.api('operator', 'MPLA');
    expect(await doctor('--url', tributary.address, '--token', token)).toEqual({
      code: 0,
      found: [],
      notLookedAt: [expect.stringContaining('internal ports')],
    });
    const other = await tributary.api('planner', 'MPLA');
    const { notLookedAt } = await doctor('--url', tributary.address, '--token', other.token);
    expect(notLookedAt).toContain(
      'what is set aside: the token is not taken or not of an operator, or a service is too busy to say',
    );
  });

  it('finds what is set aside, until it is applied', async () => {
    expect(await poison(mongo, id)).toBe(true);
    await eventually('it to be set aside', async () =>
      (await here()).found.includes('reporting PARKED') ? true : undefined,
    );
    expect((await here()).code).toBe(2);
    await mend(mongo, id);
    await new Promise((resolve) => {
      const cli = join(root, 'packages/client/bin/tributary.mjs');
      execFile(process.execPath, [cli, 'parked', 'redrive', '--data', tributary.folder], resolve);
    });
    expect((await here()).found).toEqual([]);
  });

  it('finds a relay that nobody leads, and an outbox that does not drain', async () => {
    const database = mongo.useDb('tributary_initiatives');
    const leases = database.collection<{ _id: string }>('lease');
    let held = true;
    const holding = (async () => {
      for (let beat = 1_000; held; beat += 1) {
        await leases.updateOne({ _id: 'relay' }, { $set: { owner: 'stranger#1', epoch: 1_000, beat } });
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    // Not before nobody leads: who is about to lose the lease would still drain what is written.
    await eventually('nobody to lead', async () =>
      (await here()).found.includes('initiatives NO_RELAY') ? true : undefined,
    );
    const officer = await tributary.api('officer', 'MLOC');
    const made = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
    await database
      .collection<{ _id: string }>('initiative')
      .updateOne({ _id: made.json<{ id: string }>().id }, { $set: { pendingSince: new Date(Date.now() - 600_000) } });
    let found: readonly string[] = [];
    const told = await eventually(
      'both to be found',
      async () => {
        found = (await here()).found;
        return found.length > 1 ? found : undefined;
      },
      { seen: () => found },
    ).finally(() => {
      held = false;
      return holding;
    });
    expect(told).toEqual(['initiatives OUTBOX_STUCK', 'initiatives NO_RELAY']);
  });

  it('finds a service that does not answer', async () => {
    const pid = tributary.pid('registry') ?? 0;
    process.kill(pid, 'SIGSTOP');
    const told = await here();
    process.kill(pid, 'SIGCONT');
    expect([told.code, told.found[0]]).toEqual([2, 'registry NO_ANSWER']);
  });
});
