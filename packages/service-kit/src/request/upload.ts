// A body that is handed over as it comes in: nothing of it is read before its handler does, and no more than its limit.
import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import type { RouteContract } from '@tributary/contracts';
import { safeParse } from 'fast-content-type-parse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Upload } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

/** Hands bodies of these media types over as streams, where the server does not do so yet. */
export function streamed(app: FastifyInstance, { upload }: RouteContract): void {
  for (const type of upload?.types ?? []) {
    if (app.hasContentTypeParser(type)) continue;
    app.addContentTypeParser(type, (_request: FastifyRequest, body: IncomingMessage, done) => done(null, body));
  }
}

/**
 * The body of a route that takes a stream; undefined of any other. One that is longer than its limit fails as it is read.
 * @throws {Refusal} 413 where the request says itself that it is too long
 */
export function uploadOf({ upload }: RouteContract, { headers, body }: FastifyRequest): Upload | undefined {
  if (upload === undefined) return undefined;
  const tooLarge = () => new Refusal('BODY_TOO_LARGE', { values: { limit: upload.bytes } });
  const length = headers['content-length'];
  if (Number(length ?? 0) > upload.bytes) throw tooLarge();
  let left = upload.bytes;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(tooLarge());
      else done(null, chunk);
    },
  });
  const { type } = safeParse(headers['content-type'] ?? '');
  const source = body as Readable | undefined;
  return {
    mediaType: type,
    bytes: length === undefined ? undefined : Number(length),
    open() {
      if (source === undefined) return limited.end();
      source.once('error', (error) => limited.destroy(error));
      source.once('close', () => limited.writableEnded || limited.destroy(new Refusal('MALFORMED_BODY')));
      return source.pipe(limited);
    },
  };
}
