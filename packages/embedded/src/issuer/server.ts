// The token issuer of a pilot: key set, discovery, and client credentials for the services' own workers.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { clientSecret, type KeyFiles, readIssuerKey } from '../folder/keys.ts';
import { dayOfSample, type SampleMark } from '../folder/sample-mark.ts';
import { shownKeys } from '../folder/signing-keys.ts';
import { hostOf, LOOPBACK, listen } from '../listen.ts';
import { operatorSentence } from '../operator-error.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { lifetimeSeconds, publicHalf, rolesOf, services, signToken } from './sign.ts';

export interface Issuer {
  readonly url: string;
  close(): Promise<void>;
}

const LARGEST_BODY = 8 * 1024;

export interface IssuerOptions {
  /** 0 lets the system choose */
  readonly port: number;
  readonly keys: KeyFiles;
  /** under which others reach it, on every address; left out: 127.0.0.1 alone */
  readonly name?: string | undefined;
  /** Keeps the servers' files still for a backup, which an operator may ask for. */
  readonly snapshot?: () => Promise<Snapshot>;
  /** the mark of a folder for sample data: people of a sample are signed in without being asked who they are */
  readonly sample?: () => Promise<SampleMark | undefined>;
}

/** Starts the issuer. @throws {PortInUseError} */
export async function startIssuer({
  port,
  keys,
  name,
  snapshot,
  sample = async () => undefined,
}: IssuerOptions): Promise<Issuer> {
  await shownKeys(keys.issuerKey);
  let url = '';
  const server = createServer((request, response) => {
    answer(request, { url, keys, snapshot, sample }).then(
      ({ status, body }) => send(response, status, body),
      () => send(response, 500, { error: 'server_error' }),
    );
  });
  server.requestTimeout = 10_000;
  url = `http://${name ?? LOOPBACK}:${await listen(server, port, 'the token issuer', hostOf(name))}`;
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

interface Context {
  readonly url: string;
  readonly keys: KeyFiles;
  readonly snapshot: (() => Promise<Snapshot>) | undefined;
  readonly sample: () => Promise<SampleMark | undefined>;
}

async function answer(request: IncomingMessage, context: Context): Promise<Reply> {
  const path = (request.url ?? '/').split('?')[0];
  const { url, keys, sample } = context;
  if (path === '/token') {
    if (request.method !== 'POST') return { status: 405, body: { error: 'invalid_request' } };
    return grant(request, context);
  }
  if (path === '/snapshots' && request.method === 'POST') return snapshotFor(request, context);
  if (request.method !== 'GET') return { status: 405, body: { error: 'invalid_request' } };
  if (path === '/jwks') {
    return { status: 200, body: { keys: (await shownKeys(keys.issuerKey)).map(publicHalf) } };
  }
  if (path === '/.well-known/openid-configuration' || path === '/.well-known/oauth-authorization-server') {
    return {
      status: 200,
      body: {
        issuer: url,
        jwks_uri: `${url}/jwks`,
        token_endpoint: `${url}/token`,
        ...grantsOf(await sample()),
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      },
    };
  }
  return { status: 404, body: { error: 'not_found' } };
}

/** A snapshot for a person with the role of an operator. */
async function snapshotFor(request: IncomingMessage, { keys, url, snapshot }: Context): Promise<Reply> {
  const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const roles = await rolesOf(token, { key: await readIssuerKey(keys.issuerKey), issuer: url });
  if (roles === undefined) return { status: 401, body: { error: 'invalid_token' } };
  if (!roles.includes('operator')) return { status: 403, body: { error: 'insufficient_scope' } };
  if (snapshot === undefined) return { status: 404, body: { error: 'not_found' } };
  try {
    return { status: 201, body: await snapshot() };
  } catch (error) {
    return { status: 507, body: { error: 'no_snapshot', error_description: operatorSentence(error) ?? String(error) } };
  }
}

/** A grant by which the page signs somebody of a sample in, as a role of a ministry. */
export const SAMPLE_GRANT = 'urn:tributary:grant:sample';
/** The service that serves the page. */
const PAGE_SERVICE = 'reporting';
/** The client that tokens of the page name. */
const PAGE_CLIENT = 'tributary-page';
/** Roles that nobody has by being of a sample: of machines, and of those who see what is their own alone. */
const notOfSample: ReadonlySet<string> = new Set(['service', 'person', 'association']);

/** The grants that are offered, and the day of the figures of a sample. */
function grantsOf(mark: SampleMark | undefined) {
  if (mark === undefined) return { grant_types_supported: ['client_credentials'] };
  const day = dayOfSample(mark);
  return {
    grant_types_supported: ['client_credentials', SAMPLE_GRANT],
    ...(day !== undefined && { tributary_sample_day: day }),
  };
}

/**
 * Client credentials (RFC 6749, 4.4); only the services are clients, and they get the role `service`. For a sample the
 * service of the page gets tokens of its people as well.
 */
async function grant(request: IncomingMessage, { url, keys, sample }: Context): Promise<Reply> {
  const body = await bodyOf(request);
  if (body === undefined) return { status: 413, body: { error: 'invalid_request' } };
  const type = body.get('grant_type');
  if (type !== 'client_credentials' && type !== SAMPLE_GRANT) {
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
  const { id, secret } = credentialsOf(request, body);
  if (!services.includes(id) || !sameText(secret, await clientSecret(keys.installationKey, id))) {
    return { status: 401, body: { error: 'invalid_client' } };
  }
  const holder =
    type === SAMPLE_GRANT
      ? await ofSample(id, body, sample)
      : { role: 'service', ministry: 'TRIBUTARY', name: id, client: id };
  if (holder === undefined) return { status: 400, body: { error: 'unauthorized_client' } };
  const token = await signToken({
    key: await readIssuerKey(keys.issuerKey),
    issuer: url,
    ...holder,
    now: new Date(),
  });
  return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds } };
}

/** Whom a token of the sample is for; undefined where there is to be none. */
async function ofSample(id: string, body: URLSearchParams, sample: Context['sample']) {
  const [role, ministry] = [body.get('role') ?? '', body.get('ministry') ?? ''];
  const isAsked = /^[a-z-]{1,64}$/.test(role) && /^[A-Z0-9]{2,12}$/.test(ministry) && !notOfSample.has(role);
  if (id !== PAGE_SERVICE || !isAsked || (await sample()) === undefined) return undefined;
  return { role, ministry, name: `${role}@${ministry.toLowerCase()}`, client: PAGE_CLIENT };
}

function credentialsOf(request: IncomingMessage, body: URLSearchParams): { id: string; secret: string } {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return { id: body.get('client_id') ?? '', secret: body.get('client_secret') ?? '' };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id: decodeText(id), secret: decodeText(secret) };
}

/** Percent-decodes; text that cannot be decoded stays as it is and matches nothing. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The form that was sent, or undefined where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = '';
  // what is too much is read and dropped: a connection that ends in the middle could not be answered
  for await (const chunk of request) if (text.length <= LARGEST_BODY) text += String(chunk);
  return text.length > LARGEST_BODY ? undefined : new URLSearchParams(text);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
