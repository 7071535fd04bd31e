// The platform as docker-compose.yml brings it up, the embedded servers in MongoDB's place, under a name and on ports of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientSecret } from '@tributary/embedded';
import { Api } from '../platform/api.ts';
import { docker, freePort, VERSION } from './engine.ts';

export interface Composed {
  /** what `docker compose` is told of it */
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
  /** Runs `docker compose` on it. @returns what it printed */
  compose(...args: readonly string[]): Promise<string>;
  /** Starts what is not running, and waits until all of it is healthy. */
  up(...args: readonly string[]): Promise<void>;
  /** A client with a token of Keycloak for one of the people of the realm; of a role and a ministry the usual one. */
  api(role: string, ministry: string, as?: string): Promise<Api>;
  /** What the people of the realm sign in with. */
  password(): Promise<string>;
  /** Ends it, and removes its data. */
  remove(): Promise<void>;
}

const FILES = 'docker-compose.yml:tests/containers/embedded.compose.yml';
const WITHIN_S = '540';

/** @param name of the project, as no other test has it */
export async function prepareComposed(name: string): Promise<Composed> {
  const [port, keycloak] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const env = {
    COMPOSE_PROJECT_NAME: name,
    COMPOSE_FILE: FILES,
    TRIBUTARY_VERSION: VERSION,
    TRIBUTARY_PORT: String(port),
    KEYCLOAK_PORT: String(keycloak),
  };
  const compose = (...args: readonly string[]) => docker(['compose', ...args], env);
  const tokens = new Map<string, Promise<string>>();

  let read: Promise<string> | undefined;
  const password = () => {
    read ??= readPassword();
    return read;
  };

  /** Made of the key as a service has it. */
  async function readPassword(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    const file = join(folder, 'installation.key');
    await compose('cp', 'registry:/run/tributary/keys/installation.key', file);
    const made = await clientSecret(file, 'people');
    await rm(folder, { recursive: true });
    return made;
  }

  async function tokenOf(username: string): Promise<string> {
    const form = { grant_type: 'password', client_id: 'tributary-cli', username, password: await password() };
    const url = `http://127.0.0.1:${keycloak}/realms/tributary/protocol/openid-connect/token`;
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}: ${said}`);
    return (JSON.parse(said) as { access_token: string }).access_token;
  }

  return {
    env,
    address,
    compose,
    up: async (...args) => void (await compose('up', '-d', '--wait', '--wait-timeout', WITHIN_S, ...args)),
    api: async (role, ministry, as) => {
      const person = as ?? `${role}@${ministry.toLowerCase()}`;
      const token = tokens.get(person) ?? tokenOf(person);
      tokens.set(person, token);
      return new Api(address, await token);
    },
    password,
    remove: async () =>
      void (await compose('--profile', '*', 'down', '--volumes', '--remove-orphans', '--timeout', '20')),
  };
}
