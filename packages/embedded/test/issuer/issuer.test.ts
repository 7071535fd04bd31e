// The issuer: what services verify against, tokens for services, and tokens that the command line signs itself.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSecret, type KeyFiles, prepareFolder } from '../../src/folder/keys.ts';
import { type Issuer, startIssuer } from '../../src/issuer/server.ts';
import { services, signToken } from '../../src/issuer/sign.ts';

let folder: string;
let files: KeyFiles;
let issuer: Issuer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-issuer-'));
  files = await prepareFolder(folder);
  issuer = await startIssuer({ port: 0, keys: files });
});
afterAll(async () => {
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (path: string) => (await fetch(`${issuer.url}${path}`)).json() as Promise<Record<string, unknown>>;

async function ask(form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form), headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, string>,
  };
}

const verify = (token: string, audience: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer.url}/jwks`)), {
    issuer: issuer.url,
    audience,
    typ: 'at+jwt',
    algorithms: ['EdDSA', 'Ed25519'],
  });

describe('the issuer', () => {
  it('tells where its keys and tokens are, under its own address', async () => {
    expect(await get('/.well-known/openid-configuration')).toMatchObject({
      issuer: issuer.url,
      jwks_uri: `${issuer.url}/jwks`,
      token_endpoint: `${issuer.url}/token`,
      grant_types_supported: ['client_credentials'],
    });
  });

  it('publishes the public half of its key and nothing of the private one', async () => {
    const { keys } = (await get('/jwks')) as { keys: JWK[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('keeps its key over a restart', async () => {
    const before = await get('/jwks');
    await issuer.close();
    issuer = await startIssuer({ port: 0, keys: files });
    expect(await get('/jwks')).toEqual(before);
  });

  it.each(['/', '/jwk', '/keys/issuer.jwk', '/../keys/issuer.jwk'])('knows no %s', async (path) => {
    expect((await fetch(`${issuer.url}${path}`)).status).toBe(404);
  });

  it('answers other methods with 405', async () => {
    expect((await fetch(`${issuer.url}/token`)).status).toBe(405);
    expect((await fetch(`${issuer.url}/jwks`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('client credentials', () => {
  it('give a service a machine token: an hour, for all services, role service, subject and client the same', async () => {
    const secret = await clientSecret(files.installationKey, 'strategy');
    const { status, headers, body } = await ask({
      grant_type: 'client_credentials',
      client_id: 'strategy',
      client_secret: secret,
    });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    for (const service of services) {
      const { payload } = await verify(body['access_token'] ?? '', service);
      expect(payload).toMatchObject({ sub: 'strategy', client_id: 'strategy', roles: ['service'], aud: services });
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
      expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('may come in the Authorization header', async () => {
    const secret = await clientSecret(files.installationKey, 'registry');
    const authorization = `Basic ${Buffer.from(`registry:${secret}`).toString('base64')}`;
    expect((await ask({ grant_type: 'client_credentials' }, { authorization })).status).toBe(200);
  });

  it('that are wrong, of another client, or of nobody are refused', async () => {
    const secret = await clientSecret(files.installationKey, 'strategy');
    for (const form of [
      { client_id: 'strategy', client_secret: `${secret}0` },
      { client_id: 'strategy', client_secret: '' },
      { client_id: 'registry', client_secret: secret },
      { client_id: 'nobody', client_secret: await clientSecret(files.installationKey, 'nobody') },
      {},
    ]) {
      const { status, body } = await ask({ grant_type: 'client_credentials', ...form });
      expect([status, body]).toEqual([401, { error: 'invalid_client' }]);
    }
    const broken = { authorization: `Basic ${Buffer.from('strategy:%E0%A4%A').toString('base64')}` };
    expect((await ask({ grant_type: 'client_credentials' }, broken)).status).toBe(401);
  });

  it('are the only grant', async () => {
    const { status, body } = await ask({ grant_type: 'password', username: 'a', password: 'b' });
    expect([status, body]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });

  it('in a form that is too large are not read', async () => {
    expect((await ask({ grant_type: 'x'.repeat(100_000) })).status).toBe(413);
  });
});

describe('a token of the command line', () => {
  it('names a person: subject and client differ, role and ministry are those asked for', async () => {
    const key = JSON.parse(await readFile(files.issuerKey, 'utf8')) as JWK;
    const now = new Date();
    const token = await signToken({
      key,
      issuer: issuer.url,
      role: 'planner',
      ministry: 'MPLA',
      name: 'planner@MPLA',
      now,
    });
    const { payload } = await verify(token, 'strategy');
    expect(payload).toMatchObject({
      iss: issuer.url,
      sub: 'planner@MPLA',
      client_id: 'tributary-cli',
      aud: services,
      roles: ['planner'],
      ministry: 'MPLA',
      iat: Math.floor(now.getTime() / 1000),
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid });
  });

  it('of a person or an association names a subject, and no ministry', async () => {
    const key = JSON.parse(await readFile(files.issuerKey, 'utf8')) as JWK;
    const asked = { key, issuer: issuer.url, role: 'association', subject: 'a-1', name: 'ana', now: new Date() };
    const { payload } = await verify(await signToken(asked), 'strategy');
    expect(payload).toMatchObject({ roles: ['association'], subject_id: 'a-1', sub: 'ana' });
    expect(payload).not.toHaveProperty('ministry');
  });

  it('of another installation, or an hour old, does not verify', async () => {
    const other = await prepareFolder(join(folder, 'other'));
    const asked = { issuer: issuer.url, role: 'planner', ministry: 'MPLA', name: 'p' };
    const foreign = JSON.parse(await readFile(other.issuerKey, 'utf8')) as JWK;
    await expect(verify(await signToken({ ...asked, key: foreign, now: new Date() }), 'strategy')).rejects.toThrow();
    const own = JSON.parse(await readFile(files.issuerKey, 'utf8')) as JWK;
    const old = new Date(Date.now() - 3_601_000);
    await expect(verify(await signToken({ ...asked, key: own, now: old }), 'strategy')).rejects.toThrow(/exp/);
  });
});

describe('a token of sample data', () => {
  const GRANT = 'urn:tributary:grant:sample';
  let isSample = true;
  let ofSample: Issuer;

  beforeAll(async () => {
    ofSample = await startIssuer({
      port: 0,
      keys: files,
      sample: async () => (isSample ? { QM: { name: 'Istmara', isWhole: true, to: '2026-06-30' } } : undefined),
    });
  });
  afterAll(() => ofSample.close());

  async function askFor(role: string, ministry: string, client = 'reporting') {
    const secret = await clientSecret(files.installationKey, client);
    const form = { grant_type: GRANT, client_id: client, client_secret: secret, role, ministry };
    const answer = await fetch(`${ofSample.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  }
  const discovered = async () =>
    (await (await fetch(`${ofSample.url}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
  const offered = async () => (await discovered())['grant_types_supported'];

  it('comes with the day of its figures, for as long as there is a sample', async () => {
    isSample = false;
    expect(await discovered()).not.toHaveProperty('tributary_sample_day');
    isSample = true;
    expect(await discovered()).toMatchObject({ tributary_sample_day: '2026-06-30' });
  });

  it('is of a role in a ministry, and given to the service of the page alone', async () => {
    isSample = true;
    expect(await offered()).toContain(GRANT);
    const { status, body } = await askFor('analyst', 'MPLA');
    expect(status).toBe(200);
    const claims = JSON.parse(Buffer.from(body['access_token']?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({
      sub: 'analyst@mpla',
      client_id: 'tributary-page',
      roles: ['analyst'],
      ministry: 'MPLA',
    });
    expect(await askFor('analyst', 'MPLA', 'strategy')).toEqual({
      status: 400,
      body: { error: 'unauthorized_client' },
    });
  });

  it.each([
    ['service', 'MPLA'],
    ['person', 'MPLA'],
    ['association', 'MPLA'],
    ['', 'MPLA'],
    ['analyst', ''],
    ['analyst', 'no code'],
  ])('is not given for %j of %j', async (role, ministry) => {
    isSample = true;
    expect(await askFor(role, ministry)).toEqual({ status: 400, body: { error: 'unauthorized_client' } });
  });

  it('is neither offered nor given where the folder holds own data', async () => {
    isSample = false;
    expect(await offered()).toEqual(['client_credentials']);
    expect(await askFor('analyst', 'MPLA')).toEqual({ status: 400, body: { error: 'unauthorized_client' } });
  });
});
