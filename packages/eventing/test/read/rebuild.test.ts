// Rule 40 on real stores: versions of the views beside each other, in several processes that share one store. The owner
// is the test's; Kafka is away, so that the test decides how far a new version may read.
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { mongoCheckpoints } from '../../src/mongo/checkpoints.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { mongoParkedMarkers } from '../../src/mongo/parked.ts';
import { mongoRows } from '../../src/mongo/rows.ts';
import type { Eventing, EventingOptions, Rebuild, RebuildState, ViewReader } from '../../src/ports.ts';
import { compareRows } from '../../src/verify.ts';
import { keepingOf } from '../../src/views/append.ts';
import { installationKey } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { subjects, type Well, wells } from './support/engine.ts';
import { idIn, journal, type Said, subjectErased, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';
import { type Owner, ownerOf, silent } from './support/owner.ts';

const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const place = { place: 'harbour' };
const [early, late] = [idIn(3), idIn(4)];

/** Wells in several slots, and two subjects, of whom one is erased before any rebuild. */
const history: Said[] = [
  ...[1, 5, 9].flatMap((slot) => [
    { agg: idIn(slot), fact: wellDug({ name: `well ${slot}`, dugOn: '2026-01-05' }) },
    ...Array.from({ length: 60 }, (_, level) => ({ agg: idIn(slot), fact: measured(level) })),
  ]),
  { agg: early, fact: subjectSeen(place) },
  { agg: late, fact: subjectSeen(place) },
  { agg: early, fact: subjectErased({ receiptId: 'r-1' }) },
];

interface Process {
  readonly eventing: Eventing;
  readonly rebuild: Rebuild;
  readonly wells: ViewReader<Well>;
}

interface Installation {
  readonly servers: Servers;
  readonly owner: Owner;
  readonly mongo: MongoConnection;
  /** As long as it is closed, whoever reads a slot from its beginning waits. */
  readonly gate: { closed: boolean };
  start(role: EventingOptions['role'], instance: string): Promise<Process>;
  /** Tells more of the same journal. */
  tell(...said: readonly Said[]): readonly RecordedEvent[];
  close(): Promise<void>;
}

async function install(said: readonly Said[] = history): Promise<Installation> {
  const servers = await startServers();
  const owner = ownerOf(journal(said));
  const gate = { closed: false };
  const told = [...said];
  const running: Eventing[] = [];
  const mongo = await connectMongo(servers.mongoUrl, databaseOf('reporting'));
  const feeds: typeof owner = {
    ...owner,
    async feed(service, from, limit) {
      while ('slot' in from && from.after === 0 && gate.closed) await pause(5);
      return owner.feed(service, from, limit);
    },
  };
  return {
    servers,
    owner,
    mongo,
    gate,
    async start(role, instance) {
      const eventing = openEventing({
        service: 'reporting',
        instance,
        role,
        mongoUrl: servers.mongoUrl,
        kafkaBrokers: ['127.0.0.1:1'],
        installationKey,
        timeZone: 'UTC',
        feeds,
        viewsVersion: 1,
        log: silent,
      });
      running.push(eventing);
      const process = { eventing, wells: eventing.view(wells) };
      eventing.view(subjects);
      await eventing.start();
      const { rebuild } = eventing;
      if (rebuild === undefined) throw new Error('no views are declared');
      return { ...process, rebuild };
    },
    tell(...more) {
      told.push(...more);
      const fresh = journal(told).slice(told.length - more.length);
      owner.records.push(...fresh);
      return fresh;
    },
    async close() {
      gate.closed = false;
      await Promise.all(running.map((eventing) => eventing.close()));
      await mongo.close();
      await servers.close();
    },
  };
}

const until = <T>(check: () => Promise<T> | T) => vi.waitUntil(async () => check(), { timeout: 20_000, interval: 20 });

const ready = (...processes: readonly Process[]) =>
  until(() => processes.every(({ eventing }) => eventing.views.ready));
const shows = (version: string, ...processes: readonly Process[]) =>
  until(() => processes.every(({ eventing }) => eventing.views.group === `reporting.views.${version}`));

function state(answer: Awaited<ReturnType<Rebuild['begin']>>): RebuildState {
  if ('refused' in answer) throw new Error(`${answer.version} is refused: ${answer.refused}`);
  return answer;
}

async function holds({ eventing }: Process, records: readonly RecordedEvent[]) {
  for (const { event, agg, seq } of records)
    expect(await eventing.views.waitFor(`${event.type.split('.')[0]}:${agg}:${seq}`, 15_000)).toBe('there');
}

/** Looks at what a process shows, as fast as it can, until it is ended; collects whatever may never be seen. */
function watch({ eventing: { views }, wells: reader }: Process) {
  const contents = new Map<string, string>();
  const wrong: string[] = [];
  let [looks, facts, reached] = [0, 0, ''];
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      const revision = views.revision(['registry']);
      const rows = [...reader.all().values()];
      const content = JSON.stringify(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
      const shown = rows.reduce((sum, { levels }) => sum + levels.length, 0);
      const w = views.watermark(['registry']) ?? '';
      if ((contents.get(revision) ?? content) !== content) wrong.push(`revision ${revision} had two contents`);
      if (shown < facts) wrong.push(`${shown} readings after ${facts}`);
      if (w < reached) wrong.push(`W ${w} after ${reached}`);
      if (!views.ready) wrong.push('not ready');
      contents.set(revision, content);
      [looks, facts, reached] = [looks + 1, shown, w];
      await pause(2);
    }
  })();
  return {
    wrong,
    contents,
    async end() {
      ended = true;
      await watching;
      return looks;
    },
  };
}

