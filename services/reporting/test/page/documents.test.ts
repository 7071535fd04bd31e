// The built client as browsers get it, and what is said where it was not built.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { offlineConfig } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeWith } from '../../src/service.ts';
import { type PageHarness, script, startPage } from './fixture/page.ts';

let page: PageHarness;
beforeAll(async () => {
  page = await startPage({ sample: false });
}, 120_000);
afterAll(() => page?.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => page.browser().send(path, { headers });

describe('the document of the page', () => {
  it.each([
    '/',
    '/page',
    '/page/',
    '/page/analyse',
    '/page/initiatives/0190?to=2026-06-30',
    '/page/operate',
    '/page/analyse/nodes/1.1',
    '/reporting/page/integrate',
  ])('is the same at %s', async (path) => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('<title>Tributary</title>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
    });
    const again = await get(path, { 'if-none-match': String(answer.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each(['/page/favicon.ico', '/page/api', '/page/events/x', '/page/secret.txt', '/page/assets'])(
    'is not at %s, which is no view',
    async (path) => expect((await get(path)).statusCode).toBe(404),
  );
});

describe('an asset', () => {
  it('is kept by browsers for a year, and sent in the smallest form that they take', async () => {
    const plain = await get('/page/assets/a.js');
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(plain.body).toBe(script);
    const brotli = await get('/page/assets/a.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script);
    const gzip = await get('/page/assets/a.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script);
    expect((await get('/page/assets/a.woff2', { 'accept-encoding': 'br' })).headers).not.toHaveProperty(
      'content-encoding',
    );
  });

  it.each(['nothing.js', '..%2findex.html', '..%2fsecret.txt', '%2e%2e/secret.txt', 'constructor'])(
    'of another name is not there: %s',
    async (file) => {
      const answer = await get(`/page/assets/${file}`);
      expect([answer.statusCode, answer.body.includes('not an asset')]).toEqual([404, false]);
    },
  );
});

it('says how the page is built where it was not', async () => {
  const service = await composeWith('/nowhere')({ ...page.installation.configOf('reporting'), instance: 'bare' });
  await service.start();
  try {
    const view = await service.app.inject({ url: '/page/analyse', headers: { 'accept-language': 'pt' } });
    expect([view.statusCode, view.json()]).toMatchObject([
      404,
      { code: 'PAGE_NOT_BUILT', title: 'A página não foi construída' },
    ]);
    expect(view.json().detail).toContain('npm run build');
    const landing = await service.app.inject({ url: '/' });
    expect([landing.statusCode, landing.json().code]).toEqual([404, 'PAGE_NOT_BUILT']);
  } finally {
    await service.close();
  }
});

describe('an installation without a sample and without a provider', () => {
  const enterWith = (token: string, sent = {}) =>
    page.browser().send('/page/session', { method: 'POST', asPage: true, body: JSON.stringify({ token }), ...sent });
  const analyst = 'analyst@MPLA';

  it('offers a visitor of its own machine to bring a token, and nobody else', async () => {
    const nobody = { signedIn: false, sample: false, period: null, csrf: null };
    expect(await page.browser().look()).toEqual({ ...nobody, ways: ['token'] });
    expect(await page.browser().look({ from: '192.0.2.7' })).toEqual({ ...nobody, ways: [] });
    const answer = await page.browser().send('/page/sign-in?to=/page/analyse');
    expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/page/analyse?sign-in=not-configured']);
    expect((await page.browser().enter()).json().code).toBe('SAMPLE_ALONE');
  });

  it('takes a token of the installation, and signs in whom it names', async () => {
    const answer = await enterWith(await page.installation.token(analyst));
    expect(answer.json()).toMatchObject({ signedIn: true, roles: ['analyst'], ministry: 'MPLA', roleCards: [] });
  });

  it.each([
    ['no token at all', 'abc'],
    ['a token of nobody', 'eyJhbGciOiJFZERTQSJ9.eyJleHAiOjk5OTk5OTk5OTl9.AAAA'],
  ])('takes not %s', async (_what, token) => {
    const answer = await enterWith(token);
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('takes none from another machine, and none that another site sends', async () => {
    const token = await page.installation.token(analyst);
    expect((await enterWith(token, { from: '192.0.2.7' })).statusCode).toBe(403);
    expect((await enterWith(token, { headers: { origin: 'http://evil.example' } })).statusCode).toBe(403);
  });
});

it('answers nothing before the service has started', async () => {
  const service = await composeWith('/nowhere')(offlineConfig('reporting'));
  const answer = await service.app.inject({ url: '/page/session' });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'UNAVAILABLE']);
  await service.close();
});
