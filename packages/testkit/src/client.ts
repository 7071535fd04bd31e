// Requests of a test: who asks is said in a word, and the answer is read whole.
import { until } from './until.ts';

/**
 * Who asks: `officer@MLOC`; a name of its own where two people of one role are needed: `planner@MPLA:ana`; with a client
 * of its own: `registrar@MFOR:ana/embassy-paris`; with a subject instead of a ministry: `association@#a-1`.
 */
export type Caller = `${string}@${string}`;

export interface Ask {
  /** without it the request carries no token */
  readonly as?: Caller;
  /** sent as JSON */
  readonly body?: unknown;
  /** sent as it stands, with the content type that the headers name */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON answer; the fields that most answers have are named, and a test says itself what it expects of the others. */
export interface Json {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly seq: number;
  readonly code: string;
  readonly errors: readonly Json[];
  readonly items: readonly Json[];
  readonly next: string | null;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** empty where the answer is not JSON */
  readonly body: Json;
  readonly headers: Headers;
}

/** One function per method: `client.post('/v1/initiatives', {as: 'officer@MLOC', body})`. */
export type Client = Readonly<
  Record<'get' | 'post' | 'put' | 'patch', (path: string, ask?: Ask) => Promise<Answered>>
> & {
  readonly address: string;
};

export function clientOf(address: string, token: (caller: Caller) => Promise<string>): Client {
  const send =
    (method: string) =>
    async (path: string, { as, body, raw, headers }: Ask = {}) => {
      const response = await fetch(address + path, {
        method,
        headers: {
          ...(as && { authorization: `Bearer ${await token(as)}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(raw !== undefined && { body: raw }),
      });
      const text = await response.text();
      const isJson = /\/(\S+\+)?json/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        text,
        body: (isJson ? JSON.parse(text) : {}) as Json,
        headers: response.headers,
      };
    };
  return { address, get: send('GET'), post: send('POST'), put: send('PUT'), patch: send('PATCH') };
}

/** Waits until a service is ready: its copies of what others own are whole. */
export const untilReady = ({ get }: Client): Promise<unknown> =>
  until('a service to be ready', async () => (await get('/health/ready')).status === 200 || undefined, 60_000);