describe('rule 40: a rebuild beside live traffic', () => {
  let installation: Installation;
  let api: Process;
  let one: Process;
  let two: Process;

  beforeAll(async () => {
    installation = await install();
    api = await installation.start('api', 'api');
    one = await installation.start('worker', 'one');
    two = await installation.start('worker', 'two');
    await ready(api, one, two);
  });
  afterAll(() => installation.close());

  const documents = (name: string) => installation.mongo.collection<{ _id: string }>(name);
  let looking: ReturnType<typeof watch>;

  it('begun by two at once is one; progress is seen, and what is shown goes on meanwhile', async () => {
    installation.gate.closed = true;
    looking = watch(api);
    const begun = await Promise.all([api, one, two].map(({ rebuild }) => rebuild.begin(true)));
    expect(begun.map((answer) => state(answer).next?.version)).toEqual(['1r1', '1r1', '1r1']);
    const fresh = installation.tell(
      { agg: idIn(1), fact: measured(77) },
      { agg: late, fact: subjectErased({ receiptId: 'r-2' }) },
    );
    await holds(api, fresh);
    await until(async () => (await documents('checkpoints').countDocuments({ group: 'reporting.views.1r1' })) > 0);
    const { live, next } = await api.rebuild.state();
    expect([live, next?.applied, next?.of, next?.compared]).toEqual(['1', 0, 188, undefined]);
    expect(next?.sources.map(({ service, of }) => [service, of])).toEqual([
      ['registry', 184],
      ['partnerships', 4],
    ]);
    await until(async () => (await one.eventing.gauges())['rebuild_running'] === 1);
    expect(await one.eventing.gauges()).toMatchObject({ rebuild_events: 188, rebuild_applied_events: 0 });
    expect(await one.eventing.gauges()).toMatchObject({ consumer_lag_events: 0 });
  });

  it('I16: begins with what was erased before, and writes none of it again on the way', async () => {
    const row = await documents('rows__v1r1').findOne({ _id: `partnerships:${early}` });
    expect(row).toMatchObject({ seq: 2, erased: true, facts: [] });
    expect(await documents('rows__v1r1').countDocuments({})).toBe(1);
  });

  it('is not shown before it has reached what is shown', async () => {
    expect(await api.rebuild.flip('1r1')).toEqual({ refused: 'behind', version: '1r1' });
    expect(api.eventing.views.group).toBe('reporting.views.1');
  });

  it('is compared and shown by itself in every process, and no reader sees some of each', async () => {
    const writing = { ended: false };
    const writer = (async () => {
      for (let level = 100; !writing.ended; level += 1) {
        await holds(api, installation.tell({ agg: idIn(5), fact: measured(level) }));
      }
    })();
    installation.gate.closed = false;
    await shows('1r1', api, one, two);
    await pause(300);
    writing.ended = true;
    await writer;
    const looks = await looking.end();
    expect(looking.wrong).toEqual([]);
    expect(looks).toBeGreaterThan(50);
    expect(await api.rebuild.state()).toEqual({ live: '1r1', next: undefined, kept: '1' });
  });

  it('I7 I16: both versions are the fold of the journals, and what was erased meanwhile is so in both', async () => {
    await until(async () => (await one.eventing.gauges())['consumer_lag_events'] === 0);
    const { mongo, owner } = installation;
    for (const version of ['1', '1r1']) {
      const compared = await compareRows({
        group: `reporting.views.${version}`,
        keeping: keepingOf([wells, subjects]),
        feeds: owner,
        rows: mongoRows(mongo, version),
        checkpoints: mongoCheckpoints(mongo),
        parked: mongoParkedMarkers(mongo),
      });
      expect([version, compared.aggregates, compared.differences]).toEqual([version, 5, []]);
      expect(await documents(`rows__v${version}`).countDocuments({ erased: true, facts: [] })).toBe(2);
    }
  });

  it('keeps the old version current, so that it can be shown again', async () => {
    await holds(api, installation.tell({ agg: idIn(9), fact: measured(900) }));
    const before = JSON.stringify([...api.wells.all().values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
    const looking = watch(api);
    expect(state(await one.rebuild.flip('1'))).toMatchObject({ live: '1', kept: '1r1' });
    await shows('1', api, one, two);
    expect(JSON.stringify([...api.wells.all().values()].sort((a, b) => (a.id < b.id ? -1 : 1)))).toBe(before);
    state(await two.rebuild.flip('1r1'));
    await shows('1r1', api, one, two);
    await looking.end();
    expect(looking.wrong).toEqual([]);
    expect([...looking.contents.keys()].length).toBeGreaterThan(1);
  });

  it('shows the live version to a process that starts later', async () => {
    const later = await installation.start('api', 'later');
    await ready(later);
    expect(later.eventing.views.group).toBe('reporting.views.1r1');
    expect(later.eventing.views.revision(['registry'])).toBe(api.eventing.views.revision(['registry']));
  });

  it('drops the old version alone, and only when it is told to; the live one never', async () => {
    expect(await api.rebuild.begin(true)).toEqual({ refused: 'kept', version: '1' });
    expect(await api.rebuild.drop('1r1')).toEqual({ refused: 'live', version: '1r1' });
    expect(state(await api.rebuild.drop('1'))).toEqual({ live: '1r1', next: undefined, kept: undefined });
    await until(async () => (await documents('rows__v1').countDocuments({})) === 0);
    await until(async () => (await documents('checkpoints').countDocuments({ group: 'reporting.views.1' })) === 0);
    expect(await api.rebuild.flip('1')).toEqual({ refused: 'unknown', version: '1' });
    await holds(api, installation.tell({ agg: idIn(9), fact: measured(901) }));
    expect(api.wells.one(idIn(9))?.levels.at(-1)).toBe(901);
    expect(await documents('rows__v1').countDocuments({})).toBe(0);
  });

  it('begins another one under a new name, which can be given up', async () => {
    expect(state(await api.rebuild.begin(false)).next?.version).toBe('1r2');
    const compared = await until(async () => (await api.rebuild.state()).next?.compared);
    expect(compared).toMatchObject({ against: '1r1', aggregates: 5, different: 0 });
    expect(api.eventing.views.group).toBe('reporting.views.1r1');
    expect(state(await api.rebuild.drop('1r2')).next).toBeUndefined();
    await until(async () => (await documents('rows__v1r2').countDocuments({})) === 0);
  });
});

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
    const rows = installation.mongo.collection<{ _id: string }>('rows__v1');
    await rows.updateOne({ _id: `registry:${idIn(5)}` }, { $set: { 'facts.1.data.level': 999 } });
    await worker.rebuild.begin(true);
    const compared = await until(async () => (await worker.rebuild.state()).next?.compared);
    expect(compared).toMatchObject({ against: '1', aggregates: 5, different: 1 });
    expect(compared?.differences).toEqual([
      { service: 'registry', aggregate: idIn(5), view: 'wells', what: 'differs in levels' },
    ]);
    await pause(1_500);
    expect(worker.eventing.views.group).toBe('reporting.views.1');
  });

  it('is shown when an operator says so', async () => {
    await worker.rebuild.flip('1r1');
    await shows('1r1', worker);
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
      ['reporting.views.1', sick],
      ['reporting.views.1r1', sick],
    ]);
  });

  it('and was re-driven in the version that is shown alone keeps the other from being shown', async () => {
    const record = installation.owner.records.findIndex(({ agg, seq }) => agg === sick && seq === 2);
    const before = installation.owner.records[record];
    if (before === undefined) throw new Error('the poison was journalled');
    installation.owner.records[record] = { ...before, event: { ...before.event, data: measured(7).data } };
    await redrive('1');
    await until(() => worker.wells.one(sick)?.levels[0] === 7);
    await worker.rebuild.begin(true);
    const compared = await until(async () => {
      const found = (await worker.rebuild.state()).next?.compared;
      return found?.different === 1 ? found : undefined;
    });
    expect(compared?.differences[0]?.what).toBe('differs in levels, set aside in 1r1 from seq 2');
    expect(worker.eventing.views.group).toBe('reporting.views.1');
  });

  it('and is re-driven in both lets it be shown', async () => {
    await redrive('1r1');
    await worker.rebuild.begin(true);
    await shows('1r1', worker);
    expect(worker.wells.one(sick)?.levels).toEqual([7]);
    expect(await worker.eventing.parked()).toEqual([]);
  });
});
