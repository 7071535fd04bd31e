// Every route × role × own or other ministry, over HTTP, against a table that is kept by hand.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api, Call } from '../platform/api.ts';
import { filled, type ServedRoute, servedRoutes } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { type Harness, makeHarness } from './authorisation-harness.ts';
import { requestFor } from './authorisation-requests.ts';
import { applicantOf } from './authorisation-rows.ts';
import {
  allRoles,
  differences,
  readTable,
  routeOf,
  type Seen,
  type SeenRoute,
  subjectRoles,
  wasLetIn,
} from './authorisation-table.ts';

const table = readTable(readFileSync(new URL('./authorisation.txt', import.meta.url), 'utf8'));
let tributary: Tributary;
let served: readonly ServedRoute[];

beforeAll(async () => {
  tributary = await startTributary();
  served = await servedRoutes(tributary);
});
afterAll(() => tributary?.remove());

async function sees(api: Api, route: ServedRoute, path = filled(route.path), more: Call = {}): Promise<boolean> {
  const { query = '', ...call } = requestFor(routeOf(route));
  const headers = { ...call.headers, ...more.headers };
  const answer = await api.send(route.method, path + query, { ...call, ...more, headers });
  try {
    return wasLetIn(answer);
  } catch (error) {
    throw new Error(`${routeOf(route)}: ${String(error)}`);
  }
}

/** What is sent to a route about something that is there; what narrows a list to nothing is left out. */
function asked(route: ServedRoute) {
  const { query = '', ...call } = requestFor(routeOf(route));
  return { ...call, query: route.method === 'GET' ? '' : query };
}
/** Whether a route makes a thing of its own, and is about none that is there. */
const makesOne = ({ method, path }: ServedRoute) =>
  method === 'POST' && !path.includes('{id}') && !path.endsWith('/search');

