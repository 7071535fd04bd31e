// A client as an integrator would write it: fetch, a token, and nothing of the product.
import { randomUUID } from 'node:crypto';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
}

/** Below the time that a test has, so that its failure names the request that got no answer. */
const ANSWER_WITHIN_MS = 90_000;

/** Calls the platform with one token. */
export class Api {
  readonly address: string;
  readonly token: string;

  constructor(address: string, token: string) {
    this.address = address;
    this.token = token;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /** Sends an Idempotency-Key of its own unless `key` is given. */
  post(path: string, body: unknown, { key = randomUUID(), headers = {} }: Call = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers: { 'idempotency-key': key, ...headers } });
  }

  put(path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send('PUT', path, { body, headers });
  }

  async send(method: string, path: string, { body, headers = {} }: Call): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(this.address + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text as string }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const received = await textOf(response);
    return {
      status: response.status,
      headers: response.headers,
      text: received,
      json: <T>() => JSON.parse(received) as T,
    };
  }
}

/** The body; of a stream of events, which has no end, nothing is waited for. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'text/event-stream') return response.text();
  await response.body?.cancel();
  return '';
}
