// Callers that send one request after another over connections that they keep, and note what became of each.
import { Agent, request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What became of a request. `refused`: there was no connection, so that it was never sent. */
export interface Outcome {
  readonly key: string;
  readonly end: number | 'refused' | string;
}

export interface Load {
  /** every request so far */
  readonly outcomes: readonly Outcome[];
  /** Ends it after the requests that are under way. */
  stop(): Promise<readonly Outcome[]>;
}

export interface LoadRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Errors of a connection that never was. */
const noConnection = new Set(['ECONNREFUSED', 'EHOSTUNREACH']);

const TIMEOUT_MS = 30_000;
/** Whoever is refused comes again after that. */
const PAUSE_MS = 100;

/** Starts so many callers; `ask` makes the request of a key. @param name begins each key, as no other load of the test has it */
export function startLoad(name: string, address: string, callers: number, ask: (key: string) => LoadRequest): Load {
  const outcomes: Outcome[] = [];
  let stopped = false;

  async function call(caller: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; !stopped; n += 1) {
      const key = `${name}-${caller}-${n}`;
      const end = await post(address, agent, key, ask(key));
      outcomes.push({ key, end });
      if (end === 'refused' || end === 503) await pause(PAUSE_MS);
    }
    agent.destroy();
  }

  const running = Array.from({ length: callers }, (_, caller) => call(caller));
  return {
    outcomes,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      return outcomes;
    },
  };
}

/** Sends one; the status, or what became of it instead. */
export function post(
  address: string,
  agent: Agent,
  key: string,
  { path, headers, body }: LoadRequest,
): Promise<Outcome['end']> {
  const text = JSON.stringify(body);
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': key };
  return new Promise((resolve) => {
    const asked = send(`${address}${path}`, { method: 'POST', agent, headers: { ...all, ...headers } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', (error) => resolve(String(error)));
    });
    asked.setTimeout(TIMEOUT_MS, () => asked.destroy(new Error('no answer in time')));
    asked.once('error', (error: NodeJS.ErrnoException) =>
      resolve(noConnection.has(error.code ?? '') ? 'refused' : String(error)),
    );
    asked.end(text);
  });
}
