// Signing in at a provider: the way there and back, what is refused on it, and a session that outlives its tokens.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { viewOf } from '../../src/page/sign-in-routes.ts';
import { Browser, type PageHarness, publicUrl, startPage, type Upstream } from './fixture/page.ts';
import { type Provider, startProvider } from './fixture/provider.ts';

let provider: Provider;
let page: PageHarness;
let strategy: Upstream;
/** how far the clock of reporting stands ahead, in milliseconds */
let ahead = 0;

beforeAll(async () => {
  provider = await startProvider();
  page = await startPage({
    sample: false,
    overrides: { now: () => new Date(Date.now() + ahead) },
    config: ({ embedded }) => {
      provider.tokensOfServices = `${embedded.issuerUrl}/token`;
      return {
        issuer: provider.issuer,
        tokenUrl: `${provider.issuer}/token`,
        jwksUrl: `${provider.issuer}/jwks`,
        pageClientId: 'tributary-page',
        pageClientSecret: provider.clientSecret,
      };
    },
  });
}, 120_000);
afterAll(async () => {
  await page?.close();
  await provider?.close();
});
beforeEach(() => {
  strategy = page.upstreams.get('strategy') as Upstream;
  strategy.asked.length = 0;
  Object.assign(provider, { lifetime: 3600, renews: true, answers: true, claims: {} });
  ahead = 0;
});

/** Follows the way to the provider. @returns where it leads back to, as a path */
async function toProvider(browser: Browser, to = '/page/analyse?to=2026-06-30'): Promise<string> {
  const there = await browser.send(`/page/sign-in?to=${encodeURIComponent(to)}`);
  expect(there.statusCode).toBe(302);
  const back = await fetch(String(there.headers['location']), { redirect: 'manual' });
  const { origin, pathname, search } = new URL(back.headers.get('location') ?? '');
  expect(origin).toBe(publicUrl);
  return `${pathname}${search}`;
}

async function signedIn(): Promise<Browser> {
  const browser = page.browser();
  const answer = await browser.send(await toProvider(browser));
  expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/page/analyse?to=2026-06-30']);
  await browser.look();
  return browser;
}

