// What a connection may expect of any server of the platform: time-outs, an answer to everything, and that an early
// answer leaves it usable.
import type { IncomingMessage, Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientErrors, HEADERS_LIMIT } from './client-errors.ts';
import { type Limits, usualLimits } from './limits.ts';

/** How long an answer to a connection's last request waits for the rest of a body that it does not need. */
const REST_MS = 2_000;

/** Leaves it to the caller whether the connection closes, where a library would close it with a body that was not read. */
export const keepConnection = (reply: Pick<FastifyReply, 'raw' | 'header'>): void => {
  reply.header('connection', reply.raw.shouldKeepAlive ? 'keep-alive' : 'close');
};

/**
 * Sends an answer that may come before the end of the request's body. The rest of a body that nobody wants is read and
 * dropped: left unread, it would block the next request. Where there is none to come, the answer waits for the rest: a
 * connection that closes before all is read is reset, and the reset takes the answer with it.
 */
export function afterBody({ raw }: FastifyRequest, reply: FastifyReply, send: () => void): void {
  const keeps = reply.getHeader('connection') !== 'close' && reply.raw.shouldKeepAlive;
  const isRead = raw.complete || raw.readableEnded;
  if (!isRead) raw.unpipe().resume();
  if (isRead || keeps) send();
  else atEnd(raw, send);
}

function atEnd(body: IncomingMessage, then: () => void): void {
  const timer = setTimeout(finish, REST_MS);
  body.once('end', finish).once('close', finish);
  function finish(): void {
    clearTimeout(timer);
    body.off('end', finish).off('close', finish);
    then();
  }
}

/**
 * The options of a Fastify instance that concern its connections, and the function that sets up the instance itself.
 * @param methods those that the server answers at all
 */
export function connectionsOf(
  methods: () => Iterable<string>,
  { requestMs, connectionMs }: Pick<Limits, 'requestMs' | 'connectionMs'> = usualLimits,
) {
  const errors = clientErrors(methods);
  const options = {
    requestTimeout: requestMs,
    connectionTimeout: connectionMs,
    keepAliveTimeout: 72_000,
    http: {
      maxHeaderSize: HEADERS_LIMIT,
      headersTimeout: requestMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1_000, requestMs),
      requireHostHeader: false,
    },
    clientErrorHandler: errors.answer,
  } satisfies FastifyHttpOptions<Server>;

  function serve(app: FastifyInstance): void {
    errors.watch(app.server);
    app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
    app.addHook('onSend', (request, reply, payload, done) => afterBody(request, reply, () => done(null, payload)));
  }

  return { options, serve };
}
