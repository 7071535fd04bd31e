import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keySet } from '../src/access/keys.ts';
import { tokensOf } from '../src/access/tokens.ts';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const ask = (authorization: string | undefined, url = '/v1/notes', language = 'en') =>
  fixture.app.inject({
    method: 'GET',
    url,
    headers: { 'accept-language': language, ...(authorization === undefined ? {} : { authorization }) },
  });

const tokenWith = (claims: Record<string, unknown>, header = {}) =>
  fixture.issuer.token('planner', 'MPLA', claims, header);

describe('a caller', () => {
  it('without a token is told where one is had', async () => {
    const response = await ask(undefined);
    expect(response.statusCode).toBe(401);
    expect(response.json().detail).toBe(
      `Send the header Authorization: Bearer with an access token of ${fixture.issuer.tokenUrl}. On this pilot, npx --no tributary token --role ROLE --ministry MINISTRY prints one.`,
    );
    expect(response.headers['www-authenticate']).toMatch(/^Bearer realm="tributary"/);
    expect(response.headers['www-authenticate']).not.toContain('error=');
  });

  it('with a token of the issuer is let in, for this service or for the whole platform', async () => {
    expect((await ask(`Bearer ${await tokenWith({})}`)).statusCode).toBe(200);
    expect((await ask(`bearer ${await tokenWith({ aud: 'strategy' })}`)).statusCode).toBe(200);
    expect((await ask(`Bearer ${await tokenWith({ aud: ['tributary'] })}`)).statusCode).toBe(200);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['for another service', { aud: ['registry', 'reporting'] }, 'The token is meant for another service.'],
    ['of another issuer', { iss: 'http://127.0.0.1:1' }, 'The token comes from another issuer.'],
    ['without a client', { client_id: undefined }, 'The token lacks a claim that is needed here'],
    ['with roles that are no list', { roles: 'planner' }, 'The token lacks a claim that is needed here'],
    ['with a ministry that is no code', { ministry: 'the planning ministry' }, 'The token lacks a claim'],
    ['that is not good yet', { nbf: 4_000_000_000 }, 'The token lacks a claim'],
  ])('with a token %s is refused', async (_name, claims, reason) => {
    const response = await ask(`Bearer ${await tokenWith(claims)}`);
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ code: 'UNAUTHENTICATED', detail: expect.stringContaining(reason) });
    expect(response.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('with an expired token is told so', async () => {
    const response = await ask(
      `Bearer ${await tokenWith({ exp: Math.floor(Date.now() / 1000) - 60 })}`,
      undefined,
      'es',
    );
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ code: 'TOKEN_EXPIRED', title: 'El token ha caducado' });
  });

  it('with an ID token, a token without a signature, or one signed by another key is refused', async () => {
    expect((await ask(`Bearer ${await tokenWith({}, { typ: 'JWT' })}`)).statusCode).toBe(401);
    const unsigned = new UnsecuredJWT({ sub: 'a', client_id: 'a', iss: fixture.issuer.url, aud: 'strategy' }).encode();
    expect((await ask(`Bearer ${unsigned}`)).statusCode).toBe(401);
    const { privateKey } = await generateKeyPair('EdDSA');
    const forged = await new SignJWT({ sub: 'a', client_id: 'a', roles: ['planner'], ministry: 'MPLA' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
      .setIssuer(fixture.issuer.url)
      .setAudience('strategy')
      .setExpirationTime('1h')
      .sign(privateKey);
    const response = await ask(`Bearer ${forged}`);
    expect(response.statusCode).toBe(401);
    expect(response.json().detail).toContain('The signature of the token cannot be verified.');
  });

  it('with a token made from the public key as a shared secret is refused', async () => {
    const forged = await new SignJWT({ sub: 'a', client_id: 'a', roles: ['planner'], ministry: 'MPLA' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .setIssuer(fixture.issuer.url)
      .setAudience('strategy')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32));
    expect((await ask(`Bearer ${forged}`)).statusCode).toBe(401);
  });

  it.each([['Bearer'], ['Bearer not.a.token'], ['Basic YTpi'], [`Bearer ${'a'.repeat(9000)}`], ['Bearer a b']])(
    'with the header %j is refused',
    async (authorization) => {
      const response = await ask(authorization);
      expect(response.statusCode).toBe(401);
      expect(response.json().detail).toContain('not an access token');
    },
  );

  it('with a broken token is refused on an open route too, and needs none there', async () => {
    expect((await ask('Bearer broken', '/v1/page')).statusCode).toBe(401);
    expect((await ask(undefined, '/v1/page')).statusCode).toBe(200);
  });
});

describe('the keys of the issuer', () => {
  afterEach(() => fixture.issuer.fail(false));

  const tokensAt = (clock: { ms: number }, options = {}) => {
    const { url: issuer, jwksUrl, tokenUrl } = fixture.issuer;
    const keys = keySet(jwksUrl, options, () => clock.ms);
    return tokensOf({ issuer, audience: ['strategy'], keys, tokenUrl });
  };

  it('are asked for once, and a token that is known is not verified again', async () => {
    const tokens = tokensAt({ ms: 0 });
    const before = fixture.issuer.asked();
    const authorization = `Bearer ${await tokenWith({})}`;
    const [one, two] = await Promise.all([
      tokens.read(authorization),
      tokens.read(`Bearer ${await tokenWith({ sub: 'b' })}`),
    ]);
    expect(fixture.issuer.asked() - before).toBe(1);
    expect(two).toMatchObject({ sub: 'b' });
    expect(tokens.read(authorization)).toBe(one);
    expect(tokens.known(authorization)).toBe(one);
    expect(tokens.known('Bearer another')).toBeUndefined();
  });

  it('are used while the issuer is away, and not beyond the grace', async () => {
    const clock = { ms: 0 };
    const tokens = tokensAt(clock, { freshMs: 10, graceMs: 1_000, pauseMs: 5 });
    await tokens.read(`Bearer ${await tokenWith({ sub: 'a' })}`);
    fixture.issuer.fail(true);
    clock.ms = 900;
    await expect(tokens.read(`Bearer ${await tokenWith({ sub: 'b' })}`)).resolves.toMatchObject({ sub: 'b' });
    clock.ms = 1_001;
    await expect(tokens.read(`Bearer ${await tokenWith({ sub: 'c' })}`)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    fixture.issuer.fail(false);
    clock.ms = 1_010;
    await expect(tokens.read(`Bearer ${await tokenWith({ sub: 'c' })}`)).resolves.toMatchObject({ sub: 'c' });
  });

  it('are asked for again when a token names an unknown one, but not for each such token', async () => {
    const clock = { ms: 0 };
    const tokens = tokensAt(clock, { pauseMs: 1_000 });
    const unknown = async (sub: string) => tokens.read(`Bearer ${await tokenWith({ sub }, { kid: 'k2' })}`);
    const before = fixture.issuer.asked();
    await expect(unknown('a')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(unknown('b')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(fixture.issuer.asked() - before).toBe(1);
    clock.ms = 1_001;
    await expect(unknown('c')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(fixture.issuer.asked() - before).toBe(2);
  });
});

describe('a known token', () => {
  it('is forgotten when it ends', async () => {
    const { url: issuer, jwksUrl, tokenUrl } = fixture.issuer;
    let now = new Date();
    const tokens = tokensOf({ issuer, audience: ['strategy'], keys: keySet(jwksUrl), tokenUrl, now: () => now });
    const authorization = `Bearer ${await tokenWith({})}`;
    await tokens.read(authorization);
    now = new Date(now.getTime() + 3_700_000);
    expect(tokens.known(authorization)).toBeUndefined();
    await expect(tokens.read(authorization)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});
