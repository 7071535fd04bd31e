// The HTTP client between processes of an installation, for JSON: kept connections, one limit of time, redirects not followed.
// A worker asks every second, for ever, so what an idle question costs is what an idle installation costs.
import http from 'node:http';
import https from 'node:https';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** for the whole exchange */
  readonly timeoutMs: number;
}

export interface HttpReply {
  readonly status: number;
  /** undefined where the reply is no JSON */
  readonly body: unknown;
}

/** An answer has at most a page of the feed: 200 events of 64 KiB. */
const LARGEST_REPLY = 16 * 1024 * 1024;

const agents = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
} as const;

/**
 * Requests `url`, with GET unless told.
 * @throws {Error} no answer came within the time, or none of a bearable size
 */
export function requestJson(
  url: string,
  { method = 'GET', headers = {}, body, timeoutMs }: HttpRequest,
): Promise<HttpReply> {
  const { request, agent } = agents[url.startsWith('https:') ? 'https:' : 'http:'];
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { agent, method, headers: { accept: 'application/json', ...length, ...headers } });
    const timer = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    sent.once('close', () => clearTimeout(timer));
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_REPLY) sent.destroy(new Error(`an answer over ${LARGEST_REPLY} bytes`));
        else chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks)) }));
    });
    sent.end(body);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