describe('the table of who may call what', () => {
  let seen: Seen;

  beforeAll(async () => {
    const roles = new Map<string, ReadonlyMap<string, boolean>>();
    // a route at a time: all of them at once are more than a busy machine takes in before it stops waiting
    for (const route of served) {
      const letIn = allRoles.map(
        async (role) =>
          [role, await sees(await tributary.api(role, subjectRoles.includes(role) ? '#a-1' : 'MLOC'), route)] as const,
      );
      roles.set(routeOf(route), new Map(await Promise.all(letIn)));
    }
    const harness = await makeHarness(tributary);
    const ministries = new Map<string, SeenRoute['ministry']>();
    for (const route of served) ministries.set(routeOf(route), await ministryOf(route, harness));
    const selves = new Map<string, SeenRoute['self']>();
    for (const route of served) selves.set(routeOf(route), await selfOf(route, harness));
    seen = new Map(
      [...roles].map(([route, of]) => [
        route,
        { roles: of, ministry: ministries.get(route) ?? 'nobody', self: selves.get(route) ?? new Map() },
      ]),
    );
  });

  /** Whose rows a route is for: a ministry that has nothing to do with them is asked first, then those that have. */
  async function ministryOf(route: ServedRoute, harness: Harness): Promise<SeenRoute['ministry']> {
    const role =
      table
        .find((row) => routeOf(row) === routeOf(route))
        ?.roles.values()
        .next().value ?? '';
    for (const [name, ministry] of [
      ['any', 'MECO'],
      ['own', harness.owner],
      ['responsible', harness.responsible],
    ] as const) {
      const api = await tributary.api(role === 'public' ? 'analyst' : role, ministry);
      if (await touches(api, route, harness)) return name;
    }
    return 'nobody';
  }

  /** What subjects touch by a route: one that applied for a thing, and another one, who may know of none. */
  async function selfOf(route: ServedRoute, harness: Harness): Promise<SeenRoute['self']> {
    const touched = new Map<string, 'own' | 'all' | 'none'>();
    for (const role of subjectRoles) {
      const [own, another] = [await touchesAs(applicantOf(role)), await touchesAs(`#${role}-another`)];
      touched.set(role, another ? 'all' : own ? 'own' : 'none');

      async function touchesAs(subject: string): Promise<boolean> {
        const api = await tributary.api(role, subject);
        const thing = harness.applied(role, route);
        const isNew = makesOne(route);
        if (thing === undefined || isNew) return subject === applicantOf(role) && (await sees(api, route));
        const version = await harness.version(route, thing.path);
        const { query, ...call } = asked(route);
        const answer = await api.send(route.method, thing.path + query, {
          ...call,
          ...version,
          headers: { ...call.headers, ...version.headers },
        });
        if (answer.status === 403 || answer.status === 404) return false;
        return route.path.includes('{id}') || answer.text.includes(thing.id);
      }
    }
    return touched;
  }

  /** Whether a ministry that is let in touches the rows of the harness by a route; a list of what is hidden may be empty. */
  async function touches(api: Api, route: ServedRoute, harness: Harness): Promise<boolean> {
    const [path, version] = [harness.path(route), await harness.version(route)];
    const isNew = makesOne(route);
    if (!harness.isHidden(route) || isNew) return sees(api, route, path, version);
    const { query, ...call } = asked(route);
    return harness.shows(route, await api.send(route.method, path + query, call));
  }

  it('agrees with every route and role', () => {
    expect(differences(table, seen)).toEqual([]);
  });

  it('would show any single cell that flips', () => {
    for (const [route, { roles, ministry, self }] of seen) {
      for (const role of roles.keys()) {
        const flipped = new Map([...roles].map(([name, was]) => [name, name === role ? !was : was]));
        expect(differences(table, new Map([...seen, [route, { roles: flipped, ministry, self }]]))).toHaveLength(1);
      }
      for (const other of (['any', 'own', 'responsible', 'nobody'] as const).filter((name) => name !== ministry)) {
        expect(differences(table, new Map([...seen, [route, { roles, ministry: other, self }]]))).toHaveLength(1);
      }
      for (const [role, touched] of self) {
        for (const other of (['own', 'all', 'none'] as const).filter((name) => name !== touched)) {
          const flipped = new Map([...self, [role, other] as const]);
          expect(differences(table, new Map([...seen, [route, { roles, ministry, self: flipped }]]))).toHaveLength(1);
        }
      }
    }
  });

  it('counts no answer as let in that does not come from the domain', () => {
    for (const status of [400, 405, 412, 415, 428, 429, 500, 503]) {
      expect(() => wasLetIn({ status, text: '' }), String(status)).toThrow('shows neither');
    }
    for (const [status, code] of [
      [409, 'CONFLICT'],
      [422, 'IDEMPOTENCY_KEY_REUSED'],
    ] as const) {
      expect(() => wasLetIn({ status, text: JSON.stringify({ code }) }), code).toThrow('shows neither');
    }
  });

  it('refuses every route but the public ones without a token, and says where one is had', async () => {
    for (const route of served) {
      const open = table.some((row) => routeOf(row) === routeOf(route) && row.roles.has('public'));
      const response = await fetch(tributary.address + filled(route.path), { method: route.method });
      // a request without a body is none to a route that takes one, whoever sends it
      if (open) expect([routeOf(route), response.status]).toEqual([routeOf(route), route.hasBody ? 400 : 200]);
      else {
        expect([routeOf(route), response.status]).toEqual([routeOf(route), 401]);
        expect(response.headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  it('hides what is internal behind the front door', async () => {
    const service = await tributary.api('service', 'MPLA');
    for (const path of [
      'internal/high-watermarks',
      'internal/feed?partition=0&after=0&limit=1',
      'metrics',
      'Internal/high-watermarks',
      '%69nternal/high-watermarks',
    ]) {
      expect([path, (await service.get(`/strategy/${path}`)).status]).toEqual([path, 404]);
    }
  });
});
