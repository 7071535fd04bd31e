// `tributary sign-in`: an access token for one of the people of a pilot whose tokens come from Keycloak.
import { join, resolve } from 'node:path';
import { clientSecret } from '@tributary/embedded';
import { CommandError, defineCommand } from '../command.ts';

const TIMEOUT_MS = 60_000;

export const signIn = defineCommand(
  'sign-in',
  'print an access token for one of the people of a pilot, as Keycloak gives it, and nothing else',
  {
    as: { value: 'NAME', meaning: 'the person, such as ada@mpla', required: true },
    at: { value: 'URL', meaning: 'where tokens are had', required: true },
    data: { value: 'DIR', meaning: 'the folder of "tributary keys"', required: true },
    password: { meaning: 'print the password of that person instead, which the form of Keycloak asks for' },
  },
  async ({ as: username = '', at = '', data = '', password: isAsked }) => {
    const password = await clientSecret(join(resolve(data), 'keys', 'installation.key'), 'people');
    if (isAsked) {
      process.stdout.write(`${password}\n`);
      return 0;
    }
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'tributary-cli', username, password });
    const answer = await fetch(at, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
      throw new CommandError(`Nothing answers at ${at}.`, 2);
    });
    const said = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
    if (!answer.ok) {
      throw new CommandError(`${at} answered ${answer.status}: ${String(said['error_description'] ?? '')}`, 2);
    }
    process.stdout.write(`${String(said['access_token'])}\n`);
    return 0;
  },
);
