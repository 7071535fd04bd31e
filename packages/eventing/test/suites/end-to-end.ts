// The whole of eventing: one service writes, one reacts, one reports, each as its own eventing on the embedded servers.
import { type Decision, defineEvent, defineView, type ServiceName } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { connectMongo } from '../../src/mongo/connection.ts';
import type { AggregateDefinition, AggregateStore } from '../../src/ports/aggregates.ts';
import type { Eventing, EventingOptions } from '../../src/ports/eventing.ts';
import type { FeedClient } from '../../src/ports/journal.ts';
import { on } from '../../src/ports/reactions.ts';
import type { ViewReader } from '../../src/ports/views.ts';
import { dig, erase, measure, type Subject, see, subjects, type Well, wells } from '../fixtures/aggregates.ts';
import { installationKey, request } from '../fixtures/requests.ts';
import type { Servers } from '../fixtures/servers.ts';
import { subjects as subjectsView, type Well as WellRow, wells as wellsView } from '../read/support/engine.ts';
import { subjectSeen, wellDug, wellMeasured } from '../read/support/facts.ts';
import { silent } from '../read/support/fake-publisher.ts';

const tallyKept = defineEvent(
  'initiatives.tally.kept.v1',
  'A tally was kept',
  z.strictObject({ total: z.int(), kept: z.int() }),
);

interface Tally {
  readonly total: number;
  readonly kept: number;
}

const tallies: AggregateDefinition<Tally> = {
  service: 'initiatives',
  name: 'tally',
  self: (id) => `/v1/tallies/${id}`,
  status: ({ total }) => total,
  fields: { total: { type: Number, required: true }, kept: { type: Number, required: true } },
  indexes: [],
  events: [tallyKept],
};

const keep = (tally: Tally | undefined, more: number): Decision<Tally> => {
  const next = { total: (tally?.total ?? 0) + more, kept: (tally?.kept ?? 0) + 1 };
  return { state: next, events: [tallyKept(next)] };
};

const talliesView = defineView<Tally>(
  'tallies',
  () => ({ total: 0, kept: 0 }),
  (when) => [when(tallyKept, (_, { data }) => data)],
);