describe('signing in', () => {
  it('asks with a challenge, a state and a nonce, and comes back to the view', async () => {
    const there = await page.browser().send('/page/sign-in?to=/page/operate');
    const { searchParams } = new URL(String(there.headers['location']));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'tributary-page',
      redirect_uri: `${publicUrl}/page/sign-in/callback`,
      scope: 'openid',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(there.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax$/);
    const browser = await signedIn();
    expect(await browser.look()).toMatchObject({
      signedIn: true,
      name: 'Ada Dridi',
      roles: ['analyst'],
      ministry: 'MFIN',
      ways: ['provider'],
      sample: false,
      roleCards: [],
    });
    await browser.send('/page/api/strategy/v1/plans');
    expect(strategy.asked[0]?.headers.authorization).toMatch(/^Bearer /);
  });

  it('is finished by the browser that began it alone, once, and with its own state', async () => {
    const browser = page.browser();
    const back = await toProvider(browser);
    const failed = '/?sign-in=failed';
    const stranger = await page.browser().send(back);
    expect([stranger.headers['location'], stranger.cookies.filter(({ value }) => value !== '')]).toEqual([failed, []]);
    const forged = await browser.send(back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`));
    expect(forged.headers['location']).toBe(failed);
    expect((await browser.send(back)).headers['location']).toBe('/page/analyse?to=2026-06-30');
    expect((await browser.send(back)).headers['location']).toBe(failed);
  });

  it('ends an attempt after ten minutes', async () => {
    const browser = page.browser();
    const back = await toProvider(browser);
    ahead = 11 * 60 * 1000;
    expect((await browser.send(back)).headers['location']).toBe('/?sign-in=failed');
  });

  it('takes two attempts in two tabs', async () => {
    const browser = page.browser();
    const [first, second] = [await toProvider(browser, '/page/one'), await toProvider(browser, '/page/two')];
    expect((await browser.send(second)).headers['location']).toBe('/page/two');
    expect((await browser.send(first)).headers['location']).toBe('/page/one');
  });

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['another audience', { aud: 'somebody-else' }],
    ['another subject type', { sub: undefined }],
  ])('refuses an ID token with %s', async (_what, claims) => {
    provider.claims = claims;
    const browser = page.browser();
    const answer = await browser.send(await toProvider(browser));
    expect(answer.headers['location']).toBe('/page/analyse?to=2026-06-30&sign-in=refused');
    expect(await browser.look()).toMatchObject({ signedIn: false });
  });

  it('says that the person, or the provider, has said no', async () => {
    const browser = page.browser();
    const state = new URL(`http://x${await toProvider(browser)}`).searchParams.get('state');
    const answer = await browser.send(`/page/sign-in/callback?error=access_denied&state=${state}`);
    expect(answer.headers['location']).toBe('/page/analyse?to=2026-06-30&sign-in=refused');
  });

  it('says that the provider cannot be reached', async () => {
    const browser = page.browser();
    const back = await toProvider(browser);
    provider.answers = false;
    expect((await browser.send(back)).headers['location']).toBe('/page/analyse?to=2026-06-30&sign-in=unavailable');
  });

  it('goes on under the name that the provider leads back to', async () => {
    const answer = await page.browser().send('/page/sign-in?to=/page/operate', { headers: { host: 'localhost:8080' } });
    expect(answer.headers['location']).toBe(`${publicUrl}/page/sign-in?to=%2Fpage%2Foperate`);
  });

  it.each([
    ['/page/analyse?a=1', '/page/analyse?a=1'],
    ['/', '/'],
    ['/?lang=fr', '/?lang=fr'],
    ['https://evil.example/', '/'],
    ['//evil.example/page', '/'],
    ['/\\evil.example', '/'],
    ['/page/../../evil', '/'],
    ['/page//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/page/\n/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/page/sign-in?to=/', '/'],
    ['/page/api/strategy/v1/plans', '/'],
    ['/strategy/docs', '/'],
    [`/page/${'x'.repeat(600)}`, '/'],
    [['/page/a', '/page/b'], '/'],
    [undefined, '/'],
  ])('comes back from %j to %s', (asked, view) => expect(viewOf(asked)).toBe(view));
});

describe('a session of the provider', () => {
  it('goes on with new tokens, which one of many requests asks for', async () => {
    const browser = await signedIn();
    provider.refreshed.length = 0;
    ahead = 3600 * 1000 - 10_000;
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.send('/page/api/strategy/v1/plans')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(provider.refreshed).toHaveLength(1);
    expect(new Set(strategy.asked.map(({ headers }) => headers.authorization)).size).toBe(1);
  });

  it('is renewed by one of two processes', async () => {
    const browser = await signedIn();
    await page.another({ instance: 'reporting-1' });
    const other = new Browser(page.running.at(-1) as never, browser.cookies);
    provider.refreshed.length = 0;
    ahead = 3600 * 1000 + 1_000;
    const answers = await Promise.all(
      [browser, other, browser, other].map((one) => one.send('/page/api/strategy/v1/plans')),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(provider.refreshed).toHaveLength(1);
  });

  it('ends when the provider renews it no more, and says so to the page', async () => {
    const browser = await signedIn();
    provider.renews = false;
    ahead = 3600 * 1000 + 1_000;
    const answer = await browser.send('/page/api/strategy/v1/plans');
    expect([answer.statusCode, answer.json().code, strategy.asked]).toEqual([401, 'SESSION_ENDED', []]);
    expect(await browser.look()).toMatchObject({ signedIn: false, ways: ['provider'] });
  });

  it('waits for a provider that is away, and is kept', async () => {
    const browser = await signedIn();
    ahead = 3600 * 1000 + 1_000;
    provider.answers = false;
    const away = await browser.send('/page/api/strategy/v1/plans');
    expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '5']);
    provider.answers = true;
    expect((await browser.send('/page/api/strategy/v1/plans')).statusCode).toBe(200);
  });

  it('ends after twelve hours, whatever the provider says', async () => {
    const browser = await signedIn();
    ahead = 12 * 3600 * 1000 + 1_000;
    expect((await browser.send('/page/api/strategy/v1/plans')).json().code).toBe('SESSION_ENDED');
  });

  it('ends at the provider too, when the page asks for it', async () => {
    const browser = await signedIn();
    const answer = await browser.send('/page/session/end', { method: 'POST', asPage: true });
    const { origin, pathname, searchParams } = new URL(answer.json().endAt);
    expect(`${origin}${pathname}`).toBe(`${provider.issuer}/end`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'tributary-page',
      post_logout_redirect_uri: `${publicUrl}/`,
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(await browser.look()).toMatchObject({ signedIn: false });
  });
});
