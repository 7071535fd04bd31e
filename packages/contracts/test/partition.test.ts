import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fnv1a, PARTITIONS, partitionOf } from '../src/values/partition.ts';

// Published test vectors of FNV-1a, 32 bit (Fowler, Noll, Vo; draft-eastlake-fnv).
const vectors: [text: string, hash: number][] = [
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['c', 0xe60c2c52],
  ['d', 0xe10c2473],
  ['e', 0xe00c22e0],
  ['f', 0xe30c2799],
  ['fo', 0x6222e842],
  ['foo', 0xa9f37ed7],
  ['foob', 0x3f5076ef],
  ['fooba', 0x39aaa18a],
  ['foobar', 0xbf9cf968],
];

describe('the partition of an aggregate', () => {
  it.each(vectors)('hashes %j as FNV-1a does', (text, hash) => {
    expect(fnv1a(text)).toBe(hash);
  });

  it('hashes the bytes of UTF-8, not the units of UTF-16', () => {
    const reference = (bytes: Uint8Array) =>
      Number(bytes.reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn, 0x811c9dc5n));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fnv1a(text)).toBe(reference(new TextEncoder().encode(text)));
      }),
    );
  });

  it('is one of twelve, the same for ever, and every partition is used', () => {
    const ids = Array.from({ length: 2000 }, (_, i) => `0190a1b2-0000-7000-8000-${String(i).padStart(12, '0')}`);
    const partitions = ids.map(partitionOf);
    expect(new Set(partitions).size).toBe(PARTITIONS);
    expect(Math.max(...partitions)).toBe(PARTITIONS - 1);
    expect(partitionOf('0190a1b2-0000-7000-8000-000000000001')).toBe(partitions[1]);
  });
});