/** Runs on whatever MongoDB and Kafka `start` gives. */
export function endToEndSuite(name: string, start: () => Promise<Servers>): void {
  describe(name, () => {
    let servers: Servers;
    const running = new Map<ServiceName, Eventing>();
    const others: Eventing[] = [];
    let wellStore: AggregateStore<Well>;
    let subjectStore: AggregateStore<Subject>;
    let wellRows: ViewReader<WellRow>;
    let subjectRows: ViewReader<{ readonly places: readonly string[] }>;
    let tallyRows: ViewReader<Tally>;

    const journalOf = (service: ServiceName) => {
      const owner = running.get(service);
      if (owner === undefined) throw new Error(`${service} does not run`);
      return owner.journal;
    };

    const feeds: FeedClient = {
      highWatermarks: (service) => journalOf(service).highWatermarks(),
      feed: (service, from, limit) => journalOf(service).feed(from, limit),
    };

    const options = (
      service: ServiceName,
      role: EventingOptions['role'] = 'all',
      instance = 'one',
    ): EventingOptions => ({
      service,
      instance,
      role,
      mongoUrl: servers.mongoUrl,
      kafkaBrokers: [servers.kafkaBroker],
      installationKey,
      timeZone: 'UTC',
      feeds,
      log: silent,
    });

    const reporting = () => {
      const eventing = openEventing(options('reporting'));
      wellRows = eventing.view(wellsView);
      subjectRows = eventing.view(subjectsView);
      tallyRows = eventing.view(talliesView);
      return eventing;
    };

    const initiatives = () => {
      const eventing = openEventing(options('initiatives'));
      const store = eventing.aggregate(tallies);
      eventing.react([
        on(wellDug, 'first', async ({ subject }, context) => {
          await store.react({ naturalKey: `tally:${subject}` }, context, (stored) => keep(stored?.state, 0));
        }),
        on(wellMeasured, 'first', async ({ subject, data }, context) => {
          await store.react({ naturalKey: `tally:${subject}` }, context, (stored) => keep(stored?.state, data.level));
        }),
        on(subjectSeen, 'first', async () => undefined),
      ]);
      return eventing;
    };

    beforeAll(async () => {
      servers = await start();
      const registry = openEventing(options('registry'));
      wellStore = registry.aggregate(wells);
      const partnerships = openEventing(options('partnerships'));
      subjectStore = partnerships.aggregate(subjects);
      running.set('registry', registry).set('partnerships', partnerships);
      running.set('initiatives', initiatives()).set('reporting', reporting());
      await Promise.all([...running.values()].map((eventing) => eventing.start()));
    });

    afterAll(async () => {
      await Promise.all([...others, ...running.values()].map((eventing) => eventing.close()));
      await servers.close();
    });

    const views = () => {
      const eventing = running.get('reporting');
      if (eventing === undefined) throw new Error('reporting does not run');
      return eventing.views;
    };

    async function holds(service: ServiceName, { id, seq }: { readonly id: string; readonly seq: number }) {
      expect(await views().waitFor(`${service}:${id}:${seq}`, 15_000)).toBe('there');
    }

    async function acknowledged(outcome: ReturnType<AggregateStore<Well>['create']>) {
      const got = await outcome;
      if (got.kind !== 'acknowledged') throw new Error(`rejected: ${got.rejection.rejected}`);
      return got.reply;
    }

    describe('from a command to a report', () => {
      it('I1 I3 I10: a fact is in the report of another service, and answered once by a third', async () => {
        const dug = await acknowledged(wellStore.create(request(), () => dig('north')));
        const measured = await acknowledged(wellStore.change(dug.id, request(), ({ state }) => measure(state, 3, 4)));
        await holds('registry', measured);
        expect(wellRows.one(dug.id)).toEqual({ id: dug.id, name: 'north', levels: [3, 4] });
        await expect.poll(() => [...tallyRows.all().values()], { timeout: 15_000 }).toEqual([{ total: 7, kept: 3 }]);
      });

      it('rule 30: reactions whose checkpoints were lost answer nothing twice', async () => {
        const before = [...tallyRows.all()];
        await running.get('initiatives')?.close();
        const connection = await connectMongo(servers.mongoUrl, databaseOf('initiatives'));
        await connection.collection('checkpoints').deleteMany({ group: 'initiatives.reactions' });
        await connection.close();
        const again = initiatives();
        running.set('initiatives', again);
        await again.start();
        const more = await acknowledged(wellStore.create(request(), () => dig('south')));
        await holds('registry', more);
        await expect.poll(() => tallyRows.all().size, { timeout: 15_000 }).toBe(2);
        expect([...tallyRows.all()].slice(0, 1)).toEqual(before);
      });

      it('rule 29: an erased subject is gone from the report, and stays gone', async () => {
        const seen = await acknowledged(subjectStore.create(request(), () => see(undefined, 'harbour')));
        await holds('partnerships', seen);
        expect(subjectRows.one(seen.id)).toEqual({ places: ['harbour'] });
        const erased = await acknowledged(subjectStore.change(seen.id, request(), erase));
        await holds('partnerships', erased);
        expect(subjectRows.all().size).toBe(0);
      });

      it('rules 35, 36: W reaches what was just written, and an answer up to W is the same ever after', async () => {
        const well = await acknowledged(wellStore.create(request(), () => dig('east')));
        await holds('registry', well);
        const [last] = await journalOf('registry').feed({ agg: well.id, after: 0 }, 1);
        const w = last?.recordedAt ?? '';
        expect(await views().waitForWatermark(['registry'], w, 10_000)).toBe(true);
        const answer = JSON.stringify([...wellRows.all({ asOf: w })].sort());
        const more = await acknowledged(wellStore.change(well.id, request(), ({ state }) => measure(state, 9)));
        await holds('registry', more);
        expect(JSON.stringify([...wellRows.all({ asOf: w })].sort())).toBe(answer);
        expect(wellRows.one(well.id)?.levels).toEqual([9]);
      });

      it('rule 34: a second worker and a process that only serves show the same, from rows filled before', async () => {
        const second = openEventing(options('reporting', 'worker', 'two'));
        const served = openEventing(options('reporting', 'api', 'three'));
        const rows = [second, served].map((eventing) => {
          const reader = eventing.view(wellsView);
          eventing.view(subjectsView);
          eventing.view(talliesView);
          return reader;
        });
        others.push(second, served);
        await Promise.all(others.map((eventing) => eventing.start()));
        const well = await acknowledged(wellStore.create(request(), () => dig('west')));
        await holds('registry', well);
        for (const [index, eventing] of others.entries()) {
          expect(await eventing.views.waitFor(`registry:${well.id}:${well.seq}`, 15_000)).toBe('there');
          expect([...(rows[index]?.all() ?? [])].sort()).toEqual([...wellRows.all()].sort());
        }
      });

      it('rule 28: views that fold other events have rows of their own, filled from the journals', async () => {
        const changed = openEventing(options('reporting', 'all', 'four'));
        const rows = changed.view(wellsView);
        others.push(changed);
        await changed.start();
        await expect.poll(() => changed.views.ready, { timeout: 15_000 }).toBe(true);
        expect(changed.views.group).not.toBe(views().group);
        expect([...rows.all()].sort()).toEqual([...wellRows.all()].sort());
      });

      it('I8: nothing waits in the end: outboxes are empty, lag is 0, nothing is parked', async () => {
        for (const eventing of running.values()) {
          await expect
            .poll(() => eventing.gauges(), { timeout: 15_000 })
            .toMatchObject({ consumer_lag_events: 0, consumer_lag_seconds: 0, parked_aggregates: 0 });
          expect((await eventing.gauges())['outbox_aggregates'] ?? 0).toBe(0);
          expect(eventing.alive()).toBe(true);
        }
      });
    });
  });
}
