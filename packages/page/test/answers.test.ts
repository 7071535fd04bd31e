import { describe, expect, it } from 'vitest';
import { api, problemOf } from '../src/data/answers.ts';

const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status });

describe('an address of an API', () => {
  it('leaves out what is not asked for', () => {
    expect(api('reporting', 'v1/dashboard', { to: '2026-06-30', asOf: undefined, lang: 'fr' })).toBe(
      '/page/api/reporting/v1/dashboard?to=2026-06-30&lang=fr',
    );
    expect(api('registry', 'health/ready')).toBe('/page/api/registry/health/ready');
  });
});

describe('a problem', () => {
  it.each([
    [401, {}, { kind: 'ended' }],
    [
      403,
      { detail: 'This needs one of the roles operator.' },
      { kind: 'forbidden', detail: 'This needs one of the roles operator.' },
    ],
    [503, { title: 'Not caught up', detail: 'Wait.' }, { kind: 'behind', detail: 'Wait.' }],
    [503, { title: 'Not caught up' }, { kind: 'behind', detail: 'Not caught up' }],
    [
      422,
      { title: 'A plan', detail: 'Name one.', code: 'PLAN_REQUIRED' },
      { kind: 'problem', title: 'A plan', detail: 'Name one.', code: 'PLAN_REQUIRED' },
    ],
  ])('of status %i is told apart', async (status, body, told) => {
    expect(await problemOf(problem(status, body))).toEqual(told);
  });

  it('is one too where what came is no problem answer', async () => {
    expect(await problemOf(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }))).toEqual({
      kind: 'problem',
      title: 'Bad Gateway',
      detail: '',
      code: '502',
    });
  });
});
