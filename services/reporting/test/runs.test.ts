import type { Blobs, CommandContext, Parked } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import type { OpenReport } from '../src/reports/report.ts';
import type { Reports } from '../src/serving/reports.ts';
import { type Basis, createRuns } from '../src/serving/runs.ts';

const report = { key: 'plan/alignment', services: ['strategy', 'initiatives'] } as unknown as OpenReport;
const query = { plan: 'NDP', to: '2026-06-30', asOf: '2026-06-30T12:00:00.000Z' };

/** What is kept, in memory. */
function memoryStore(): Blobs<Basis> & {
  readonly blobs: Map<string, { bytes: Buffer; sha256: string; about: Basis }>;
} {
  const blobs = new Map<string, { bytes: Buffer; sha256: string; about: Basis }>();
  const receipts = new Map<string, { fingerprint: string; id: string }>();
  return {
    blobs,
    async keep(id, bytes, about) {
      const kept = blobs.get(id) ?? { bytes, sha256: `sha of ${bytes}`, about };
      blobs.set(id, kept);
      return kept;
    },
    kept: async (id) => blobs.get(id),
    read: async (id) => blobs.get(id),
    receipt: async (request) => receipts.get(request),
    async keepReceipt(request, receipt) {
      const kept = receipts.get(request) ?? receipt;
      receipts.set(request, kept);
      return kept;
    },
    close: async () => undefined,
  };
}

function harness() {
  const state = {
    parked: [] as Parked[],
    bytes: 'first',
    codeVersion: '1',
    group: 'reporting.views.1',
    refresh: () => undefined as unknown,
  };
  const store = memoryStore();
  const reports: Pick<Reports, 'resolve' | 'bytes'> = {
    resolve: async (_report, { plan, to = '', asOf }, { language }) => ({
      plan,
      to,
      asOf,
      format: 'json',
      language,
      labelled: false,
    }),
    bytes: async () => ({ bytes: Buffer.from(state.bytes), mediaType: 'application/json' }),
  };
  let keys = 0;
  const freeze = (key?: string, fingerprint = 'f', asked: Partial<CommandContext['actor']> = {}) => {
    keys += 1;
    const runs = createRuns({
      store,
      reports,
      installationKey: Buffer.from('key'),
      codeVersion: state.codeVersion,
      parked: async () => state.parked,
      views: {
        get group() {
          return state.group;
        },
        refresh: async () => void state.refresh(),
      },
    });
    const context = {
      today: '2026-06-30',
      fingerprint,
      route: 'POST /v1/reports/runs',
      target: '/v1/reports/runs',
      key: key ?? `key-${keys}`,
      actor: { client: 'portal', sub: 'ana', ministry: 'MPLA', ...asked },
    } as CommandContext;
    return runs.freeze(report, query, context, 'en');
  };
  return { state, store, freeze };
}

const parked = (service: Parked['service'], agg: string, fromSeq = 1): Parked => ({
  group: 'reporting.views.1',
  service,
  agg,
  fromSeq,
  error: 'broken',
});

describe('rule 38: the id of a run', () => {
  test('is the same for the same basis, and another for other code or another list of what is set aside', async () => {
    const { state, freeze } = harness();
    const plain = await freeze();
    expect((await freeze()).id).toBe(plain.id);
    state.codeVersion = '2';
    const newer = await freeze();
    state.parked = [parked('strategy', 'b'), parked('strategy', 'a')];
    const missing = await freeze();
    state.parked = [parked('strategy', 'a'), parked('strategy', 'b', 2)];
    const other = await freeze();
    expect(new Set([plain.id, newer.id, missing.id, other.id]).size).toBe(4);
  });

  test('does not depend on the order of that list, nor on services that the report does not use', async () => {
    const { state, freeze } = harness();
    state.parked = [parked('strategy', 'b'), parked('initiatives', 'a')];
    const { id } = await freeze();
    state.parked = [parked('registry', 'c'), parked('initiatives', 'a'), parked('strategy', 'b')];
    expect((await freeze()).id).toBe(id);
  });

  test('names what is missing in the figures, also where that changes while they are folded', async () => {
    const { state, store, freeze } = harness();
    const [sick, mended] = [[parked('strategy', 'a')], [] as Parked[]];
    state.parked = sick;
    let refreshed = 0;
    state.refresh = () => {
      refreshed += 1;
      // the first fold is without the aggregate, which is applied again while it runs
      state.bytes = refreshed === 1 ? 'without a' : 'with a';
      state.parked = mended;
    };
    const { id } = await freeze();
    const kept = store.blobs.get(id);
    expect([kept?.bytes.toString(), kept?.about.parked]).toEqual(['with a', []]);
  });

  test('rule 40: rests on one version of the views, and names what is set aside in that one alone', async () => {
    const { state, store, freeze } = harness();
    state.parked = [parked('strategy', 'a'), { ...parked('strategy', 'b'), group: 'reporting.views.1r1' }];
    const before = await freeze();
    expect(store.blobs.get(before.id)?.about).toMatchObject({
      views: 'reporting.views.1',
      parked: [{ service: 'strategy', agg: 'a', fromSeq: 1 }],
    });
    state.refresh = () => {
      // the other version is shown from here on
      state.group = 'reporting.views.1r1';
      state.bytes = 'of the other version';
    };
    const { id } = await freeze();
    const kept = store.blobs.get(id);
    expect(kept?.bytes.toString()).toBe('of the other version');
    expect(kept?.about).toMatchObject({ views: 'reporting.views.1r1', parked: [{ agg: 'b' }] });
  });

  test('is asked for again where what is missing never stands still', async () => {
    const { state, store, freeze } = harness();
    let seq = 0;
    state.refresh = () => {
      seq += 1;
      state.parked = [parked('strategy', 'a', seq)];
    };
    await expect(freeze()).rejects.toMatchObject({ code: 'NOT_CAUGHT_UP' });
    expect(store.blobs.size).toBe(0);
  });

  test('is of bytes that were kept first: they stay, whoever comes with others', async () => {
    const { state, store, freeze } = harness();
    const run = await freeze();
    state.bytes = 'second';
    expect(await freeze()).toEqual(run);
    expect(store.blobs.get(run.id)?.bytes.toString()).toBe('first');
  });
});

describe('I9: a request for a run', () => {
  test('that is repeated has one run, also where both came at once', async () => {
    const { state, freeze } = harness();
    const first = await freeze('key');
    state.codeVersion = '2';
    expect(await freeze('key')).toEqual(first);
    const [one, other] = await Promise.all([freeze('twice'), freeze('twice')]);
    expect(one).toEqual(other);
  });

  test('is its caller’s own: the same key of another officer or ministry has a run of its own', async () => {
    const { state, freeze } = harness();
    const first = await freeze('key');
    state.codeVersion = '2';
    for (const other of [{ sub: 'ben' }, { ministry: 'MFOR' }]) {
      expect((await freeze('key', 'g', other)).id).not.toBe(first.id);
    }
    expect(await freeze('key')).toEqual(first);
  });

  test('is refused where its key came with another request', async () => {
    const { freeze } = harness();
    await freeze('key');
    await expect(freeze('key', 'g')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });
});
