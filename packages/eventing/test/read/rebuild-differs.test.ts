// Rule 40 on real stores: versions that differ, aggregates that are set aside, a later release, and who decides.
import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../src/eventing.ts';
import { mongoAliases } from '../../src/mongo/aliases.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { begun, change, dropped, flipped } from '../../src/rebuild/alias.ts';
import { createRebuilds } from '../../src/rebuild/rebuild.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { wells } from './support/engine.ts';
import { idIn, wellDug, wellMeasured, wellRevised } from './support/facts.ts';
import { silent } from './support/fake-publisher.ts';
import { memoryStore } from './support/memory-store.ts';
import {
  early,
  first,
  history,
  type Installation,
  install,
  measured,
  type Process,
  ready,
  second,
  shows,
  until,
  watch,
} from './support/versions.ts';

describe('rule 40: a rebuild that differs', () => {
  let installation: Installation;
  let worker: Process;

  beforeAll(async () => {
    installation = await install();
    worker = await installation.start('all', 'one');
    await ready(worker);
  });
  afterAll(() => installation.close());

  it('is told by view and aggregate, and is not shown by itself', async () => {
    const rows = installation.mongo.collection<{ _id: string }>(`rows__v${first}`);
    await rows.updateOne({ _id: `registry:${idIn(5)}` }, { $set: { 'facts.1.data.level': 999 } });
    await worker.rebuild.begin(true);
    const compared = await until(async () => (await worker.rebuild.state()).next?.compared);
    expect(compared).toMatchObject({ against: first, aggregates: 5, different: 1 });
    expect(compared?.differences).toEqual([
      { service: 'registry', aggregate: idIn(5), view: 'wells', what: 'differs in levels' },
    ]);
    await pause(1_500);
    expect(worker.eventing.views.group).toBe(`reporting.views.${first}`);
  });

  it('is shown when an operator says so', async () => {
    await worker.rebuild.flip(`${first}r1`);
    await shows(`${first}r1`, worker);
    expect(worker.wells.one(idIn(5))?.levels[0]).toBe(0);
  });
});

describe('rules 27, 40: what is set aside during a rebuild', () => {
  const sick = idIn(8);
  const poison = { type: wellMeasured.type, data: { level: 'deep', measuredOn: '2026-02-01' } };
  let installation: Installation;
  let worker: Process;

  beforeAll(async () => {
    const dug = wellDug({ name: 'sick', dugOn: '2026-01-05' });
    installation = await install([...history, { agg: sick, fact: dug }, { agg: sick, fact: poison }]);
    worker = await installation.start('all', 'one');
    await ready(worker);
    await until(async () => (await worker.eventing.parked()).length === 1);
  });
  afterAll(() => installation.close());

  const redrive = async (version: string) => {
    const marker = (await worker.eventing.parked()).find(({ group }) => group === `reporting.views.${version}`);
    if (marker === undefined) throw new Error(`nothing is set aside in ${version}`);
    expect(await worker.eventing.redrive(marker)).toBe(true);
  };

  it('is set aside in both, and is no difference', async () => {
    await worker.rebuild.begin(false);
    expect(await until(async () => (await worker.rebuild.state()).next?.compared)).toMatchObject({ different: 0 });
    expect((await worker.eventing.parked()).map(({ group, agg }) => [group, agg]).sort()).toEqual([
      [`reporting.views.${first}`, sick],
      [`reporting.views.${first}r1`, sick],
    ]);
  });

  it('and was re-driven in the version that is shown alone keeps the other from being shown', async () => {
    const record = installation.owner.records.findIndex(({ agg, seq }) => agg === sick && seq === 2);
    const before = installation.owner.records[record];
    if (before === undefined) throw new Error('the poison was journalled');
    installation.owner.records[record] = { ...before, event: { ...before.event, data: measured(7).data } };
    await redrive(first);
    await until(() => worker.wells.one(sick)?.levels[0] === 7);
    await worker.rebuild.begin(true);
    const compared = await until(async () => {
      const found = (await worker.rebuild.state()).next?.compared;
      return found?.different === 1 ? found : undefined;
    });
    expect(compared?.differences[0]?.what).toBe(`differs in levels, set aside in ${first}r1 from seq 2`);
    expect(worker.eventing.views.group).toBe(`reporting.views.${first}`);
  });

  it('and is re-driven in both lets it be shown', async () => {
    await redrive(`${first}r1`);
    await worker.rebuild.begin(true);
    await shows(`${first}r1`, worker);
    expect(worker.wells.one(sick)?.levels).toEqual([7]);
    expect(await worker.eventing.parked()).toEqual([]);
  });
});

