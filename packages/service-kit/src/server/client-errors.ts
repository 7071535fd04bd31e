// Requests that never became one: too slow, too large a head, not HTTP. They too are answered with problem+json.
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@tributary/contracts';
import type { ConnectionError } from 'fastify';
import { problemBody } from '../problem/body.ts';

/** Bytes of request line and headers together. */
export const HEADERS_LIMIT = 16 * 1024;

const lastRequests = new WeakMap<Socket, IncomingMessage>();

/** Remembers the request on a connection, so that one cut short is answered in its own language. */
export const rememberRequest = (request: IncomingMessage): void => {
  lastRequests.set(request.socket, request);
};

const codes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/** Answers a connection whose request cannot be read, and ends it. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codes[error.code] ?? 'VALIDATION';
  const request = lastRequests.get(socket) ?? { url: '', headers: {} };
  const errors =
    code === 'VALIDATION' ? [{ pointer: '/headers', code: 'SYNTAX', detail: 'This is not HTTP/1.1.' }] : [];
  const { status, language, body } = problemBody(code, request, { limit: HEADERS_LIMIT }, errors);
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Language: ${language}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  );
}
