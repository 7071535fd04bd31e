// The platform as docker-compose.yml brings it up, the embedded servers in MongoDB's place, under a name and on ports of its own.
import { isFree } from '@tributary/launcher/free-port';
import { Api } from '../platform/api.ts';
import { docker, VERSION } from './engine.ts';

export interface Composed {
  readonly address: string;
  /** Runs `docker compose` on it. @returns what it printed */
  compose(...args: readonly string[]): Promise<string>;
  /** Starts what is not running, and waits until all of it is healthy. */
  up(...args: readonly string[]): Promise<void>;
  /** A client with a token of Keycloak for one of the people of the realm; of a role and a ministry the usual one. */
  api(role: string, ministry: string, as?: string): Promise<Api>;
  /** Ends it, and removes its data. */
  remove(): Promise<void>;
}

const files = ['-f', 'docker-compose.yml', '-f', 'tests/containers/embedded.compose.yml'];
const WITHIN_S = '540';

/** @param name of the project, as no other test has it */
export async function prepareComposed(name: string): Promise<Composed> {
  const [port, keycloak] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const env = { TRIBUTARY_VERSION: VERSION, TRIBUTARY_PORT: String(port), KEYCLOAK_PORT: String(keycloak) };
  const compose = (...args: readonly string[]) => docker(['compose', '-p', name, ...files, ...args], env);
  const tokens = new Map<string, Promise<string>>();

  const tokenOf = (person: string) => compose('run', '--rm', '-T', 'token', person);

  return {
    address,
    compose,
    up: async (...args) => void (await compose('up', '-d', '--wait', '--wait-timeout', WITHIN_S, ...args)),
    api: async (role, ministry, as) => {
      const person = as ?? `${role}@${ministry.toLowerCase()}`;
      const token = tokens.get(person) ?? tokenOf(person);
      tokens.set(person, token);
      return new Api(address, await token);
    },
    remove: async () =>
      void (await compose('--profile', '*', 'down', '--volumes', '--remove-orphans', '--timeout', '20')),
  };
}

/** Below those that outgoing connections are given. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (await isFree(port)) return port;
  }
}
