// The people of a country at work: each request once, by whom it is for, in the order of what it rests on.
import { setTimeout as pause } from 'node:timers/promises';
import type { RouteContract } from '@tributary/contracts';
import { type Answer, type Client, createClient, NoAnswer, type ReplyOf, type RequestOf } from '../client.ts';
import { CommandError } from '../command.ts';

const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** Somebody with a role in a ministry; four eyes are two names. */
export interface Person {
  readonly role: string;
  readonly ministry: string;
  readonly name: string;
}

/** What was done: the thing that it was done to, and a token of it that others wait for. */
export interface Done {
  readonly id: string;
  readonly seq: number;
  readonly token: string;
}

export interface Desk {
  /**
   * Does a thing once: done again, also after a run that was cut, it is the same request with the same answer.
   * @param name of the thing, which no other has
   * @throws {CommandError} it is refused, or nothing answers for a minute
   */
  once<Contract extends RouteContract>(
    name: string,
    person: Person,
    contract: Contract,
    ...request: RequestOf<Contract>
  ): Promise<Done>;
  /** Reads; undefined where there is nothing. */
  read<Contract extends RouteContract>(
    person: Person,
    contract: Contract,
    ...request: RequestOf<Contract>
  ): Promise<ReplyOf<Contract> | undefined>;
  /** Asks until there is something. @throws {CommandError} there is nothing for a minute */
  until<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
}

export interface DeskParts {
  readonly address: Parameters<typeof createClient>[0]['address'];
  readonly tokenOf: (person: Person) => Promise<string>;
  /** what the keys of requests begin with: a country, and what makes its loading one */
  readonly prefix: string;
}

/** Makes a desk. Every person has a token of their own. */
export function openDesk({ address, tokenOf, prefix }: DeskParts): Desk {
  const clients = new Map<string, Promise<Client>>();

  function clientOf(person: Person): Promise<Client> {
    const name = `${person.role} ${person.ministry} ${person.name}`;
    const known = clients.get(name) ?? tokenOf(person).then((token) => createClient({ address, token }));
    clients.set(name, known);
    return known;
  }

  async function patiently<T>(ask: () => Promise<Answer<T>>, what: string): Promise<Answer<T>> {
    for (const end = performance.now() + PATIENCE_MS; ; await pause(LOOK_MS)) {
      const answer = await ask().catch((error: unknown) => {
        if (error instanceof NoAnswer && performance.now() <= end) return undefined;
        throw error instanceof NoAnswer ? new CommandError(`${what}: ${error.message}.`, 2) : error;
      });
      const isAway = answer === undefined || answer.status === 503 || answer.status === 429;
      if (answer !== undefined && (!isAway || performance.now() > end)) return answer;
    }
  }

  return {
    async once(name, person, contract, ...[request]) {
      const client = await clientOf(person);
      const keyed = { ...request, idempotencyKey: `${prefix}:${name}` } as unknown as
        | (typeof request & object)
        | undefined;
      const answer = await patiently(
        () => client.call(contract, ...([keyed] as unknown as RequestOf<typeof contract>)),
        name,
      );
      if (!answer.ok) throw refusal(name, answer);
      const { id = '', seq = 0 } = answer.body as Partial<Done>;
      return { id, seq, token: answer.headers.get('consistency-token') ?? '' };
    },
    async read(person, contract, ...request) {
      const client = await clientOf(person);
      const answer = await patiently(() => client.call(contract, ...request), contract.path);
      if (answer.ok) return answer.body;
      if (answer.status === 404) return undefined;
      throw refusal(contract.path, answer);
    },
    async until(what, look) {
      for (const end = performance.now() + PATIENCE_MS; ; await pause(LOOK_MS)) {
        const found = await look();
        if (found !== undefined) return found;
        if (performance.now() > end) throw new CommandError(`${what} did not come within a minute.`, 2);
      }
    },
  };
}

function refusal(name: string, answer: Answer<unknown>): CommandError {
  if (answer.ok) throw new Error('an answer that is one is no refusal');
  const { code, detail, errors = [] } = answer.problem;
  const fields = errors.map((error) => `\n  ${error.pointer}: ${error.detail}`).join('');
  return new CommandError(`${name} is refused with ${answer.status} ${code}: ${detail}${fields}`, 1);
}
