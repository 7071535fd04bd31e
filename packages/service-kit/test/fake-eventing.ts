// Eventing in memory, as far as the kit sees it: a journal that a test fills, views whose state a test sets.
import type { RecordedEvent } from '@tributary/contracts';
import type { Eventing, Parked, Rebuild, RebuildRefused, RebuildState } from '@tributary/eventing';

export interface FakeEventing extends Eventing {
  readonly calls: string[];
  readonly records: RecordedEvent[];
  readonly waits: Map<string, 'there' | 'late' | 'parked'>;
  aside: Parked[];
  /** what waits for the journal */
  backlog: Awaited<ReturnType<NonNullable<Eventing['outbox']>>>;
  /** what every request about a rebuild is answered with */
  rebuilding: RebuildState | RebuildRefused;
  /** what a re-drive says */
  mends: boolean | Promise<boolean>;
  ready: boolean;
  polls: boolean;
}

const unused = (name: string) => () => {
  throw new Error(`${name} is not the kit's business`);
};

export function fakeEventing({ consumes = false } = {}): FakeEventing {
  const calls: string[] = [];
  const records: RecordedEvent[] = [];
  const waits = new Map<string, 'there' | 'late' | 'parked'>();
  const fake: FakeEventing = {
    calls,
    records,
    waits,
    aside: [],
    backlog: { aggregates: 0, since: undefined },
    rebuilding: { live: '1', next: undefined, kept: undefined, later: undefined },
    mends: true,
    ready: true,
    polls: true,
    journal: {
      highWatermarks: async () => ({
        highWatermarks: [{ partition: 0, pos: records.length }],
        highWatermarksAt: '2026-11-24T10:00:00.000Z',
        epoch: 1,
      }),
      feed: async (from, limit) =>
        records
          .filter((record) =>
            'agg' in from ? record.agg === from.agg : record.partition === from.partition && record.pos > from.after,
          )
          .slice(0, limit),
      changes: async (after, types, limit) => {
        const from = Number(after ?? 0);
        const items = records
          .filter(({ pos, event }) => pos > from && (types?.includes(event.type) ?? true))
          .slice(0, limit);
        return { items, next: String(items.at(-1)?.pos ?? from) };
      },
    },
    views: {
      group: 'strategy.views.1',
      get ready() {
        return fake.ready;
      },
      filling: () => (fake.ready ? [] : [{ service: 'registry', applied: 120, of: 3400 }]),
      refresh: async () => undefined,
      revision: () => '1',
      watermark: () => undefined,
      shownUpTo: () => undefined,
      progress: () => [],
      capture: unused('capture'),
      listen: () => () => undefined,
      waitForWatermark: async () => true,
      waitFor: async (token) => {
        calls.push(`waitFor ${token}`);
        return waits.get(token) ?? 'there';
      },
    },
    aggregate: unused('aggregate'),
    view: unused('view'),
    job: unused('job'),
    versionedRows: unused('versionedRows'),
    beside: unused('beside'),
    tombstones: { bury: unused('tombstones.bury'), buried: unused('tombstones.buried') },
    before: unused('before'),
    react: unused('react'),
    prepare: async () => {
      calls.push('prepare');
    },
    start: async () => {
      calls.push('start');
    },
    consumes: consumes ? [{ group: 'strategy.views.1', sources: ['registry'] }] : [],
    rebuild: consumes ? rebuildOf(() => fake) : undefined,
    outbox: async () => fake.backlog,
    parked: async () => fake.aside,
    redrive: async ({ agg }) => {
      calls.push(`redrive ${agg}`);
      return fake.mends;
    },
    gauges: async () => ({ outbox_aggregates: 3 }),
    alive: () => fake.polls,
    close: async () => {
      calls.push('close');
    },
  };
  return fake;
}

function rebuildOf(fake: () => FakeEventing): Rebuild {
  const answered = async (asked: string) => {
    fake().calls.push(asked);
    return fake().rebuilding;
  };
  return {
    state: async () => (await answered('state')) as RebuildState,
    begin: (flips) => answered(`begin ${flips}`),
    flip: (version) => answered(`flip ${version}`),
    drop: (version) => answered(`drop ${version}`),
  };
}
