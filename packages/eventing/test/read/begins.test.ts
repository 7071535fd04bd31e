// A reaction says where it begins: at the first fact ever, or now. What a release adds or drops later keeps to that.
import { describe, expect, it } from 'vitest';
import { planBegins } from '../../src/consume/begins.ts';
import { createConsumers, reactionsGroup } from '../../src/consume/consumers.ts';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { on, type Reaction } from '../../src/ports/reactions.ts';
import { idIn, journal, type Said, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from './support/fake-publisher.ts';
import { type MemoryStore, memoryStore } from './support/memory-store.ts';

const [north, south] = [idIn(0), idIn(5)];
const dug = (name: string) => wellDug({ name, dugOn: '2026-01-05' });
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const said: Said[] = [
  { agg: north, fact: dug('north') },
  { agg: north, fact: measured(1) },
  { agg: south, fact: dug('south') },
  { agg: south, fact: measured(2) },
];
const later: Said[] = [
  { agg: north, fact: measured(8) },
  { agg: south, fact: dug('deeper') },
];

const GROUP = reactionsGroup('initiatives');

interface Running {
  /** what was answered, each once: a target drops what it has answered */
  readonly answered: Set<string>;
  readonly kafka: Parameters<Parameters<ReturnType<typeof createConsumers>['run']>[0]>[0];
  close(): Promise<void>;
}

/** Where each of these types begins in a release. */
type Release = Partial<Record<'dug' | 'measured' | 'seen', Reaction['from']>>;

/** A worker of a release, on a store that others share. */
async function worker(owner: FakePublisher, store: MemoryStore, release: Release): Promise<Running> {
  const answered = new Set<string>();
  const noting = async (_event: unknown, { subject, seq }: { subject: string; seq: number }) =>
    void answered.add(`${subject.slice(-2)}:${seq}`);
  const reactions = [
    ...(release.dug ? [on(wellDug, release.dug, noting)] : []),
    ...(release.measured ? [on(wellMeasured, release.measured, noting)] : []),
    ...(release.seen ? [on(subjectSeen, release.seen, noting)] : []),
  ];
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  const now = () => new Date();
  const moment = () => ({ now: now(), today: '2026-03-01', newId: () => 'id' });
  const consumers = createConsumers({
    service: 'initiatives',
    feeds: owner,
    highWatermarks,
    moment,
    now,
    log: silent,
    acceptLoss: false,
    onViews: () => undefined,
  });
  await consumers.open(store, [], reactions);
  let kafka: Running['kafka'] | undefined;
  consumers.run((parts) => {
    kafka = parts;
    return { delivering: false, close: async () => undefined };
  });
  highWatermarks.start(consumers.sources);
  if (kafka === undefined) throw new Error('nothing is consumed');
  return {
    answered,
    kafka,
    async close() {
      await highWatermarks.close();
      await consumers.close();
    },
  };
}

/** Until every assignment has reached the end of the journal. */
const caughtUp = (owner: FakePublisher, store: MemoryStore) =>
  expect
    .poll(async () => {
      const assignments = (await store.checkpoints.of(GROUP)).filter(({ service }) => service === 'registry');
      return owner.records.every(
        ({ partition, pos }) => (assignments.find((assignment) => assignment.partition === partition)?.pos ?? 0) >= pos,
      );
    })
    .toBe(true);

/** Runs a release until it is at the end of the journal. @returns what it answered */
async function run(owner: FakePublisher, store: MemoryStore, release: Release): Promise<string[]> {
  const running = await worker(owner, store, release);
  await caughtUp(owner, store);
  await running.close();
  return [...running.answered].sort();
}

const publish = (owner: FakePublisher, more: readonly Said[]) =>
  owner.records.splice(0, owner.records.length, ...journal([...said, ...more]));

const of = (...names: string[]) =>
  names.map((name) => name.replace('n', north.slice(-2)).replace('s', south.slice(-2))).sort();

describe('rule 30: where a reaction begins', () => {
  it('at the first fact: a new source is answered from its beginning', async () => {
    expect(await run(fakePublisherOf(journal(said)), memoryStore(), { dug: 'first', measured: 'first' })).toEqual(
      of('n:1', 'n:2', 's:1', 's:2'),
    );
  });

  it('now: of a new source nothing is answered that was there before, and everything that comes after', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    expect(await run(owner, store, { measured: 'now' })).toEqual([]);
    publish(owner, later);
    expect(await run(owner, store, { measured: 'now' })).toEqual(of('n:3'));
  });

  it('at the first fact: a type added to a source that was read before has its history answered', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    expect(await run(owner, store, { dug: 'first' })).toEqual(of('n:1', 's:1'));
    publish(owner, later);
    expect(await run(owner, store, { dug: 'first', measured: 'first' })).toEqual(
      of('n:1', 'n:2', 'n:3', 's:1', 's:2', 's:3'),
    );
  });

  it('now: a type added to a source that was read before leaves its history alone', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    await run(owner, store, { dug: 'first' });
    expect(await run(owner, store, { dug: 'first', measured: 'now' })).toEqual([]);
    publish(owner, later);
    expect(await run(owner, store, { dug: 'first', measured: 'now' })).toEqual(of('n:3', 's:3'));
  });

  it('stays where it was when the release is started again, or another type is taken back to the first fact', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    await run(owner, store, { measured: 'now' });
    expect(await run(owner, store, { measured: 'now', dug: 'first' })).toEqual(of('n:1', 's:1'));
    expect(await run(owner, store, { measured: 'now', dug: 'first' })).toEqual([]);
  });

  it('begins anew for a release that declares it again after one that did not know it', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    await run(owner, store, { dug: 'first', measured: 'first' });
    publish(owner, later);
    expect(await run(owner, store, { dug: 'first' })).toEqual(of('s:3'));
    expect(await run(owner, store, { dug: 'first', measured: 'first' })).toContain(of('n:3')[0]);
  });

  it('a worker of an older release does not pass over the history of what it does not know', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    const old = await worker(owner, store, { dug: 'first' });
    await caughtUp(owner, store);
    const fresh = await worker(owner, store, { dug: 'first', measured: 'first' });
    publish(owner, later);
    const beat = async () => undefined;
    for (const record of owner.records) await old.kafka.take('registry', record.partition, [record], beat);
    await caughtUp(owner, store);
    expect([...fresh.answered].sort()).toEqual(of('n:1', 'n:2', 'n:3', 's:1', 's:2', 's:3'));
    await Promise.all([old.close(), fresh.close()]);
  });

  it('is finished by the next start where it was cut short between the note and the assignments', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    await run(owner, store, { dug: 'first' });
    const { enterEra } = store.checkpoints;
    store.checkpoints.enterEra = async () => Promise.reject(new Error('the process is gone'));
    await expect(worker(owner, store, { dug: 'first', measured: 'first' })).rejects.toThrow('the process is gone');
    store.checkpoints.enterEra = enterEra;
    expect(await run(owner, store, { dug: 'first', measured: 'first' })).toEqual(of('n:1', 'n:2', 's:1', 's:2'));
  });

  it('takes assignments without a note, of a release that noted nothing, as answered so far', async () => {
    const owner = fakePublisherOf(journal(said));
    const store = memoryStore();
    await run(owner, store, { dug: 'first' });
    const unnoted = { ...store, checkpoints: { ...store.checkpoints } };
    let found = await store.checkpoints.begins(GROUP);
    found = undefined;
    unnoted.checkpoints.begins = async () => found;
    unnoted.checkpoints.noteBegins = async (_group, next) => {
      found = next;
      return true;
    };
    publish(owner, later);
    expect(await run(owner, unnoted, { dug: 'first' })).toEqual(of('s:3'));
  });

  it('is one place for each type', async () => {
    const twice = [on(wellDug, 'first', async () => undefined), on(wellDug, 'now', async () => undefined)];
    expect(() => planBegins(undefined, twice, () => false)).toThrow('begin at different places');
  });
});
