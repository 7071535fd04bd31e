// Signing in to the page with a real Keycloak, through its own form, on the realm of a pilot: calling the API, renewing
// tokens, logging out, and a session that Keycloak ends while somebody works.
import { readFile } from 'node:fs/promises';
import { AtKeycloak, type RealKeycloak, startKeycloakContainer, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type PageHarness, publicUrl, startPage } from './fixture/page.ts';

const SECRET = 'what everybody has in this test';
/** seconds that an access token holds */
const LIFETIME = 4;

let keycloak: RealKeycloak;
let page: PageHarness;

async function realm(): Promise<object> {
  const file = new URL('../../../../infra/keycloak/realm.json', import.meta.url);
  const text = (await readFile(file, 'utf8'))
    .replace(/\$\{public-url\}/g, publicUrl)
    .replace(/\$\{[a-z-]+\.secret\}/g, SECRET);
  return { ...JSON.parse(text), accessTokenLifespan: LIFETIME };
}

beforeAll(async () => {
  keycloak = await startKeycloakContainer('tributary', await realm());
  const { issuer, inside } = keycloak;
  page = await startPage({
    sample: false,
    ownApi: true,
    issuer: {
      issuer,
      jwksUrl: `${inside}/protocol/openid-connect/certs`,
      tokenUrl: `${inside}/protocol/openid-connect/token`,
      clientSecret: SECRET,
    },
    config: () => ({
      pageClientId: 'tributary-page',
      pageClientSecret: SECRET,
      pageDiscoveryUrl: `${inside}/.well-known/openid-configuration`,
    }),
  });
}, 300_000);
afterAll(async () => {
  await page?.close();
  await keycloak?.close();
});

const pathOf = (url: string): string => {
  const { origin, pathname, search } = new URL(url);
  expect(origin).toBe(publicUrl);
  return `${pathname}${search}`;
};

async function signedIn(person = 'analyst@mpla'): Promise<{ browser: Browser; at: AtKeycloak }> {
  const [browser, at] = [page.browser(), new AtKeycloak()];
  const there = String((await browser.send('/page/sign-in?to=/page/operate')).headers['location']);
  expect(there.startsWith(`${keycloak.issuer}/protocol/openid-connect/auth?`)).toBe(true);
  const answer = await browser.send(pathOf(await at.signIn(there, person, SECRET)));
  expect(answer.headers['location']).toBe('/page/operate');
  await browser.look();
  return { browser, at };
}

const reports = (browser: Browser) => browser.send('/page/api/reporting/v1/reports');
const untilRenewed = () => new Promise((resolve) => setTimeout(resolve, (LIFETIME + 1) * 1000));

describe('with Keycloak', () => {
  it('an analyst signs in by its form, and calls the API', async () => {
    const { browser } = await signedIn();
    expect(await browser.look()).toMatchObject({
      signedIn: true,
      name: 'Ana MPLA',
      roles: ['analyst'],
      ministry: 'MPLA',
      ways: ['provider'],
    });
    const answer = await reports(browser);
    expect([answer.statusCode, answer.json().reports.length > 5]).toEqual([200, true]);
  });

  it('a wrong password leads nowhere', async () => {
    const [browser, at] = [page.browser(), new AtKeycloak()];
    const there = String((await browser.send('/page/sign-in')).headers['location']);
    expect(await at.signIn(there, 'analyst@mpla', 'wrong')).toMatch(/^200: /);
  });

  it('a session outlives its access tokens', async () => {
    const { browser } = await signedIn('finance@mfin');
    await untilRenewed();
    expect((await reports(browser)).statusCode).toBe(200);
    await untilRenewed();
    expect(await browser.look()).toMatchObject({ signedIn: true, ministry: 'MFIN' });
  });

  it('a session that Keycloak ends while somebody works is told to the page', async () => {
    const { browser } = await signedIn('officer@mloc');
    await keycloak.logOut('officer@mloc');
    const answer = await until('the session to have ended', async () => {
      const asked = await reports(browser);
      return asked.statusCode === 401 ? asked : undefined;
    });
    expect(answer.json().code).toBe('SESSION_ENDED');
    expect(await browser.look()).toMatchObject({ signedIn: false, ways: ['provider'] });
  });

  it('a person who logs out is asked who it is the next time', async () => {
    const { browser, at } = await signedIn('ada@mpla');
    const again = String((await browser.send('/page/sign-in?to=/page/analyse')).headers['location']);
    expect((await at.ask(again)).status).toBe(302);
    const { endAt } = (await browser.send('/page/session/end', { method: 'POST', asPage: true })).json();
    const left = await at.ask(endAt);
    expect([left.status, left.headers.get('location')]).toEqual([302, `${publicUrl}/`]);
    expect((await reports(browser)).statusCode).toBe(401);
    const next = String((await browser.send('/page/sign-in')).headers['location']);
    expect((await at.ask(next)).status).toBe(200);
  });
});
