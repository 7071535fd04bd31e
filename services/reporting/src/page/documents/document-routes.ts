// The page's document at each of its views, and what the document is made of.
import { ofPage, Refusal } from '@tributary/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Asset, type BuiltClient, encodings } from './built-client.ts';

/** Everything comes from here, nothing runs that the build did not make, and nobody frames it. */
export const documentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const A_YEAR = 'public, max-age=31536000, immutable';

/** The first part of a path below `/page` that is no view. */
const noViews: ReadonlySet<string> = new Set(['api', 'assets', 'events', 'session', 'sign-in', 'token']);

/** What asks for a file: a view may end with the code of a node, such as `1.1`. */
const isFile = /\.(?:css|html?|ico|js|json|map|php|png|svg|txt|webmanifest|woff2?|xml)$/i;

type Client = () => Promise<BuiltClient | undefined>;

/** Adds `/page`, its views and its assets; `/` is a route of the API's contract, and shows the same document. */
export function addDocuments(app: FastifyInstance, client: Client): void {
  async function view(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { pathname } = request.requestContext;
    const [first = ''] = pathname.split('/').slice(2);
    if (noViews.has(first) || isFile.test(pathname)) throw new Refusal('NOT_FOUND');
    const built = await client();
    if (built === undefined) throw new Refusal('PAGE_NOT_BUILT');
    reply.headers({ 'content-security-policy': documentPolicy, 'referrer-policy': 'same-origin' });
    return send(built.document, 'no-cache', request, reply);
  }
  app.get('/page', ofPage, view);
  app.get('/page/*', ofPage, view);

  app.get<{ Params: { file: string } }>('/page/assets/:file', ofPage, async (request, reply) => {
    const asset = (await client())?.assets.get(request.params.file);
    if (asset === undefined) throw new Refusal('NOT_FOUND');
    return send(asset, A_YEAR, request, reply);
  });
}

/** Sends an asset, in the smallest form that the browser takes. */
async function send(
  asset: Asset,
  cacheControl: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.headers({ etag: asset.etag, 'cache-control': cacheControl, vary: 'Accept-Encoding' });
  if (names(request.headers['if-none-match'], asset.etag)) return reply.code(304).send();
  reply.type(asset.mediaType);
  for (const encoding of encodings.filter((one) => takes(request.headers['accept-encoding'], one))) {
    const small = await asset.encoded(encoding);
    if (small !== undefined) return reply.header('content-encoding', encoding).send(small);
  }
  return reply.send(asset.bytes);
}

const names = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true;

const takes = (given: string | string[] | undefined, encoding: string): boolean =>
  [given ?? []]
    .flat()
    .join()
    .split(',')
    .some((one) => new RegExp(`^\\s*${encoding}\\s*(;\\s*q=(1|0?\\.\\d*[1-9]\\d*).*)?$`, 'i').test(one));
