// One request to a service, on behalf of a visitor: what the visitor may say of it goes along, and the token that the
// visitor never sees.
import http, { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';

export interface Relayed {
  readonly method: string;
  /** with its query, as it came */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | undefined;
  /** until the answer begins */
  readonly timeoutMs: number;
}

const asked = [
  'accept',
  'accept-language',
  'consistency-token',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'prefer',
  'traceparent',
] as const;

const answered = [
  'allow',
  'cache-control',
  'consistency-token',
  'content-disposition',
  'content-language',
  'content-length',
  'content-location',
  'content-security-policy',
  'content-type',
  'deprecation',
  'etag',
  'last-modified',
  'link',
  'location',
  'preference-applied',
  'ratelimit-policy',
  'retry-after',
  'sunset',
  'vary',
  'x-content-type-options',
  'x-parked',
  'x-revision',
] as const;

/** What a caller may say to a service; each of it once. */
export function askedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = asked.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** What a service may say to a caller: nothing of tokens, cookies or the connection between them. */
export function answeredHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const names = [...answered, ...Object.keys(headers).filter((name) => name.startsWith('x-data-'))];
  const kept = names.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}

const agents = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
} as const;

const wasClosed = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

/**
 * Asks a service. @param base of its public port
 * @returns its answer as it begins @throws where none begins in time
 */
export async function relay(base: string, relayed: Relayed): Promise<IncomingMessage> {
  try {
    return await once(base, relayed);
  } catch (error) {
    // A kept connection may have been closed as it was taken; what changes nothing is asked again.
    if (relayed.method !== 'GET' || !wasClosed(error)) throw error;
    return once(base, relayed);
  }
}

function once(base: string, { method, path, headers, body, timeoutMs }: Relayed): Promise<IncomingMessage> {
  const { protocol, hostname, port } = new URL(base);
  const { request, agent } = agents[protocol === 'https:' ? 'https:' : 'http:'];
  const length = body === undefined ? {} : { 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, agent, headers: { ...headers, ...length } });
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    sent.once('error', reject);
    sent.once('close', () => clearTimeout(timer));
    sent.once('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    sent.end(body);
  });
}
