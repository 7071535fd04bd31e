// Every route × role × own or other ministry, over HTTP, against a table that is kept by hand.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { filled, type ServedRoute, servedRoutes } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { allRoles, differences, readTable, routeOf, type Seen } from './authorisation-table.ts';

const table = readTable(readFileSync(new URL('./authorisation.txt', import.meta.url), 'utf8'));
let tributary: Tributary;
let served: readonly ServedRoute[];

beforeAll(async () => {
  tributary = await startTributary();
  served = await servedRoutes(tributary);
});
afterAll(() => tributary?.remove());

const bodies: Readonly<Record<string, unknown>> = { POST: {}, PUT: {}, GET: undefined };

async function wasLetIn(api: Api, { method, path }: ServedRoute): Promise<boolean> {
  const { status } = await api.send(method, filled(path), { body: bodies[method] });
  return status !== 401 && status !== 403;
}

describe('the table of who may call what', () => {
  let seen: Seen;

  beforeAll(async () => {
    const cells = served.map(async (route) => {
      const letIn = allRoles.map(
        async (role) => [role, await wasLetIn(await tributary.api(role, 'MLOC'), route)] as const,
      );
      return [routeOf(route), new Map(await Promise.all(letIn))] as const;
    });
    seen = new Map(await Promise.all(cells));
  });

  it('agrees with every route and role', () => {
    expect(differences(table, seen)).toEqual([]);
  });

  it('would show any single cell that flips', () => {
    for (const [route, letIn] of seen) {
      for (const role of letIn.keys()) {
        const flipped = new Map([...letIn].map(([name, was]) => [name, name === role ? !was : was]));
        expect(differences(table, new Map([...seen, [route, flipped]]))).toHaveLength(1);
      }
    }
  });

  it('refuses every route but the public ones without a token, and says where one is had', async () => {
    for (const route of served) {
      const open = table.some((row) => routeOf(row) === routeOf(route) && row.roles.has('public'));
      const response = await fetch(tributary.address + filled(route.path), { method: route.method });
      if (open) expect(response.status).toBe(200);
      else {
        expect([routeOf(route), response.status]).toEqual([routeOf(route), 401]);
        expect(response.headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  it('hides what is internal behind the front door', async () => {
    const service = await tributary.api('service', 'MPLA');
    for (const path of [
      'internal/heads',
      'internal/feed?slot=0&after=0&limit=1',
      'metrics',
      'Internal/heads',
      '%69nternal/heads',
    ]) {
      expect([path, (await service.get(`/strategy/${path}`)).status]).toEqual([path, 404]);
    }
  });
});

describe('the ministry of a row', () => {
  it('own: an officer changes the initiatives of the own ministry, and reads but does not change the others', async () => {
    const own = await tributary.api('officer', 'MLOC');
    const other = await tributary.api('officer', 'MECO');
    const { id, seq } = expectStatus(await own.post('/initiatives/v1/initiatives', initiative), 201).json<{
      id: string;
      seq: number;
    }>();
    const path = `/initiatives/v1/initiatives/${id}`;
    expectStatus(await other.get(path), 200);
    expect((await other.post(`${path}/status`, { status: 2 })).status).toBe(403);
    const links = { planCode: 'NONE', planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
    expect((await other.put(`${path}/plan-links`, links, { 'if-match': `"${seq}"` })).status).toBe(403);
    expect((await own.put(`${path}/plan-links`, links, { 'if-match': `"${seq}"` })).status).toBe(409);
    expectStatus(await own.post(`${path}/status`, { status: 2 }), 200);
  });

  it('responsible: only the ministry responsible for a node decides on its links', async () => {
    const { alignmentId, revision } = await oneOpenAlignment();
    const path = `/strategy/v1/alignments/${alignmentId}/decision`;
    const decision = { decision: 'accept', revision };
    const other = await tributary.api('ministry-reviewer', 'MECO');
    expect((await other.post(path, decision)).status).toBe(403);
    const responsible = await tributary.api('ministry-reviewer', 'MHEA');
    expectStatus(await responsible.post(path, decision), 200);
  });
});

async function oneOpenAlignment(): Promise<{ alignmentId: string; revision: number }> {
  const planner = await tributary.api('planner', 'MPLA', 'ada');
  const second = await tributary.api('planner', 'MPLA', 'bo');
  const plan = { code: 'NDP', kind: 'national', title: { en: 'NDP' }, levels: [{ en: 'Pillar' }], programmeLevel: 1 };
  expectStatus(await planner.post('/strategy/v1/plans', plan), 201);
  const rows = [{ kind: 'node', code: '1', level: 1, title_en: 'Health', responsibleMinistry: 'MHEA' }];
  expectStatus(await planner.post('/strategy/v1/plans/NDP/versions/1/import', { rows }), 201);
  expectStatus(await second.post('/strategy/v1/plans/NDP/versions/1/activation', { from: '2026-01-01' }), 200);
  const officer = await tributary.api('officer', 'MLOC');
  const { id, seq } = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201).json<{
    id: string;
    seq: number;
  }>();
  const links = { planCode: 'NDP', planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
  await eventually('a plan that can be linked to', async () => {
    const answer = await officer.put(`/initiatives/v1/initiatives/${id}/plan-links`, links, { 'if-match': `"${seq}"` });
    return answer.status === 409 ? undefined : expectStatus(answer, 200);
  });
  return eventually('the alignment', async () => {
    const { items } = (await planner.get(`/strategy/v1/alignments?initiativeId=${id}`)).json<{
      items: { id: string; revision: number }[];
    }>();
    const [first] = items;
    return first === undefined ? undefined : { alignmentId: first.id, revision: first.revision };
  });
}
