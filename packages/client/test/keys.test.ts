// The keys of an installation of containers, and the tokens of its people.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { services } from '@tributary/contracts';
import { clientSecret } from '@tributary/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(root, 'packages/client/bin/tributary.mjs');
const realm = join(root, 'infra/keycloak/realm.json');

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command beside this process, which may have to answer it. */
async function tributary(...args: readonly string[]) {
  const child = spawn(process.execPath, [bin, ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes));
  const [status] = await once(child, 'close');
  return { status, out, err };
}

const contents = async () => {
  const names = (await readdir(join(folder, 'keys'))).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, 'keys', name), 'utf8')]));
};

const keyOf = (use: string) => new RegExp(`^${use}\\.1 [0-9a-f]{64}$`);

describe('tributary keys', () => {
  it('makes the keys and a secret for each service, and leaves them as they are after that', async () => {
    expect(await tributary('keys', '--data', folder)).toMatchObject({ status: 0, err: '' });
    const made = await contents();
    const secrets = [...services, 'tributary-page'].map((client) => `${client}.secret`);
    expect(made.map(([name]) => name)).toEqual(['installation.key', 'issuer.jwk', 'vault.keys', ...secrets].sort());
    expect(await tributary('keys', '--data', folder)).toMatchObject({ status: 0 });
    expect(await contents()).toEqual(made);
    for (const name of ['registry.secret', 'vault.keys']) {
      expect((await stat(join(folder, 'keys', name))).mode & 0o777).toBe(0o600);
    }
    const vault = (await readFile(join(folder, 'keys', 'vault.keys'), 'utf8')).trim().split('\n');
    expect(vault).toEqual(['kek', 'index', 'pairwise', 'audit'].map((use) => expect.stringMatching(keyOf(use))));
    expect(new Set(vault.map((line) => line.split(' ')[1])).size).toBe(4);
  });

  it('fills the secrets into a realm', async () => {
    expect(await tributary('keys', '--data', folder, '--realm', realm)).toMatchObject({ status: 0 });
    const filled = JSON.parse(await readFile(join(folder, 'realm.json'), 'utf8')) as {
      clients: { clientId: string; secret?: string }[];
    };
    const key = join(folder, 'keys', 'installation.key');
    for (const service of [...services, 'tributary-page']) {
      const secret = filled.clients.find(({ clientId }) => clientId === service)?.secret;
      expect([service, secret]).toEqual([service, await clientSecret(key, service)]);
    }
    expect(await readFile(join(folder, 'realm.json'), 'utf8')).not.toMatch(/\$\{/);
  });

  it('refuses a realm that asks for a secret that there is not, and writes nothing', async () => {
    const other = join(folder, 'other.json');
    await writeFile(other, ['{"secret":"$', '{stranger.secret}"}'].join(''));
    const before = await readFile(join(folder, 'realm.json'), 'utf8');
    expect(await tributary('keys', '--data', folder, '--realm', other)).toMatchObject({
      status: 2,
      err: 'The realm asks for the secret of "stranger", which has none.\n',
    });
    expect(await readFile(join(folder, 'realm.json'), 'utf8')).toBe(before);
  });
});

describe('tributary sign-in', () => {
  const asked: string[] = [];
  let answer: readonly [number, object] = [200, { access_token: 'the-token' }];
  let server: Server;
  let at: string;

  beforeAll(async () => {
    server = createServer(async (request: IncomingMessage, response) => {
      let text = '';
      for await (const bytes of request) text += String(bytes);
      asked.push(text);
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  });
  afterAll(() => server.close());

  const signIn = (...more: string[]) => tributary('sign-in', '--as', 'ada@mpla', '--at', at, '--data', folder, ...more);

  it('prints the token of a person, and nothing else', async () => {
    expect(await signIn()).toEqual({ status: 0, out: 'the-token\n', err: '' });
    const form = new URLSearchParams(asked.at(-1));
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'password',
      client_id: 'tributary-cli',
      username: 'ada@mpla',
      password: await clientSecret(join(folder, 'keys', 'installation.key'), 'people'),
    });
  });

  it('prints the password that the form of Keycloak asks for, where that is asked for', async () => {
    const before = asked.length;
    const password = await clientSecret(join(folder, 'keys', 'installation.key'), 'people');
    expect(await signIn('--password')).toEqual({ status: 0, out: `${password}\n`, err: '' });
    expect(asked).toHaveLength(before);
  });

  it('says why there is none', async () => {
    answer = [401, { error: 'invalid_grant', error_description: 'Invalid user credentials' }];
    expect(await signIn()).toEqual({ status: 2, out: '', err: `${at} answered 401: Invalid user credentials\n` });
    at = 'http://127.0.0.1:1/token';
    expect(await signIn()).toEqual({ status: 2, out: '', err: 'Nothing answers at http://127.0.0.1:1/token.\n' });
  });
});
