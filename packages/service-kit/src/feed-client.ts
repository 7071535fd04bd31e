// The journals of other services, read over HTTP with a token of this service.
import { FeedPage, HighWatermarks, type RecordedEvent, readOpenly, type ServiceName } from '@tributary/contracts';
import type { FeedClient } from '@tributary/eventing';
import { z } from 'zod';
import { type HttpRequest, requestJson } from './http-client.ts';
import type { ServiceConfig } from './ports.ts';

/** Whoever polls asks again soon. */
const USUAL_WAIT_MS = 2_000;
/** A token is renewed this long before it ends. */
const RENEWAL_MS = 30_000;

const TokenReply = z.object({ access_token: z.string(), expires_in: z.number().default(60) });

/** A peer, or the issuer, that did not answer as it should; it may do so later. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
  /** as of a connection that was refused: what waits for a peer tries again */
  readonly code = 'EPEER';
}

type Configured = Pick<ServiceConfig, 'tokenUrl' | 'clientId' | 'clientSecret' | 'peers'>;

/**
 * Reads feeds and high watermarks of the peers in `config`.
 * @param waitMs how long each answer is waited for
 * @throws {PeerUnavailable} from its methods
 */
export function createFeedClient(config: Configured, waitMs = USUAL_WAIT_MS): FeedClient {
  let token: { readonly text: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function askForToken(): Promise<string> {
    const basic = Buffer.from(`${encodeURIComponent(config.clientId)}:${encodeURIComponent(config.clientSecret)}`);
    const reply = await json(config.tokenUrl, TokenReply, {
      method: 'POST',
      headers: {
        authorization: `Basic ${basic.toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      timeoutMs: waitMs,
    });
    const life = reply.expires_in * 1000;
    token = { text: reply.access_token, until: Date.now() + Math.max(life - RENEWAL_MS, life / 2) };
    return token.text;
  }

  async function currentToken(): Promise<string> {
    if (token !== undefined && Date.now() < token.until) return token.text;
    asking ??= askForToken().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function read<T>(service: ServiceName, path: string, schema: z.ZodType<T>): Promise<T> {
    const base = config.peers.get(service);
    if (base === undefined) throw new PeerUnavailable(`TRIBUTARY_PEERS does not say where ${service} is`);
    const headers = { authorization: `Bearer ${await currentToken()}` };
    return json(`${base.replace(/\/$/, '')}${path}`, schema, { headers, timeoutMs: waitMs }, () => {
      token = undefined;
    });
  }

  return {
    highWatermarks: async (service) => {
      const { highWatermarks, highWatermarksAt, corrected, epoch } = await read(
        service,
        '/internal/high-watermarks',
        HighWatermarks,
      );
      return { highWatermarks, highWatermarksAt, corrected, epoch };
    },
    feed: async (service, from, limit) => {
      const place = 'agg' in from ? `agg=${encodeURIComponent(from.agg)}` : `partition=${from.partition}`;
      const path = `/internal/feed?${place}&after=${from.after}&limit=${limit}`;
      const { records } = await read(service, path, FeedPage);
      return records satisfies readonly RecordedEvent[];
    },
  };
}

async function json<T>(url: string, schema: z.ZodType<T>, request: HttpRequest, refused?: () => void): Promise<T> {
  const { status, body } = await requestJson(url, request).catch((cause: unknown) => {
    throw new PeerUnavailable(`${hostOf(url)} does not answer: ${reasonOf(cause)}`, { cause });
  });
  if (status === 401) refused?.();
  const read = status === 200 ? readOpenly(schema, body) : undefined;
  if (read !== undefined) return read;
  throw new PeerUnavailable(`${hostOf(url)} answered ${status}${status === 200 ? ' with a body of another form' : ''}`);
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
const hostOf = (url: string) => new URL(url).host;
