// Jobs: work over many targets in steps, which no crash and no late target makes incomplete.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import { after, failed, fresh, SETTLED_MS } from '../../src/jobs/pass.ts';
import { type Runner, type RunnerParts, startRunner } from '../../src/jobs/runner.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { mongoJobLease, mongoJobs } from '../../src/mongo/jobs.ts';
import { mongoLease } from '../../src/mongo/journal.ts';
import type { JobKind } from '../../src/ports/jobs.ts';
import { annotate, dig, type Well, wells } from '../fixtures/aggregates.ts';
import { answering, request, silent } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
let connection: MongoConnection;
let opened: OpenStore<Well>;
let jobs: JobStore;
/** added to the clock of the runner, milliseconds */
let passed = 0;
const runners: Runner[] = [];

beforeAll(async () => {
  servers = await startServers();
});
beforeEach(async () => {
  await connection?.close();
  connection = await freshDatabase(servers);
  opened = await openStore(connection, wells);
  jobs = mongoJobs(connection);
  passed = 0;
});
afterAll(async () => {
  await connection.close();
  await servers.close();
});

const moment = () => ({ ...request(), now: new Date(request().now.getTime() + passed) });
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

function run(kinds: readonly JobKind<never>[], more: Partial<RunnerParts> = {}): Runner {
  const parts = { instance: 'pod-0', lease: mongoJobLease(connection), jobs, kinds, moment, log: silent };
  const runner = startRunner({ ...parts, ...more });
  runners.push(runner);
  return runner;
}

/** Marks all wells, three at a step, as a reaction to the event 1 of a source. */
const marking = (source: string): JobKind<{ readonly note: string }> => ({
  name: 'marking',
  async step({ note }, after) {
    const { items, next } = await opened.store.page({}, { after, limit: 3 });
    let changed = 0;
    for (const { id } of items) {
      const answer = await opened.store.react({ id }, answering(source, 1), (well) =>
        well === undefined ? 'unchanged' : annotate(well.state, `${well.state.note ?? ''}${note}`),
      );
      if (answer === 'applied') changed += 1;
    }
    return { next, changed };
  },
});

const dug = (name: string) => opened.store.create(request(), () => dig(name), { naturalKey: `well:${name}` });
const notes = async () => (await opened.store.page({}, { limit: 99 })).items.map(({ state }) => state.note);
const isDone = async (id: string) => {
  const job = await jobs.find(id);
  return job !== undefined && job.dueAt === undefined;
};
/** Steps until the job is done, the clock going on as it waits. */
const finish = (id: string, runner: Runner): Promise<void> =>
  eventually(async () => {
    passed += SETTLED_MS;
    runner.wake();
    expect(await isDone(id)).toBe(true);
  });

