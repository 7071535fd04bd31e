// A service of the installation that runs on a data folder, called as an operator.
import { type RouteContract, type ServiceName, services } from '@tributary/contracts';
import { readRun } from '@tributary/embedded';
import { type Client, createClient, NoAnswer, type ReplyOf, type RequestOf } from './client.ts';
import { CommandError } from './command.ts';
import { tokenFor } from './token-for.ts';

export interface Place {
  readonly service: ServiceName;
  readonly client: Client;
}

/** The service does not answer, or not now: the same question may be asked again. */
export class NotNow extends CommandError {}

/** The services of an installation, with a token for an hour. @param command what the services' logs call the caller */
export async function placesOf(folder: string, named: readonly ServiceName[], command: string): Promise<Place[]> {
  const { ports } = await readRun(folder);
  const token = await tokenFor(folder, { role: 'operator', ministry: 'OPERATOR', name: `tributary ${command}` });
  const client = createClient({ address: (service) => `http://127.0.0.1:${ports[service]}`, token });
  return named.map((service) => ({ service, client }));
}

/** The service that `--service` names; all where it names none. */
export function servicesNamed(named: string | undefined): readonly ServiceName[] {
  if (named === undefined) return services;
  const service = services.find((known) => known === named);
  if (service === undefined) throw new CommandError(`--service is one of ${services.join(', ')}.`, 2);
  return [service];
}

/**
 * Calls a service.
 * @returns undefined where there is nothing at that address
 * @throws {CommandError} with what it answered instead
 */
export async function ask<Contract extends RouteContract>(
  { service, client }: Place,
  contract: Contract,
  ...request: RequestOf<Contract>
): Promise<ReplyOf<Contract> | undefined> {
  const answer = await client.call(contract, ...request).catch((error: unknown) => {
    throw error instanceof NoAnswer ? new NotNow(`${service}: ${error.message}: is the platform running?`, 2) : error;
  });
  if (answer.ok) return answer.body;
  if (answer.status === 404) return undefined;
  const words = `${service} answered ${answer.status}: ${answer.problem.detail}`;
  throw answer.status === 503 ? new NotNow(words, 2) : new CommandError(words, 2);
}
