// Processes of a service with views that share one store, with an owner that the test holds. Kafka is away, so that the
// test decides how far a new version may read.
import { setTimeout as pause } from 'node:timers/promises';
import { defineView, type EventContract, type RecordedEvent } from '@tributary/contracts';
import { expect, vi } from 'vitest';
import { databaseOf, openEventing } from '../../../src/eventing.ts';
import { connectMongo, type MongoConnection } from '../../../src/mongo/connection.ts';
import type { Eventing, EventingOptions } from '../../../src/ports/eventing.ts';
import type { Rebuild, RebuildState } from '../../../src/ports/rebuild.ts';
import type { ViewReader } from '../../../src/ports/views.ts';
import { versionOf } from '../../../src/views/version.ts';
import { installationKey } from '../../fixtures/requests.ts';
import { type Servers, startServers } from '../../fixtures/servers.ts';
import { subjects, type Well, wells } from './engine.ts';
import { idIn, journal, type Said, subjectErased, subjectSeen, wellDug, wellMeasured, wellRevised } from './facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from './fake-publisher.ts';

export const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const place = { place: 'harbour' };
export const [early, late] = [idIn(3), idIn(4)];

/** Wells in several partitions, and two subjects, of whom one is erased before any rebuild. */
export const history: Said[] = [
  ...[1, 5, 9].flatMap((partition) => [
    { agg: idIn(partition), fact: wellDug({ name: `well ${partition}`, dugOn: '2026-01-05' }) },
    ...Array.from({ length: 60 }, (_, level) => ({ agg: idIn(partition), fact: measured(level) })),
  ]),
  { agg: early, fact: subjectSeen(place) },
  { agg: late, fact: subjectSeen(place) },
  { agg: early, fact: subjectErased({ receiptId: 'r-1' }) },
];

/** The view of a later release, which folds what the rows of the first did not keep. */
const countedWells = defineView<Well>(
  'wells',
  (id) => ({ id, name: undefined, levels: [] }),
  (when) => [
    ...[...wells.events.values()].map((event) =>
      when(event as EventContract<never>, (row, fact) => wells.folds.get(event.type)?.(row, fact) ?? row),
    ),
    when(wellRevised, (row) => ({ ...row, levels: [...row.levels, -1] })),
  ],
);

/** Versions of the views of the first release and of a later one. */
export const first = versionOf([wells, subjects]);
export const second = versionOf([countedWells, subjects]);

export interface Process {
  readonly eventing: Eventing;
  readonly rebuild: Rebuild;
  readonly wells: ViewReader<Well>;
}

export interface Installation {
  readonly servers: Servers;
  readonly owner: FakePublisher;
  readonly mongo: MongoConnection;
  /** As long as it is closed, whoever reads a partition from its beginning waits. */
  readonly gate: { closed: boolean };
  /** @param release of a later one the views fold other events, under a version of their own */
  start(role: EventingOptions['role'], instance: string, release?: 1 | 2): Promise<Process>;
  /** Tells more of the same journal. */
  publish(...said: readonly Said[]): readonly RecordedEvent[];
  close(): Promise<void>;
}

export async function install(said: readonly Said[] = history): Promise<Installation> {
  const servers = await startServers();
  const owner = fakePublisherOf(journal(said));
  const gate = { closed: false };
  const told = [...said];
  const running: Eventing[] = [];
  const mongo = await connectMongo(servers.mongoUrl, databaseOf('reporting'));
  const feeds: typeof owner = {
    ...owner,
    async feed(service, from, limit) {
      while ('partition' in from && from.after === 0 && gate.closed) await pause(5);
      return owner.feed(service, from, limit);
    },
  };
  return {
    servers,
    owner,
    mongo,
    gate,
    async start(role, instance, release = 1) {
      const eventing = openEventing({
        service: 'reporting',
        instance,
        role,
        mongoUrl: servers.mongoUrl,
        kafkaBrokers: ['127.0.0.1:1'],
        installationKey,
        timeZone: 'UTC',
        feeds,
        log: silent,
      });
      running.push(eventing);
      const process = { eventing, wells: eventing.view(release === 1 ? wells : countedWells) };
      eventing.view(subjects);
      await eventing.start();
      const { rebuild } = eventing;
      if (rebuild === undefined) throw new Error('no views are declared');
      return { ...process, rebuild };
    },
    publish(...more) {
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

export const until = <T>(check: () => Promise<T> | T) =>
  vi.waitUntil(async () => check(), { timeout: 20_000, interval: 20 });

export const ready = (...processes: readonly Process[]) =>
  until(() => processes.every(({ eventing }) => eventing.views.ready));
export const shows = (version: string, ...processes: readonly Process[]) =>
  until(() => processes.every(({ eventing }) => eventing.views.group === `reporting.views.${version}`));

export function state(answer: Awaited<ReturnType<Rebuild['begin']>>): RebuildState {
  if ('refused' in answer) throw new Error(`${answer.version} is refused: ${answer.refused}`);
  return answer;
}

export async function holds({ eventing }: Process, records: readonly RecordedEvent[]) {
  for (const { event, agg, seq } of records)
    expect(await eventing.views.waitFor(`${event.type.split('.')[0]}:${agg}:${seq}`, 15_000)).toBe('there');
}

/** Looks at what a process shows, as fast as it can, until it is ended; collects whatever may never be seen. */
export function watch({ eventing: { views }, wells: reader }: Process) {
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
