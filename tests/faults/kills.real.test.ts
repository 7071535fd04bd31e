// kill -9 of any one process at each named place while eight writers write: nothing acknowledged is lost,
// nothing happens twice, no order breaks, and the read models equal the journals.
import { services } from '@tributary/contracts';
import { type CutPoint, cutPoints } from '@tributary/eventing';
import { addressOf } from '@tributary/launcher/process-table';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { type Fleet, type ProcessName, prepareFleet } from './fleet.ts';
import { untilStill, verified } from './still.ts';
import { type Acknowledged, startWriters, type Tally } from './writers.ts';

const WRITERS = 8;

/** Which process passes which place: the owner writes and relays, reporting consumes. */
const cuts: readonly { readonly process: ProcessName; readonly cut: CutPoint; readonly passage: number }[] = [
  { process: 'initiatives', cut: 'after-write-before-reply', passage: 7 },
  { process: 'initiatives', cut: 'after-journal-before-drain', passage: 3 },
  { process: 'initiatives', cut: 'after-drain-before-send', passage: 3 },
  { process: 'initiatives', cut: 'after-send-before-cursor', passage: 3 },
  { process: 'reporting', cut: 'mid-batch', passage: 2 },
  { process: 'reporting', cut: 'between-row-and-checkpoint', passage: 2 },
  { process: 'reporting', cut: 'after-effect-before-checkpoint', passage: 3 },
  { process: 'initiatives', cut: 'after-step-before-move', passage: 2 },
];

/** Killed at whatever they are doing. */
const anywhere: readonly ProcessName[] = ['embedded', 'initiatives', 'reporting', 'embedded', 'strategy', 'embedded'];

/** In an order in which each is ready: who leans on a copy waits until the owner has told how much there is. */
const everyone: readonly ProcessName[] = [
  'embedded',
  'registry',
  'strategy',
  ...services.filter((service) => service !== 'registry' && service !== 'strategy'),
];

describe('kill -9 under eight writers', () => {
  let fleet: Fleet;
  let tally: Tally;
  const kills = new Map<string, number>();
  const count = (process: ProcessName, where: string) => {
    const name = `${process} ${where}`;
    kills.set(name, (kills.get(name) ?? 0) + 1);
  };

  beforeAll(async () => {
    fleet = await prepareFleet();
    for (const name of everyone) await fleet.start(name);
    const writers = startWriters(await fleet.api('initiatives', 'officer', 'MLOC'), WRITERS);
    for (let round = 0; round < 2; round += 1) {
      for (const { process, cut, passage } of cuts) await killAt(process, cut, passage);
      for (const process of anywhere) await killAnywhere(process);
    }
    await writers.stop();
    tally = writers.tally;
    process.stdout.write(`${[...kills].map(([name, times]) => `  ${times} × ${name}`).join('\n')}\n`);
    process.stdout.write(
      `  ${tally.acknowledged.length} acknowledged, ${tally.refused.length} refused, ${tally.busy} busy, ${tally.unanswered} unanswered\n`,
    );
  }, 600_000);

  afterAll(() => fleet?.remove());

  /** Starts a process that kills itself at a place, waits for that, and starts it whole again. */
  async function killAt(process: ProcessName, cut: CutPoint, passage: number): Promise<void> {
    await fleet.stop(process);
    if (cut === 'after-step-before-move') await makeJobsDue(fleet, process);
    await fleet.start(process, { TRIBUTARY_TEST_CUT: `${cut}:${passage}` });
    const how = await Promise.race([
      fleet.isUp(process) ? fleet.ended(process) : Promise.resolve('SIGKILL'),
      new Promise<string>((resolve) => setTimeout(() => resolve('never cut'), 20_000)),
    ]);
    if (how === 'SIGKILL') count(process, cut);
    else await fleet.kill(process);
    await fleet.start(process);
  }

  async function killAnywhere(process: ProcessName): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 800));
    await fleet.kill(process);
    count(process, 'anywhere');
    await fleet.start(process);
  }

  it('has killed at least twenty times, and at every named place', () => {
    expect([...kills.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(20);
    // what lies beside aggregates is of persons, whom nobody enters here: people.test.ts cuts there
    const passed = cutPoints.filter((cut) => cut !== 'after-record');
    const places = passed.filter((cut) => ![...kills.keys()].some((name) => name.endsWith(cut)));
    expect(places).toEqual([]);
  });

  it('I1: every acknowledged command is there, I9: and the same key gives the same bytes', async () => {
    expect(tally.acknowledged.length).toBeGreaterThan(100);
    const officer = await fleet.api('initiatives', 'officer', 'MLOC');
    const check = async ({ id, seq, path, key, body, reply }: Acknowledged) => {
      const read = expectStatus(await officer.get(`/v1/initiatives/${id}`), 200).json<{ seq: number }>();
      expect(read.seq).toBeGreaterThanOrEqual(seq);
      const again = await officer.post(path, JSON.parse(body), { key });
      expect(again.text).toBe(reply);
    };
    for (let at = 0; at < tally.acknowledged.length; at += WRITERS) {
      await Promise.all(tally.acknowledged.slice(at, at + WRITERS).map(check));
    }
  }, 300_000);

  it('I2: nothing of a refused command exists', () => {
    expect(tally.refused).toEqual([]);
  });

  it('I3, I4: read models equal the journals, fact by fact, when all is still', async () => {
    await untilStill(await fleet.api('reporting', 'operator', 'MPLA'));
    expect(everyone.filter((name) => !fleet.isUp(name))).toEqual([]);
    expect(await verified(fleet)).toMatch(/^[1-9]\d* facts compared, 0 different\.$/m);
  }, 120_000);

  it('I8: nothing is left in an outbox, and nothing lags', async () => {
    const metrics = await (await fetch(`${addressOf(fleet.ports.initiativesInternal)}/metrics`)).text();
    expect(metrics).toMatch(/outbox_aggregates\S* 0$/m);
  });
});

/** The sweeps of a service are hours apart: a test brings the next one about. */
async function makeJobsDue({ ports }: Fleet, process: ProcessName): Promise<void> {
  const mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${ports.mongo}`).asPromise();
  try {
    const jobs = mongo.useDb(`tributary_${process}`).collection('jobs');
    expect((await jobs.updateMany({}, { $set: { dueAt: new Date(0) } })).matchedCount).toBeGreaterThan(1);
  } finally {
    await mongo.close();
  }
}
