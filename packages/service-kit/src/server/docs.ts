// The pages under `/docs`. Most processes never show them, so what serves them is loaded when they are first asked for.
import swagger from '@fastify/swagger';
import type { ServiceName } from '@tributary/contracts';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Refusal } from '../problem/refusal.ts';
import { openToAll } from './open.ts';
import { openApiDocument, titleOf } from './openapi.ts';

const PREFIX = '/docs';

/** Adds `GET /openapi.json` and the pages under `/docs`. */
export function addDocs(app: FastifyInstance, service: ServiceName): void {
  let made: Promise<string> | undefined;
  const text = () => {
    made ??= openApiDocument(app).then((document) => JSON.stringify(document));
    return made;
  };
  app.get('/openapi.json', openToAll, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(await text()),
  );

  let pages: Promise<FastifyInstance> | undefined;
  async function show({ method, url, headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    pages ??= text().then((document) => pagesOf(JSON.parse(document), service));
    const answer = await (await pages).inject({ method: method === 'HEAD' ? 'HEAD' : 'GET', url, headers });
    if (answer.statusCode >= 400) throw new Refusal('NOT_FOUND');
    return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
  }
  app.get(PREFIX, openToAll, show);
  app.get(`${PREFIX}/*`, openToAll, show);
  app.addHook('onClose', async () => {
    await pages?.then((made) => made.close()).catch(() => undefined);
  });
}

async function pagesOf(document: unknown, service: ServiceName): Promise<FastifyInstance> {
  const pages: FastifyInstance = fastify({ logger: false });
  await pages.register(swagger, { mode: 'static', specification: { document: document as never } });
  const { default: swaggerUi } = await import('@fastify/swagger-ui');
  // With `.` as its index prefix the page refers to its files relatively, so it works under any prefix of a front door.
  await pages.register(swaggerUi, {
    routePrefix: PREFIX,
    indexPrefix: '.',
    theme: { title: titleOf(service) },
    // `#/<service>/<operationId>` opens a request. The base layout has no bar that asks for another description.
    uiConfig: { deepLinking: true, layout: 'BaseLayout' },
  });
  await pages.ready();
  return pages;
}
