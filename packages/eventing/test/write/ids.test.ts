import { Id } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naturalId, requestDigest, uuidv7, uuidv8 } from '../../src/ids.ts';

const request = {
  actor: { client: 'portal', sub: 'ana', ministry: 'MPLA' },
  route: 'POST /v1/plans',
  target: '/v1/plans',
  key: 'k1',
};

describe('ids', () => {
  test('rule 6: a new id is a UUIDv7 that sorts by its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 2 ** 40 }), (now, later) => {
        const [first, second] = [uuidv7(now), uuidv7(now + later)];
        expect(Id.safeParse(first).success).toBe(true);
        expect(first[14]).toBe('7');
        expect(first < second).toBe(true);
        expect(parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  test('rule 1: a natural key always gives the same UUIDv8, and another key another one', () => {
    expect(naturalId('plan:SDG')).toBe(naturalId('plan:SDG'));
    expect(naturalId('plan:SDG')).not.toBe(naturalId('plan:NDP'));
    expect(naturalId('plan:SDG')[14]).toBe('8');
  });

  test('a UUIDv8 keeps every bit of its digest but the six of version and variant', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), (bytes) => {
        const id = uuidv8(Buffer.from(bytes));
        expect(Id.safeParse(id).success).toBe(true);
        const back = Buffer.from(id.replaceAll('-', ''), 'hex');
        const mask = (at: number) => (at === 6 ? 0x0f : at === 8 ? 0x3f : 0xff);
        expect([...back].map((byte, at) => byte & mask(at))).toEqual(
          [...bytes.slice(0, 16)].map((byte, at) => byte & mask(at)),
        );
      }),
    );
  });

  test('rule 3: client, subject, ministry, route, target and key each make another request, and so does another installation', () => {
    const key = Buffer.alloc(32, 1);
    const digests = [
      requestDigest(key, request),
      requestDigest(Buffer.alloc(32, 2), request),
      ...(['route', 'target', 'key'] as const).map((part) =>
        requestDigest(key, { ...request, [part]: `${request[part]}x` }),
      ),
      ...(['client', 'sub', 'ministry'] as const).map((part) =>
        requestDigest(key, { ...request, actor: { ...request.actor, [part]: `${request.actor[part]}x` } }),
      ),
      requestDigest(key, { ...request, actor: { ...request.actor, ministry: 'MPLAPOST' }, route: ' /v1/plans' }),
    ].map((digest) => digest.toString('hex'));
    expect(new Set(digests).size).toBe(digests.length);
    expect(requestDigest(key, { ...request })).toEqual(requestDigest(key, request));
  });
});