describe('a job', () => {
  test('reaches each of its targets once, and is begun once', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => dug(`w${n}`)));
    const job = fresh('marking', 'k', { note: 'x' }, moment().now);
    await Promise.all([jobs.begin(job), jobs.begin({ ...job, input: { note: 'y' } })]);
    const runner = run([marking(uuidv7())]);
    await finish(job.id, runner);
    await runner.stop();
    expect(new Set(await notes())).toEqual(new Set([(await jobs.find(job.id))?.input === undefined ? '' : 'x']));
    await jobs.begin(job);
    expect(await isDone(job.id)).toBe(true);
  });

  test.each([1, 3, 4, 6])(
    'killed at its step %i, before or after the step is noted, misses none and does none twice',
    async (at) => {
      await Promise.all(Array.from({ length: 10 }, (_, n) => dug(`k${n}`)));
      const kind = marking(uuidv7());
      const job = fresh('marking', 'k', { note: 'x' }, moment().now);
      await jobs.begin(job);
      for (const noted of [false, true]) {
        let moves = 0;
        let killed = () => undefined as undefined;
        const dead = new Promise<undefined>((resolve) => {
          killed = () => resolve(undefined) as undefined;
        });
        // what is killed says nothing any more and holds its lease
        const silentJobs: JobStore = {
          ...jobs,
          async move(moved) {
            moves += 1;
            if (moves < at) return jobs.move(moved);
            if (noted) await jobs.move(moved);
            killed();
            return new Promise(() => undefined);
          },
        };
        const finished = finish(job.id, run([kind], { jobs: silentJobs }));
        finished.catch(() => undefined);
        await Promise.race([dead, finished]);
      }
      const runner = run([kind]);
      await finish(job.id, runner);
      await runner.stop();
      expect(new Set(await notes())).toEqual(new Set(['x']));
    },
  );

  test('misses no target that appears while it runs, before or behind the place where it stands', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, n) => dug(`a${n}`)));
    const kind = marking(uuidv7());
    let steps = 0;
    const growing: JobKind<{ readonly note: string }> = {
      ...kind,
      async step(...asked) {
        steps += 1;
        const stepped = await kind.step(...asked);
        if (steps <= 4) await Promise.all([dug(`late ${steps}`), dug(`later ${steps}`)]);
        return stepped;
      },
    };
    const job = fresh('marking', 'k', { note: 'x' }, moment().now);
    await jobs.begin(job);
    const runner = run([growing]);
    await finish(job.id, runner);
    await runner.stop();
    expect(await notes()).toEqual(Array.from({ length: 14 }, () => 'x'));
  });

  test('that fails waits longer and longer, and hinders no other', async () => {
    await dug('w');
    const broken: JobKind<unknown> = { name: 'broken', step: () => Promise.reject(new Error('no such thing')) };
    await jobs.begin(fresh('broken', 'k', {}, moment().now));
    const job = fresh('marking', 'k', { note: 'x' }, moment().now);
    await jobs.begin(job);
    const warn = vi.fn();
    const runner = run([broken, marking(uuidv7())], { log: { ...silent, warn } });
    await finish(job.id, runner);
    await runner.stop();
    const failing = await jobs.find('broken:k');
    expect(failing?.failures).toBeGreaterThan(0);
    expect(failing?.dueAt?.getTime()).toBeGreaterThan(failing?.at.getTime() ?? 0);
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ job: 'broken:k' });
  });

  test('that sweeps begins again after each pass', async () => {
    let passes = 0;
    const sweep: JobKind<unknown> = {
      name: 'sweep',
      everyMs: 60_000,
      step: async () => {
        passes += 1;
        return { next: undefined, changed: 1 };
      },
    };
    await jobs.begin(fresh('sweep', '', {}, moment().now));
    const runner = run([sweep]);
    await eventually(() => expect(passes).toBe(1));
    await eventually(async () =>
      expect((await jobs.find('sweep:'))?.dueAt?.getTime()).toBe(moment().now.getTime() + 60_000),
    );
    passed = 60_000;
    runner.wake();
    await eventually(() => expect(passes).toBe(2));
    await runner.stop();
  });
});

describe('the lease of the jobs', () => {
  test('is another than the relay’s, is held by one of two, and is given back when nothing is due', async () => {
    await mongoLease(connection).take(undefined, 'relay#1');
    let [running, most] = [0, 0];
    const kind: JobKind<unknown> = {
      name: 'slow',
      async step(_input, after = '0') {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return { next: Number(after) < 10 ? String(Number(after) + 1) : undefined, changed: 0 };
      },
      everyMs: 3_600_000,
    };
    await jobs.begin(fresh('slow', '', {}, moment().now));
    const both = [run([kind], { instance: 'pod-1' }), run([kind], { instance: 'pod-2' })];
    await eventually(async () =>
      expect((await jobs.find('slow:'))?.dueAt?.getTime()).toBeGreaterThan(moment().now.getTime()),
    );
    await Promise.all(both.map((runner) => runner.stop()));
    expect(most).toBe(1);
    expect(await mongoJobLease(connection).read()).toMatchObject({ owner: '' });
    expect(await mongoLease(connection).read()).toMatchObject({ owner: 'relay#1', epoch: 1 });
  });

  test('does not guard: a job that somebody else has moved is not moved back', async () => {
    const job = fresh('marking', 'k', {}, moment().now);
    await jobs.begin(job);
    const moved = after(job, { next: 'a', changed: 1 }, {}, moment().now);
    expect([await jobs.move(moved), await jobs.move(failed(job, moment().now))]).toEqual([true, false]);
    expect(await jobs.find(job.id)).toEqual(moved);
  });
});
