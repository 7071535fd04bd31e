// Visitors of sample data are signed in without being asked, on the machine that it runs on and nowhere else; what a
// session may do is held against what others try with it.
import { rawConnection } from '@tributary/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type PageHarness, publicUrl, startPage, type Upstream } from './fixture/page.ts';

let page: PageHarness;
let strategy: Upstream;
beforeAll(async () => {
  page = await startPage();
  strategy = page.upstreams.get('strategy') as Upstream;
}, 120_000);
afterAll(() => page?.close());
beforeEach(() => {
  strategy.asked.length = 0;
  strategy.answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };
});

const entered = async (): Promise<Browser> => {
  const browser = page.browser();
  expect((await browser.enter()).statusCode).toBe(200);
  return browser;
};

describe('the session', () => {
  it('is nobody at first, and an analyst once the visitor enters', async () => {
    const browser = page.browser();
    expect(await browser.look()).toEqual({
      signedIn: false,
      ways: ['sample'],
      sample: true,
      period: null,
      csrf: null,
    });
    const answer = await browser.enter();
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toMatch(
      /^tributary-session-8080=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const told = await browser.look();
    expect(told).toMatchObject({ signedIn: true, roles: ['analyst'], ministry: 'MPLA', name: null, embedded: true });
    expect(told['roleCards']).toContainEqual({ role: 'planner', ministry: 'MPLA' });
    expect(Date.parse(String(told['expiresAt']))).toBeGreaterThan(Date.now());
    expect(answer.json()).toEqual(told);
  });

  it.each([
    ['from another machine', { from: '192.0.2.7' }],
    ['under a name that leads here, as a rebound one does', { headers: { host: 'evil.example:8080' } }],
    ['sent by a foreign site', { headers: { origin: 'http://evil.example' } }],
    ['sent by another port of this machine', { headers: { origin: 'http://127.0.0.1:9999' } }],
    ['sent by no page at all', { asPage: false }],
    ['said to be of a foreign site by the browser', { headers: { 'sec-fetch-site': 'same-site' } }],
    [
      'under a name and with an origin that agree, and are not of this machine',
      { headers: { host: 'evil.example', origin: 'http://evil.example' } },
    ],
  ])('is not begun %s', async (_how, sent) => {
    const browser = page.browser();
    const answer = await browser.send('/page/session', { method: 'POST', asPage: true, ...sent });
    expect(answer.statusCode).toBe(403);
    expect(['NOT_FROM_THE_PAGE', 'SAMPLE_ALONE']).toContain(answer.json().code);
    expect(browser.cookies.size).toBe(0);
  });

  it('offers nothing to a caller who may not enter by himself', async () => {
    expect(await page.browser().look({ from: '192.0.2.7' })).toMatchObject({ ways: [], sample: true });
  });

  it('is begun by another role of the sample, whom it renews', async () => {
    const browser = page.browser();
    const answer = await browser.send('/page/session', { method: 'POST', asPage: true, body: '{"role":"operator"}' });
    expect(answer.json()).toMatchObject({ signedIn: true, roles: ['operator'], ministry: 'MPLA' });
    const refused = await browser.send('/page/session', { method: 'POST', asPage: true, body: '{"role":"person"}' });
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'VALIDATION']);
  });

  it('is opened with no other cookie than its own', async () => {
    const browser = await entered();
    const [name, value] = [...browser.cookies][0] ?? ['', ''];
    const tampered = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await new Browser(page.running[0] as never, new Map([[name, tampered]])).look()).toMatchObject({
      signedIn: false,
    });
    expect(await browser.look()).toMatchObject({ signedIn: true });
  });

  it('is shared by every process of the installation, and by none with another key', async () => {
    const browser = await entered();
    await page.another({ instance: 'reporting-1' });
    await page.another({ instance: 'reporting-2', installationKey: Buffer.alloc(32, 7) });
    const [, second, stranger] = page.running;
    expect(await new Browser(second as never, browser.cookies).look()).toMatchObject({
      signedIn: true,
      csrf: browser.csrf,
    });
    expect(await new Browser(stranger as never, browser.cookies).look()).toMatchObject({ signedIn: false });
  });

  it('ends when the page asks for it, everywhere', async () => {
    const browser = await entered();
    const kept = new Map(browser.cookies);
    expect(
      (await browser.send('/page/session/end', { method: 'POST', headers: { origin: publicUrl } })).statusCode,
    ).toBe(403);
    const answer = await browser.send('/page/session/end', { method: 'POST', asPage: true });
    expect([answer.statusCode, answer.json()]).toEqual([200, { endAt: null }]);
    expect(browser.cookies.size).toBe(0);
    const again = await new Browser(page.running[0] as never, kept).send('/page/api/strategy/v1/plans');
    expect([again.statusCode, again.json().code]).toEqual([401, 'SESSION_ENDED']);
  });

  it('says what is wrong in the language that was asked for', async () => {
    const answer = await page.browser().send('/page/api/strategy/v1/plans', { headers: { 'accept-language': 'ru' } });
    expect(answer.json()).toMatchObject({ code: 'SESSION_ENDED', title: 'Вы не вошли в систему' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('a token of a role', () => {
  it('is given to the page of a sample', async () => {
    const browser = await entered();
    const answer = await browser.send('/page/token', { method: 'POST', asPage: true, body: '{"role":"planner"}' });
    expect(answer.statusCode).toBe(200);
    const { token, expiresAt } = answer.json();
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ roles: ['planner'], ministry: 'MPLA', sub: 'planner@mpla' });
    expect(Math.abs(claims.exp * 1000 - Date.parse(expiresAt))).toBeLessThan(5_000);
  });

  it.each([
    ['{"role":"service"}', {}, 400],
    ['{"role":"person"}', {}, 400],
    ['{"role":"planner","sub":"x"}', {}, 400],
    ['nothing', {}, 400],
    ['{"role":"planner"}', { headers: { 'x-csrf-token': 'wrong' } }, 403],
    ['{"role":"planner"}', { from: '192.0.2.7' }, 403],
  ])('is not given for %s, %j', async (body, sent, status) => {
    const answer = await (await entered()).send('/page/token', { method: 'POST', asPage: true, body, ...sent });
    expect(answer.statusCode).toBe(status);
  });
});

describe('the API through a session', () => {
  it('reaches the service with a token that the browser never sees, and passes on what a caller may say', async () => {
    strategy.answer = {
      status: 200,
      headers: {
        'content-type': 'application/json',
        etag: '"7"',
        'x-data-lag-seconds': '0.010',
        'x-parked': '0',
        'set-cookie': 'a=b',
        authorization: 'Bearer leaked',
        'www-authenticate': 'Bearer',
        vary: 'Accept-Language',
      },
      body: '{"items":[]}',
    };
    const browser = await entered();
    const answer = await browser.send('/page/api/strategy/v1/plans?limit=1&after=a%2Fb', {
      headers: {
        'accept-language': 'fr',
        'if-none-match': '"6"',
        authorization: 'Bearer of-the-browser',
        'x-forwarded-user': 'root',
        'x-csrf-token': 'x',
      },
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '{"items":[]}']);
    expect(answer.headers).toMatchObject({
      etag: '"7"',
      'x-data-lag-seconds': '0.010',
      vary: 'Accept-Language, Cookie',
    });
    for (const name of ['set-cookie', 'authorization', 'www-authenticate'])
      expect(answer.headers).not.toHaveProperty(name);
    const [asked] = strategy.asked;
    expect(asked).toMatchObject({ method: 'GET', url: '/v1/plans?limit=1&after=a%2Fb' });
    expect(asked?.headers).toMatchObject({ 'accept-language': 'fr', 'if-none-match': '"6"' });
    expect(asked?.headers.authorization).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    for (const name of ['cookie', 'x-forwarded-user', 'x-csrf-token', 'origin'])
      expect(asked?.headers).not.toHaveProperty(name);
    expect(JSON.stringify([answer.headers, answer.body])).not.toContain(asked?.headers.authorization?.slice(7));
  });

  it('sends a body as it came, and only for the page', async () => {
    const browser = await entered();
    const body = '{ "code": "NDP-2031" }';
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k-1' };
    const sent = { method: 'POST', body } as const;
    expect((await browser.send('/page/api/strategy/v1/plans', { ...sent, asPage: true, headers })).statusCode).toBe(
      200,
    );
    expect(strategy.asked).toMatchObject([{ method: 'POST', url: '/v1/plans', body, headers }]);
    const refused = [
      { headers },
      { headers: { ...headers, origin: publicUrl } },
      { headers: { ...headers, origin: publicUrl, 'x-csrf-token': 'wrong' } },
      { headers: { ...headers, origin: 'http://evil.example', 'x-csrf-token': browser.csrf } },
      { headers: { ...headers, origin: publicUrl, 'x-csrf-token': browser.csrf, 'sec-fetch-site': 'cross-site' } },
    ];
    for (const one of refused) {
      const answer = await browser.send('/page/api/strategy/v1/plans', { ...sent, ...one });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'NOT_FROM_THE_PAGE']);
    }
    expect(strategy.asked).toHaveLength(1);
  });

  it.each([
    '/page/api/strategy/../reporting/v1/freshness',
    '/page/api/strategy/%2e%2e/reporting/v1/freshness',
    '/page/api/strategy/v1/plans/%2e%2e',
    '/page/api/strategy/v1/plans/..',
    '/page/api/strategy/v1/..%2f..%2finternal/feed',
    '/page/api/strategy/internal/feed?partition=0',
    '/page/api/strategy/metrics',
    '/page/api/strategy/docs',
    '/page/api/strategy//v1/plans',
    '/page/api/nothing/v1/plans',
    '/page/api/http:%2f%2fevil.example/v1/plans',
    '/page/api/constructor/v1/plans',
    '/page/api',
  ])('reaches nothing at %s, as it stands', async (path) => {
    const browser = await entered();
    const cookie = [...browser.cookies].map((one) => one.join('=')).join();
    const connection = await rawConnection(Number(new URL(page.reporting.address).port));
    connection.send(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
    const { status } = await connection.answer();
    await connection.closed();
    expect([status, [...page.upstreams.values()].flatMap(({ asked }) => asked)]).toEqual([404, []]);
  });

  it('changes nothing by another method than POST', async () => {
    const browser = await entered();
    const answer = await browser.send('/page/api/strategy/v1/plans', { method: 'PUT', asPage: true, body: '{}' });
    expect([answer.statusCode, strategy.asked]).toEqual([405, []]);
  });

  it('refuses a body that the service would not take', async () => {
    const browser = await entered();
    const answer = await browser.send('/page/api/strategy/v1/plans', {
      method: 'POST',
      asPage: true,
      body: `"${'x'.repeat(17 * 1024)}"`,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('reaches health and the description of each service', async () => {
    const browser = await entered();
    for (const path of ['health/live', 'health/ready', 'openapi.json']) {
      expect((await browser.send(`/page/api/strategy/${path}`)).statusCode).toBe(200);
    }
    expect(strategy.asked.map(({ url }) => url)).toEqual(['/health/live', '/health/ready', '/openapi.json']);
  });

  it('passes on what a service refuses, and says itself when one does not answer', async () => {
    const browser = await entered();
    strategy.answer = {
      status: 503,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '3' },
      body: '{"code":"NOT_CAUGHT_UP"}',
    };
    const told = await browser.send('/page/api/strategy/v1/plans');
    expect([told.statusCode, told.headers['retry-after'], told.json().code]).toEqual([503, '3', 'NOT_CAUGHT_UP']);
    await page.upstreams.get('partnerships')?.close();
    const silent = await browser.send('/page/api/partnerships/v1/partners', { headers: { 'accept-language': 'it' } });
    expect([silent.statusCode, silent.headers['retry-after'], silent.headers['content-language']]).toEqual([
      503,
      '2',
      'it',
    ]);
  });

  it('ends with a token that services take no more', async () => {
    const browser = await entered();
    strategy.answer = { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: '{"code":"UNAUTHENTICATED"}' };
    const answer = await browser.send('/page/api/strategy/v1/plans');
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'SESSION_ENDED']);
    expect(answer.headers).not.toHaveProperty('www-authenticate');
    expect(await browser.look()).toMatchObject({ signedIn: false });
  });
});
