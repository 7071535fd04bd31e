// What the front door lets through: each part's offer to the outside, and nothing else by any spelling of its path.
import { rawConnection } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { doorOfTheseTests } from './door-and-part.ts';

const door = await doorOfTheseTests();

/** Asks for a target as it stands, which no client does. */
async function ask(target: string): Promise<number> {
  const connection = await rawConnection(door.port);
  connection.send(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const { status } = await connection.answer();
  await connection.closed();
  return status;
}

/** The targets that came through. */
const reached = () => door.asked.map(({ url }) => url);

describe('the front door', () => {
  it.each([
    ['/', '/'],
    ['/?lang=fr', '/?lang=fr'],
    ['/page', '/page'],
    ['/page/initiatives/1?to=2026-06-30', '/page/initiatives/1?to=2026-06-30'],
    ['/page/api/strategy/v1/plans', '/page/api/strategy/v1/plans'],
    ['/page/api/strategy/../reporting', '/page/api/reporting'],
    ['/reporting/page/session', '/page/session'],
    ['/reporting', '/'],
    ['/reporting/', '/'],
    ['/strategy/v1/plans', '/v1/plans'],
    ['/strategy/v1/plans?limit=1&after=a%2Fb', '/v1/plans?limit=1&after=a%2Fb'],
    ['/strategy/v1/plans/a%20b%2Fc', '/v1/plans/a%20b%2Fc'],
    ['/strategy/v1/x/../plans', '/v1/plans'],
    ['/strategy/v1/plans#fragment?x', '/v1/plans'],
    ['http://127.0.0.1:8080/strategy/v1/plans', '/v1/plans'],
    ['HTTP://any.example/registry/openapi.json', '/openapi.json'],
    ['/registry/docs', '/docs'],
    ['/registry/docs/static/index.css', '/docs/static/index.css'],
    ['/registry/health/live', '/health/live'],
    ['/registry/health/ready', '/health/ready'],
    ['/problems/plan-not-ready?lang=fr', '/problems/plan-not-ready?lang=fr'],
    ['/problems', '/problems'],
    ['/strategy/problems/plan-not-ready', '/problems/plan-not-ready'],
    ['/issuer/jwks', '/the-issuer/jwks'],
    ['/issuer/.well-known/openid-configuration', '/the-issuer/.well-known/openid-configuration'],
  ])('leads from %s to %s', async (target, path) => {
    expect([await ask(target), reached()]).toEqual([200, [path]]);
  });

  it.each(
    [
      ...[
        'metrics',
        'internal/high-watermarks',
        'internal/feed?partition=0',
        'Internal/high-watermarks',
        '%69nternal/high-watermarks',
        'metrics#',
        'metrics?x',
      ],
      ...[
        './metrics',
        '%2e/metrics',
        '%2E/metrics',
        './/metrics',
        '/metrics',
        '//metrics',
        '.%2fmetrics',
        '%2e%2fmetrics',
      ],
      ...[
        'v1/../metrics',
        'v1/%2e%2e/metrics',
        'v1/..%2fmetrics',
        'v1/.%2e%2Fmetrics',
        'v1/..%5cmetrics',
        'v1/..\\metrics',
      ],
      ...['\\metrics', '%5cmetrics', 'docs/../internal/high-watermarks', 'docs/%2e%2e%2finternal/high-watermarks'],
      ...[
        'v1',
        'v1/',
        '',
        'health',
        'health/',
        'health/live/',
        'openapi.json/',
        'docsx',
        'v2/plans',
        'V1/plans',
        'jwks',
      ],
    ].map((path) => `/strategy/${path}`),
  )('leads nowhere from %s', async (target) => {
    expect([await ask(target), reached()]).toEqual([404, []]);
  });

  it.each([
    ...[
      '/metrics',
      '/internal/high-watermarks',
      '//strategy/v1/plans',
      '/strategy%2fv1/plans',
      '/Strategy/v1/plans',
      '/nothing/v1/x',
    ],
    ...['/v1/plans', '/docs', '/issuer', '/issuer/', '/issuer/v1/x', '/issuer/../metrics', '/registry/../metrics'],
    ...[
      'http://x//strategy/v1/plans',
      'http://x/strategy/metrics',
      '*',
      'ftp://x/strategy/v1/plans',
      'http://x/strategy/./metrics',
      '/constructor/v1/x',
    ],
  ])('leads nowhere from %s either', async (target) => {
    expect([await ask(target), reached()]).toEqual([404, []]);
  });

  it.each(['/strategy/v1/%', '/strategy/v1/%zz', '/%e0%a4%a/v1', 'strategy/v1/plans'])(
    'refuses the malformed %s',
    async (target) => {
      expect([await ask(target), reached()]).toEqual([400, []]);
    },
  );
});
