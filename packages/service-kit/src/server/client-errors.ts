// Requests that never became one: too slow, too large a head, not HTTP, a method that nobody knows. They too are
// answered with problem+json, and their connection is closed.
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FieldError, ProblemCode } from '@tributary/contracts';
import type { ConnectionError } from 'fastify';
import { problemBody } from '../problem/body.ts';
import { fieldError } from '../problem/field-texts.ts';
import { type AskedLanguage, languageOf } from '../problem/language.ts';
import { Refusal } from '../problem/refusal.ts';

/** Bytes of request line and headers together. */
export const HEADERS_LIMIT = 16 * 1024;

/** How long a connection that has had its last answer may take to close: what still comes is read and dropped. */
const LINGER_MS = 1_000;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** 405 for a method, with those that are answered. */
export function methodRefusal(methods: Iterable<string>): Refusal {
  const allowed = [...new Set(methods)].sort().join(', ');
  return new Refusal('METHOD_NOT_ALLOWED', { values: { allowed }, headers: { allow: allowed } });
}

/** Answers what a server's parser refuses. `methods` are those that the server answers at all. */
export function clientErrors(methods: () => Iterable<string>) {
  const exchanges = new WeakMap<Socket, Exchange>();
  const ended = new WeakSet<Socket>();

  /** Watches a server, so that what is cut short is answered in its own language; CONNECT never reaches a route. */
  function watch(server: Server): void {
    server.on('request', (request, response) => exchanges.set(request.socket, { request, response }));
    server.on('connect', (request, socket) => {
      socket.on('error', () => socket.destroy());
      end(socket as Socket, methodRefusal(methods()), request);
    });
  }

  /** For Fastify's `clientErrorHandler`. */
  function answer(error: ConnectionError, socket: Socket): void {
    if (ended.has(socket)) return;
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const last = exchanges.get(socket);
    const say = () => end(socket, refusalOf(error), askedIn(textOf(error)) ?? last?.request ?? nothingAsked);
    // What is cut short has had its answer already; or an answer to an earlier request is still on its way.
    if (last?.request.complete === false && last.response.headersSent) socket.destroy();
    else if (last?.request.complete && !last.response.writableFinished) last.response.once('finish', say);
    else say();
  }

  function refusalOf(error: ConnectionError): Refusal {
    const { code } = error;
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refusal('REQUEST_TIMEOUT');
    if (code === 'HPE_HEADER_OVERFLOW') return new Refusal('HEADERS_TOO_LARGE', { values: { limit: HEADERS_LIMIT } });
    if (code === 'HPE_INVALID_METHOD' && requestLine.test(textOf(error))) return methodRefusal(methods());
    return new Refusal('VALIDATION');
  }

  function end(socket: Socket, refusal: Refusal, asked: AskedLanguage): void {
    ended.add(socket);
    socket.end(answerText(refusal, asked));
    socket.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }

  return { watch, answer };
}

const nothingAsked: AskedLanguage = { headers: {} };

/** A request line of any method. */
const requestLine = /^[\w!#$%&'*+.^`|~-]+ (\S+) HTTP\/1\.[01]\r?\n/;

/** The bytes at which the parser stopped. */
const textOf = ({ rawPacket }: ConnectionError): string =>
  Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';

/** The language that a text asks for, where it is a request as far as its first line. */
function askedIn(text: string): AskedLanguage | undefined {
  const url = requestLine.exec(text)?.[1];
  const language = /^accept-language:[ \t]*(.*?)[ \t]*$/im.exec(text)?.[1];
  return url === undefined ? undefined : { url, headers: { 'accept-language': language } };
}

function answerText({ code, values, headers }: Refusal, asked: AskedLanguage): string {
  const { status, language, body } = problemBody(code, asked, values, errorsOf(code, languageOf(asked)));
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Language: ${language}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\r\n');
}

const errorsOf = (code: ProblemCode, language: ReturnType<typeof languageOf>): readonly FieldError[] =>
  code === 'VALIDATION' ? [fieldError({ pointer: '/headers', code: 'NOT_HTTP', values: {} }, language)] : [];
