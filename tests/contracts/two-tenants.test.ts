// I13 no row, field, count or difference of another ministry: two that have one of everything ask for what is the other's.
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { filled } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { type Harness, makeHarness } from './authorisation-harness.ts';
import { requestFor } from './authorisation-requests.ts';
import { crawl, crawled, crawlFeeds, isPrivate, privateStarts } from './two-tenants-crawl.ts';

const tenants = [
  { owner: 'MLOC', code: 'OWNED' },
  { owner: 'MTWO', code: 'MIRRORED' },
] as const;
let tributary: Tributary;
let harnesses: Harness[];

async function mirrored(on: Tributary): Promise<Harness[]> {
  const made: Harness[] = [];
  for (const tenant of tenants) {
    const privacy = await on.api('privacy', tenant.owner);
    const { body, headers } = requestFor('PUT /registry/v1/duplicate-rules/{ministryCode}');
    expectStatus(await privacy.put(`/registry/v1/duplicate-rules/${tenant.owner}`, body, headers ?? {}), 201);
    const clocks = requestFor('PUT /registry/v1/retention-rules/{ministryCode}');
    const set = await privacy.put(`/registry/v1/retention-rules/${tenant.owner}`, clocks.body, clocks.headers ?? {});
    expectStatus(set, 201);
    made.push(await makeHarness(on, tenant));
  }
  return made;
}

beforeAll(async () => {
  tributary = await startTributary();
  harnesses = await mirrored(tributary);
});
afterAll(() => tributary?.remove());

const pairs = () =>
  [
    [tenants[0].owner, harnesses[1]],
    [tenants[1].owner, harnesses[0]],
  ] as const;

describe('I13: two ministries with one of everything', () => {
  it('have one of each kind that is for its own ministry alone, so that each kind is crawled', () => {
    const keyed = crawled.filter(({ path }) => isPrivate(path) && path.endsWith('{id}')).map(({ path }) => path);
    for (const { secrets } of harnesses) {
      expect([...new Set(keyed)].filter((path) => !secrets.some(([start]) => start === path))).toEqual([]);
    }
    expect(privateStarts.length).toBeGreaterThan(5);
  });

  it('find no row, field or difference of the other, by any route and role, in JSON and in files', async () => {
    for (const [asker, other] of pairs()) expect(await crawl(tributary, asker, other as Harness)).toEqual([]);
  });

  it('are told of no fact of the other that is not for them', async () => {
    for (const { owner } of tenants) {
      for (const role of ['registrar', 'privacy', 'officer', 'finance', 'analyst']) {
        const { found, own } = await crawlFeeds(tributary, owner, role);
        expect([role, found]).toEqual([role, []]);
        if (role === 'registrar') expect(own).toBeGreaterThan(0);
      }
    }
  });

  it('enter the same person each, and neither is told of the other record', async () => {
    const body = {
      ...(requestFor('POST /registry/v1/persons').body as object),
      emails: ['both@example.org'],
      documents: [{ kind: 'passport', country: 'MD', number: 'BOTH-1' }],
    };
    for (const { owner } of tenants) {
      const registrar = await tributary.api('registrar', owner);
      expectStatus(await registrar.post('/registry/v1/persons', body), 201);
      const sought = { purpose: 'SERVICE', email: 'both@example.org' };
      const found = (await registrar.post('/registry/v1/persons/search', sought)).json<{ items: object[] }>();
      expect(found.items).toHaveLength(1);
    }
  });

  it('learn nothing from how long an answer takes', async () => {
    const path = '/registry/v1/persons/{id}';
    const id = harnesses[1]?.secrets.find(([start]) => start === path)?.[1] ?? '';
    const registrar = await tributary.api('registrar', tenants[0].owner);
    const took: Record<'theirs' | 'none', number[]> = { theirs: [], none: [] };
    for (let round = 0; round < 60; round += 1) {
      for (const [which, at] of [
        ['theirs', path.replace('{id}', id)],
        ['none', filled(path)],
      ] as const) {
        const from = performance.now();
        expect((await registrar.get(`${at}?purpose=SERVICE`)).status).toBe(404);
        took[which].push(performance.now() - from);
      }
    }
    const median = (times: number[]) => [...times].sort((one, other) => one - other)[times.length >> 1] ?? 0;
    const ratio = median(took.theirs) / median(took.none);
    process.stdout.write(`  another ministry's person : none, by the medians of 60 answers: ${ratio.toFixed(2)}\n`);
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });
});

describe('the crawl', () => {
  it('is red by every kind where a service takes one ministry for the other', async () => {
    const other = harnesses[1] as Harness;
    const mistaken: Pick<Tributary, 'api'> = { api: (role, _ministry, as) => tributary.api(role, other.owner, as) };
    const reads = crawled.filter(({ method, path }) => isPrivate(path) && method === 'GET');
    const routes = reads.filter(({ roles }) => roles.length > 0);
    const found = await crawl(mistaken, tenants[0].owner, other, routes);
    const unseen = routes.filter(({ path }) => !found.some((line) => line.startsWith(`GET ${path} as `)));
    expect(unseen.map(({ path }) => path)).toEqual([]);
  });
});
