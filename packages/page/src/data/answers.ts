// What the services answered, by address: asked once for everybody who shows it, and again when a fact has changed it.
import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { csrfHeaders, sessionEnded } from '../session/session.ts';

/** Why there is no answer. */
export type Problem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'behind'; readonly detail: string }
  | { readonly kind: 'problem'; readonly title: string; readonly detail: string; readonly code: string };

/** An answer with what is known of it; what was answered last stays while it is asked for again. */
export interface Answer<Body> {
  readonly body: Body | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  /** the instant up to which the facts of all services are in it */
  readonly asOf: string | undefined;
  readonly lagSeconds: number | undefined;
  readonly parked: number;
  readonly etag: string | undefined;
}

const nothing: Answer<never> = {
  body: undefined,
  problem: undefined,
  loading: true,
  asOf: undefined,
  lagSeconds: undefined,
  parked: 0,
  etag: undefined,
};

/** Where the API of a service is reached through the session. @example api('reporting', 'v1/freshness') */
export const api = (service: string, path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `/page/api/${service}/${path}${text === '' ? '' : `?${text}`}`;
};

interface Kept {
  readonly answer: Signal<Answer<unknown>>;
  shown: number;
  running: AbortController | undefined;
  again: ReturnType<typeof setTimeout> | undefined;
}

const kept = new Map<string, Kept>();

/** How many answers are kept that nobody shows. */
const REMEMBERED = 60;

function keptOf(url: string): Kept {
  const found = kept.get(url);
  if (found !== undefined) return found;
  const made: Kept = { answer: signal<Answer<unknown>>(nothing), shown: 0, running: undefined, again: undefined };
  kept.set(url, made);
  for (const [other, { shown }] of kept) {
    if (kept.size <= REMEMBERED) break;
    if (shown === 0 && other !== url) kept.delete(other);
  }
  return made;
}

/** Reads a problem as a service writes it (RFC 9457). */
export async function problemOf(response: Response): Promise<Problem> {
  const told = (await response.json().catch(() => ({}))) as Partial<Record<'title' | 'detail' | 'code', string>>;
  const { title = response.statusText, detail = '', code = String(response.status) } = told;
  if (response.status === 401) return { kind: 'ended' };
  if (response.status === 403) return { kind: 'forbidden', detail };
  if (response.status === 503) return { kind: 'behind', detail: detail === '' ? title : detail };
  return { kind: 'problem', title, detail, code };
}

/** Asks for JSON at an address, once, for who reads the bytes or the status as they come. */
export const askOnce = (url: string, signal?: AbortSignal): Promise<Response> =>
  fetch(url, { headers: { accept: 'application/json' }, ...(signal && { signal }) });

const inSeconds = (header: string | null): number | undefined => (header === null ? undefined : Number(header));

async function ask(url: string, entry: Kept): Promise<void> {
  entry.running?.abort();
  clearTimeout(entry.again);
  const running = new AbortController();
  entry.running = running;
  const before = entry.answer.peek();
  entry.answer.value = { ...before, loading: true };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (before.etag !== undefined && before.body !== undefined) headers['if-none-match'] = before.etag;
  try {
    const response = await fetch(url, { headers, signal: running.signal });
    if (response.status === 304) {
      entry.answer.value = { ...before, ...freshness(response), problem: undefined, loading: false };
      return;
    }
    if (!response.ok) {
      const problem = await problemOf(response);
      if (problem.kind === 'ended') sessionEnded.value = true;
      entry.answer.value = { ...before, problem, loading: false };
      const wait = inSeconds(response.headers.get('retry-after'));
      if (problem.kind === 'behind' && wait !== undefined) entry.again = setTimeout(() => refresh(url), wait * 1_000);
      return;
    }
    const body: unknown = await response.json();
    entry.answer.value = {
      ...freshness(response),
      body,
      problem: undefined,
      loading: false,
      etag: response.headers.get('etag') ?? undefined,
    };
  } catch (error) {
    if (running.signal.aborted) return;
    if (!(error instanceof TypeError)) throw error;
    entry.answer.value = { ...before, problem: { kind: 'offline' }, loading: false };
    entry.again = setTimeout(() => refresh(url), 5_000);
  }
}

const freshness = (response: Response) => ({
  asOf: response.headers.get('x-data-as-of') ?? undefined,
  lagSeconds: inSeconds(response.headers.get('x-data-lag-seconds')),
  parked: inSeconds(response.headers.get('x-parked')) ?? 0,
});

/** Asks again for what is shown at one address, or at all of them. */
export function refresh(url?: string): void {
  for (const [one, entry] of kept) {
    if (url !== undefined && one !== url) continue;
    if (entry.shown > 0) void ask(one, entry);
    else entry.answer.value = { ...entry.answer.peek(), etag: undefined, loading: true, body: undefined };
  }
}

/** The answer at an address; it is asked for while a component shows it. @param url undefined: nothing is asked for */
export function useAnswer<Body>(url: string | undefined): Answer<Body> {
  const entry = useMemo(() => (url === undefined ? undefined : keptOf(url)), [url]);
  useEffect(() => {
    if (url === undefined || entry === undefined) return undefined;
    entry.shown += 1;
    const { body } = entry.answer.peek();
    if (entry.shown === 1 && body === undefined) void ask(url, entry);
    return () => {
      entry.shown -= 1;
    };
  }, [url, entry]);
  return (entry?.answer.value ?? nothing) as Answer<Body>;
}

/** Sends something that changes something. @throws Problem */
export async function send<Body>(url: string, body: unknown): Promise<Body> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...csrfHeaders(),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Body;
}
