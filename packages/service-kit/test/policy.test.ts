import { allow, defineRoute, open, type Role, type RouteContract, roles } from '@tributary/contracts';
import type { Actor } from '@tributary/eventing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keySet } from '../src/access/keys.ts';
import { ruleOf } from '../src/access/policy.ts';
import { tokensOf } from '../src/access/tokens.ts';
import { handle, PolicyMissing } from '../src/index.ts';
import { appOf } from '../src/server/app.ts';
import { limitsOf } from '../src/server/limits.ts';
import { acknowledged, as, contracts, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

const caller = (role: string, more: Partial<Actor> = {}): Actor => ({
  sub: 'person',
  client: 'client',
  ministry: 'MPLA',
  roles: [role],
  ...more,
});

const route = (access: RouteContract['access'], method: 'GET' | 'POST' = 'POST') =>
  ({ method, path: '/v1/things', access }) as const;

describe('the policy', () => {
  it('fail-open-policy: lets in the roles that a route names and no others', () => {
    const rule = ruleOf(route(allow(['planner', 'finance'])));
    const letIn = roles.filter((role) => rule.admit(caller(role)) === undefined);
    expect(letIn).toEqual(['finance', 'planner']);
    expect(rule.admit(caller('planner', { roles: [] }))?.code).toBe('FORBIDDEN');
    expect(rule.admit(caller('Planner'))?.code).toBe('FORBIDDEN');
    expect(rule.admit(undefined)?.code).toBe('UNAUTHENTICATED');
  });

  it('lets everybody in where a route is open', () => {
    const rule = ruleOf(route(open, 'GET'));
    expect(rule.admit(undefined)).toBeUndefined();
    expect(rule.admit(caller('analyst'))).toBeUndefined();
  });

  it('refuses a machine where a person is needed', () => {
    const rule = ruleOf(route(allow('planner', { person: true })));
    expect(rule.admit(caller('planner', { sub: 'client' }))?.code).toBe('FOUR_EYES');
    expect(rule.admit(caller('planner'))).toBeUndefined();
  });

  it('fail-open-policy: filters rows by the ministry of the caller where a route says so', () => {
    const everyRow = ruleOf(route(allow('planner'))).rowFilter(caller('planner'));
    expect([everyRow('MPLA'), everyRow('MFIN')]).toEqual([true, true]);
    for (const ministry of ['own', 'responsible'] as const) {
      const rows = ruleOf(route(allow('planner', { ministry })));
      const own = rows.rowFilter(caller('planner'));
      expect([own('MPLA'), own('MFIN'), own('')]).toEqual([true, false, false]);
      expect(rows.rowFilter(undefined)('MPLA')).toBe(false);
      expect(rows.rowFilter(caller('planner', { ministry: '' }))('')).toBe(false);
    }
  });

  it('takes no command from a token that names no ministry', () => {
    expect(ruleOf(route(allow('planner'))).admit(caller('planner', { ministry: '' }))).toEqual({
      code: 'FORBIDDEN',
      condition: 'ministry',
    });
    expect(ruleOf(route(allow('service'), 'GET')).admit(caller('service', { ministry: '' }))).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['no rule', undefined],
    ['no role', allow([])],
    ['an unknown role', allow('chief' as Role)],
    ['public beside a role', allow(['public', 'planner'])],
    ['public with a row filter', allow('public', { ministry: 'own' })],
  ])('stops the process at its start when a route has %s', async (_name, access) => {
    const contract = { ...contracts.getNote, access } as RouteContract;
    await expect(
      startFixture({ routes: () => [{ contract, handler: async () => ({ reply: { body: {} } }) }] }),
    ).rejects.toThrow(PolicyMissing);
  });

  it('stops the process when a route that no contract stands behind has none', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const tokens = tokensOf({ issuer: nowhere, audience: [], keys: keySet(nowhere), tokenUrl: nowhere });
    const life = { started: true, waiting: false, draining: false };
    const loop = { meanMs: () => 0, over: () => false, stop: () => undefined };
    const app = await appOf({
      service: 'strategy',
      log: pino({ level: 'silent' }),
      limits: limitsOf({}),
      tokens,
      life,
      loop,
    });
    expect(() => app.get('/page', async () => 'page')).toThrow('GET /page says of nobody that they may call it');
    app.get('/page', { config: { access: open } }, async () => 'page');
    expect((await app.inject('/page')).body).toBe('page');
    await app.close();
  });
});

describe('the policy over HTTP', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture({
      routes: () => [
        handle(contracts.changeNote, async () => ({ outcome: acknowledged(false) })),
        handle(contracts.payNote, async () => ({ outcome: acknowledged(false) })),
        handle(
          defineRoute({
            ...contracts.getNote,
            path: '/v1/mine/{id}',
            query: z.strictObject({}),
            access: allow('planner', { ministry: 'own' }),
          }),
          async ({ mayTouch, params }) => ({
            reply: { body: { id: params.id, seq: mayTouch('MFIN') ? 1 : 2, text: 'x' } },
          }),
        ),
      ],
    });
  });
  afterAll(() => fixture.close());

  it('says which roles are needed, and whose rows, in the language of the caller', async () => {
    const response = await fixture.app.inject({
      method: 'PUT',
      url: `/v1/notes/${NOTE_ID}`,
      headers: { ...(await as(fixture, 'finance')), 'accept-language': 'es' },
      payload: { text: 'x' },
    });
    expect(response.statusCode).toBe(403);
    expect(response.json().detail).toBe(
      'Esta operación exige uno de los siguientes roles: planner, y el ministerio al que pertenece el expediente.',
    );
  });

  it('refuses a machine token where a person is needed', async () => {
    const token = await fixture.issuer.token('finance', 'MFIN', { sub: 'finance@MFIN' });
    const response = await fixture.app.inject({
      method: 'POST',
      url: `/v1/notes/${NOTE_ID}/payment`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'a' },
      payload: { amount: '1' },
    });
    expect(response.statusCode).toBe(403);
    expect(response.json().code).toBe('FOUR_EYES');
  });

  it('fails closed when a command never asked whether the caller may touch the row', async () => {
    const response = await fixture.app.inject({
      method: 'PUT',
      url: `/v1/notes/${NOTE_ID}`,
      headers: { ...(await as(fixture, 'planner')), 'if-match': '1' },
      payload: { text: 'x' },
    });
    expect(response.statusCode).toBe(500);
    expect(fixture.logs.join('')).toContain('did not ask whether the caller may touch the row');
  });

  it('fail-open-policy: gives a handler the row filter of its caller', async () => {
    const read = async (ministry: string) =>
      fixture.app.inject({ url: `/v1/mine/${NOTE_ID}`, headers: await as(fixture, 'planner', ministry) });
    expect((await read('MFIN')).json().seq).toBe(1);
    expect((await read('MPLA')).json().seq).toBe(2);
  });
});