describe('rule 40: a release whose views fold what the rows before did not keep', () => {
  let installation: Installation;
  let old: Process;

  beforeAll(async () => {
    installation = await install([...history, { agg: idIn(5), fact: wellRevised({}) }]);
    old = await installation.start('all', 'old');
    await ready(old);
  });
  afterAll(() => installation.close());

  it('fills its version in a worker beside the release that serves, which tells how far it is and what differs', async () => {
    const looking = watch(old);
    installation.gate.closed = true;
    await installation.start('worker', 'new-worker', 2);
    const rows = installation.mongo.collection<{ _id: string }>(`rows__v${second}`);
    expect(await rows.find({}).toArray()).toMatchObject([{ _id: `partnerships:${early}`, erased: true, facts: [] }]);
    installation.gate.closed = false;
    const compared = await until(async () => (await old.rebuild.state()).later?.compared);
    await looking.end();
    expect(looking.wrong).toEqual([]);
    expect(await old.rebuild.state()).toMatchObject({ live: first, later: { version: second, applied: 187, of: 187 } });
    expect(compared).toMatchObject({ against: first, aggregates: 5, different: 1 });
    expect(compared?.differences).toEqual([
      { service: 'registry', aggregate: idIn(5), view: 'wells', what: 'differs in levels' },
    ]);
  });

  it('serves at once from then on, without a refusal for a copy that fills', async () => {
    const fresh = await installation.start('api', 'new-api', 2);
    await until(() => fresh.eventing.views.group !== '' && fresh.eventing.views.progress().length > 0);
    expect(fresh.eventing.views.filling()).toEqual([]);
    expect(fresh.wells.one(idIn(5))?.levels.at(-1)).toBe(-1);
    expect(old.wells.one(idIn(5))?.levels.at(-1)).toBe(59);
  });
});

describe('rule 40: what is decided', () => {
  let servers: Servers;
  let mongo: MongoConnection;

  beforeAll(async () => {
    servers = await startServers();
    mongo = await connectMongo(servers.mongoUrl, databaseOf('reporting'));
  });
  afterAll(async () => {
    await mongo.close();
    await servers.close();
  });

  it('is one document, of which nobody overwrites what another has changed', async () => {
    const changes = Array.from({ length: 10 }, () =>
      change(mongoAliases(mongo, '7'), (alias) => ({ ...alias, made: alias.made + 1 })),
    );
    await Promise.all(changes);
    expect(await mongoAliases(mongo, '7').read()).toMatchObject({ rev: 10, made: 10, live: '7' });
  });

  it('and what was dropped while it was read is not taken for what there is', async () => {
    const store = memoryStore();
    const aliases = mongoAliases(mongo, '8');
    const rebuilds = createRebuilds({
      service: 'reporting',
      viewsVersion: () => '8',
      works: false,
      consumers: { openViews: async () => undefined, closeViews: async () => undefined },
      serving: { declared: [wells as unknown as View<unknown>], show: () => undefined },
      highWatermarks: { of: () => ({ pos: 0, highWatermarksAt: undefined, corrected: undefined }) },
      now: () => new Date(),
      log: silent,
    });
    const versions = { rows: () => store.rows, prepare: async () => undefined, remove: async () => undefined };
    await rebuilds.start({ ...store, aliases, versions });
    const read = async () => {
      for await (const row of rebuilds.storeOf('8').rows.beyond([{ service: 'registry', partition: 1, pos: 0 }]))
        void row;
    };
    await read();
    for (const by of [begun(true), flipped('8r1'), dropped('8', '2026-03-01T00:00:00.000Z')]) await change(aliases, by);
    await expect(read()).rejects.toThrow('version 8 of the views was dropped');
    await rebuilds.close();
  });
});
