// `GET /problems/{slug}`: what the `type` of a problem leads to, as a page or as JSON, and the list of all of them.
import { problemOfType } from '@tributary/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { languageOf } from '../problem/language.ts';
import { allProblems, pagePolicy, problemHtml, problemPage, problemsHtml } from '../problem/page.ts';
import { Refusal } from '../problem/refusal.ts';
import { openToAll } from './open.ts';

const JSON_TYPE = 'application/json';
const HTML_TYPE = 'text/html';

/** Adds the pages of problems. */
export function addProblemPages(app: FastifyInstance): void {
  app.get('/problems', openToAll, (request, reply) => {
    const language = languageOf(request.raw);
    return send(request, reply, {
      html: () => problemsHtml(language),
      json: () => ({ problems: allProblems.map((code) => problemPage(code, language)) }),
    });
  });
  app.get<{ Params: { slug: string } }>('/problems/:slug', openToAll, (request, reply) => {
    const code = problemOfType(request.params.slug);
    if (code === undefined) throw new Refusal('NOT_FOUND');
    const language = languageOf(request.raw);
    return send(request, reply, {
      html: () => problemHtml(code, language),
      json: () => problemPage(code, language),
    });
  });
}

/** Whoever does not care gets JSON: a browser says that it wants a page. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { html, json }: { readonly html: () => string; readonly json: () => object },
): FastifyReply {
  const wanted = new Negotiator(request.raw).mediaType([JSON_TYPE, HTML_TYPE, 'application/problem+json']);
  reply
    .header('content-language', languageOf(request.raw))
    .header('vary', 'Accept, Accept-Language')
    .header('cache-control', 'no-cache');
  if (wanted !== HTML_TYPE) return reply.type(`${JSON_TYPE}; charset=utf-8`).send(JSON.stringify(json()));
  return reply.header('content-security-policy', pagePolicy).type(`${HTML_TYPE}; charset=utf-8`).send(html());
}
