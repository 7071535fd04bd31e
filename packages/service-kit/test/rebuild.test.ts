// The versions of a service's read models, as its operators see and change them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ consumes: true });
});
afterAll(() => fixture.close());

const quiet = { live: '1', next: undefined, kept: undefined, later: undefined };

beforeEach(() => {
  fixture.eventing.rebuilding = quiet;
  fixture.eventing.calls.length = 0;
});

const ask = async (method: 'GET' | 'POST', path = '', payload?: object, role = 'operator') =>
  fixture.app.inject({
    method,
    url: `/v1/rebuild${path}`,
    headers: await as(fixture, role),
    ...(payload !== undefined && { payload }),
  });

describe('GET /v1/rebuild', () => {
  it('tells what is shown, how far another version is, and where the two differ', async () => {
    const difference = { service: 'initiatives', aggregate: 'a', view: 'plans', what: 'differs in title' } as const;
    const at = '2026-03-01T00:00:00.000Z';
    const way = {
      applied: 7,
      of: undefined,
      sources: [{ service: 'initiatives', applied: 7, of: undefined }],
    } as const;
    fixture.eventing.rebuilding = {
      ...quiet,
      next: {
        ...way,
        version: '1r1',
        flips: true,
        compared: { against: '1', at, aggregates: 9, different: 1, differences: [difference] },
      },
      later: { ...way, version: '2', compared: undefined },
    };
    const told = { applied: 7, of: null, sources: [{ source: 'initiatives', applied: 7, of: null }] };
    const { service: source, ...differs } = difference;
    expect((await ask('GET')).json()).toEqual({
      live: '1',
      next: {
        ...told,
        version: '1r1',
        flips: true,
        compared: { against: '1', at, aggregates: 9, different: 1, differences: [{ source, ...differs }] },
      },
      kept: null,
      later: { ...told, version: '2', compared: null },
    });
  });

  it('is for operators alone, as is every change', async () => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '', {}],
      ['POST', '/flip', { version: '1' }],
      ['POST', '/drop', { version: '1' }],
    ] as const)
      expect((await ask(method, path, body, 'analyst')).statusCode).toBe(403);
    expect(fixture.eventing.calls).toEqual([]);
  });

  it('is no address of a service without views', async () => {
    const alone = await startFixture();
    expect((await alone.app.inject({ url: '/v1/rebuild', headers: await as(alone, 'operator') })).statusCode).toBe(404);
    await alone.close();
  });
});

describe('POST /v1/rebuild', () => {
  it('begins one that is shown by itself, unless told otherwise', async () => {
    expect((await ask('POST', '', {})).statusCode).toBe(200);
    expect((await ask('POST', '', { flip: false })).json()).toEqual({ live: '1', next: null, kept: null, later: null });
    expect(fixture.eventing.calls).toEqual(['begin true', 'begin false']);
  });

  it('shows and drops the version that is named', async () => {
    await ask('POST', '/flip', { version: '1r1' });
    await ask('POST', '/drop', { version: '1' });
    expect(fixture.eventing.calls).toEqual(['flip 1r1', 'drop 1']);
  });

  it.each([
    ['', {}, 'kept', 409, 'REBUILD_KEPT'],
    ['/drop', { version: '1' }, 'live', 409, 'REBUILD_LIVE'],
    ['/flip', { version: '1' }, 'unknown', 404, 'NOT_FOUND'],
    ['/flip', { version: '1' }, 'behind', 503, 'NOT_CAUGHT_UP'],
  ] as const)('%s is refused with its reason: %s %s', async (path, body, refused, status, code) => {
    fixture.eventing.rebuilding = { refused, version: '1' };
    const answer = await ask('POST', path, body);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    if (status === 409) expect(answer.json().detail).toContain('Version 1 ');
  });
});
