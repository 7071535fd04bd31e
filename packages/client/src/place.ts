// A service of the installation that runs on a data folder, asked over HTTP as an operator.
import { type ServiceName, services } from '@tributary/contracts';
import { readRun } from '@tributary/embedded';
import { CommandError } from './command.ts';
import { tokenFor } from './token-for.ts';

export interface Place {
  readonly service: ServiceName;
  readonly address: string;
  readonly token: string;
}

/** The service does not answer, or not now: the same question may be asked again. */
export class NotNow extends CommandError {}

/** The services of an installation, with a token for an hour. @param command what the services' logs call the caller */
export async function placesOf(folder: string, named: readonly ServiceName[], command: string): Promise<Place[]> {
  const { ports } = await readRun(folder);
  const token = await tokenFor(folder, { role: 'operator', ministry: 'OPERATOR', name: `tributary ${command}` });
  return named.map((service) => ({ service, address: `http://127.0.0.1:${ports[service]}`, token }));
}

/** The service that `--service` names; all where it names none. */
export function servicesNamed(named: string | undefined): readonly ServiceName[] {
  if (named === undefined) return services;
  const service = services.find((known) => known === named);
  if (service === undefined) throw new CommandError(`--service is one of ${services.join(', ')}.`, 2);
  return [service];
}

/**
 * Asks a service.
 * @returns undefined where there is nothing at that address
 * @throws {CommandError} with what it answered instead
 */
export async function ask<Body>(
  { service, address, token }: Omit<Place, 'service'> & { readonly service: string },
  path: string,
  method: 'GET' | 'POST' = 'GET',
  body?: object,
): Promise<Body | undefined> {
  const sent = body && { body: JSON.stringify(body) };
  const headers = { authorization: `Bearer ${token}`, ...(sent && { 'content-type': 'application/json' }) };
  const answer = await fetch(address + path, { method, headers, ...sent }).catch(() => {
    throw new NotNow(`${service} does not answer at ${address}: is the platform running?`, 2);
  });
  if (answer.status === 404) return undefined;
  if (answer.ok) return (await answer.json()) as Body;
  const text = await answer.text().catch(() => '');
  const words = `${service} answered ${answer.status}: ${detailOf(text) ?? text}`;
  throw answer.status === 503 ? new NotNow(words, 2) : new CommandError(words, 2);
}

/** The sentence of a problem; undefined where the body is none. */
function detailOf(text: string): string | undefined {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}
