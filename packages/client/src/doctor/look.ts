// Looks at an installation from outside, and changes nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { parkedRoutes, type ServiceName } from '@tributary/contracts';
import { createClient } from '../client.ts';
import type { Reason, SeenService } from './seen.ts';

/** Where a service is asked. */
export interface Site {
  readonly service: ServiceName;
  readonly address: string;
  /** of its internal port, where that can be reached */
  readonly internal?: string | undefined;
  /** of an operator */
  readonly token?: string | undefined;
}

const TIMEOUT_MS = 5_000;

type Body = Readonly<Record<string, unknown>>;

const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });

const bodyOf = (answer: Response): Promise<Body> =>
  answer.json().then(
    (body) => Object(body) as Body,
    () => ({}),
  );

/** What a call failed of, in a few words. */
function failureOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : String(cause);
}

/** The body of an answer of 200; undefined for every other one, and for none. */
async function asked(url: string, headers?: Readonly<Record<string, string>>): Promise<Body | undefined> {
  try {
    const answer = await get(url, headers);
    return answer.ok ? await bodyOf(answer) : undefined;
  } catch {
    return undefined;
  }
}

export async function lookAt({ service, address, internal, token }: Site): Promise<SeenService> {
  const began = Date.now();
  let ready: Response;
  try {
    ready = await get(`${address}/health/ready`);
  } catch (error) {
    return { service, reasons: undefined, silence: failureOf(error) };
  }
  const middle = (began + Date.now()) / 2;
  const told = Date.parse(ready.headers.get('date') ?? '');
  const body = await bodyOf(ready);
  const reasons = ready.ok ? [] : reasonsOf(body);
  const description = await asked(`${address}/openapi.json`);
  return {
    service,
    reasons,
    ...(reasons === undefined && { silence: `it answered ${ready.status}` }),
    clock: Number.isNaN(told) ? undefined : (told - middle) / 1000,
    version: textOf(Object(description?.['info']) as Body, 'version'),
    gauges: internal === undefined ? undefined : await gaugesAt(internal),
    parked: token === undefined ? undefined : await parkedAt(service, address, token),
  };
}

/** Why a service is not ready, as its problem says; undefined where the answer is not of a service. */
function reasonsOf({ errors }: Body): readonly Reason[] | undefined {
  if (!Array.isArray(errors)) return undefined;
  return errors.map((error: Body) => ({
    code: textOf(error, 'code') ?? 'UNAVAILABLE',
    words: textOf(error, 'detail') ?? textOf(error, 'message') ?? textOf(error, 'code') ?? '',
  }));
}

const textOf = (body: Body, name: string): string | undefined => {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
};

/** The samples without labels of a page of metrics; undefined where there is none. */
async function gaugesAt(internal: string): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    const page = await (await get(`${internal}/metrics`)).text();
    const samples = [...page.matchAll(/^([a-z_]+) (\S+)$/gm)];
    return new Map(samples.map(([, name = '', value]) => [name, Number(value)]));
  } catch {
    return undefined;
  }
}

/** So many are counted, which is more than anybody looks at one by one. */
const MOST = 200;

/** How often a service that is busy is asked again, and after how long: it has just made the description of its API. */
const ATTEMPTS = 5;
const BUSY_MS = 1_000;

async function parkedAt(service: ServiceName, address: string, token: string): Promise<number | undefined> {
  const client = createClient({ address: () => address, token });
  for (let attempt = 1; ; attempt += 1) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await client.call(parkedRoutes(service).listParked, { query: { limit: String(MOST) }, signal });
      if (answer.ok) return answer.body.items.length;
      // a service that reads nobody's events sets nothing aside
      if (answer.status === 404) return 0;
      if (answer.status !== 503 || attempt === ATTEMPTS) return undefined;
    } catch {
      return undefined;
    }
    await pause(BUSY_MS);
  }
}

/** Why the keys of the issuer of a token cannot be read; undefined where they can. */
export async function issuerFaultOf(token: string): Promise<string | undefined> {
  const issuer = issuerOf(token);
  if (issuer === undefined) return 'The token does not say who issued it.';
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await get(place);
    if (!answer.ok) return `${place} answered ${answer.status}.`;
    const url = textOf(await bodyOf(answer), 'jwks_uri');
    if (url === undefined) return `${place} does not say where the issuer's keys are.`;
    const keys = await asked(url);
    return Array.isArray(keys?.['keys']) && keys['keys'].length > 0 ? undefined : `${url} shows no keys.`;
  } catch (error) {
    return `The issuer ${issuer} does not answer (${failureOf(error)}).`;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return textOf(Object(JSON.parse(Buffer.from(payload, 'base64url').toString())) as Body, 'iss');
  } catch {
    return undefined;
  }
}
