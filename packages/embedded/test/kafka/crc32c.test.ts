import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32c } from '../../src/kafka/log/crc32c.ts';

it('gives the check value of CRC-32C and the examples of RFC 3720', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43);
  expect(crc32c(Buffer.from(Array.from({ length: 32 }, (_, index) => index)))).toBe(0x46dd794e);
});

it('is the same as bit by bit, for any bytes from any place', () => {
  const slow = (bytes: Uint8Array) => {
    let crc = 0xffffffff;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    }
    return ~crc >>> 0;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(7), (bytes, from) => {
      expect(crc32c(bytes.subarray(from))).toBe(slow(bytes.subarray(from)));
    }),
  );
});
