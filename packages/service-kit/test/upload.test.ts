// A body that is handed over as it comes in: counted whatever its length is said to be, and never taken for whole when cut.
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { allow, defineRoute } from '@tributary/contracts';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { uploadOf } from '../src/request/upload.ts';

const contract = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/files',
  summary: 'Add a file',
  access: allow('planner'),
  body: z.strictObject({}),
  upload: { types: ['application/pdf'], bytes: 10, example: '%PDF' },
  reply: { 200: z.string() },
});

const requestOf = (body: Readable | undefined, length?: string) =>
  ({
    headers: { 'content-type': 'application/pdf', ...(length !== undefined && { 'content-length': length }) },
    body,
  }) as unknown as FastifyRequest;

const read = (body: Readable, length?: string) => {
  const upload = uploadOf(contract, requestOf(body, length));
  return buffer(upload?.open() ?? Readable.from([])).then(
    (bytes) => bytes.toString(),
    (error: { code?: string }) => error.code,
  );
};

describe('an upload', () => {
  it('is its bytes with its media type, up to its limit', async () => {
    expect(await read(Readable.from([Buffer.from('01234'), Buffer.from('56789')]))).toBe('0123456789');
    expect(uploadOf(contract, requestOf(Readable.from([]), '3'))).toMatchObject({
      mediaType: 'application/pdf',
      bytes: 3,
    });
  });

  it('that is too long is refused by what it says, and by what comes where it does not say', async () => {
    expect(() => uploadOf(contract, requestOf(Readable.from([]), '11'))).toThrow(
      expect.objectContaining({ code: 'BODY_TOO_LARGE' }),
    );
    expect(await read(Readable.from([Buffer.from('0123456789'), Buffer.from('x')]))).toBe('BODY_TOO_LARGE');
  });

  it('that is cut short fails as it is read', async () => {
    const cut = new PassThrough();
    cut.write('0123');
    const reading = read(cut);
    setImmediate(() => cut.destroy());
    expect(await reading).toBe('MALFORMED_BODY');
  });

  it('of no bytes at all is empty, and a route without one has none', async () => {
    expect(await buffer(uploadOf(contract, requestOf(undefined))?.open() ?? Readable.from(['x']))).toHaveLength(0);
    const { upload: _none, ...other } = contract;
    expect(uploadOf(other, requestOf(undefined))).toBeUndefined();
  });
});
