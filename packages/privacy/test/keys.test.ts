// Keys, the cipher and fields that are sealed with them.
import { createHmac } from 'node:crypto';
import { assert, property, string, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blindToken,
  CannotOpen,
  currentKey,
  isGuessable,
  newPersonKey,
  openFields,
  pairwiseId,
  readKeyRing,
  sealFields,
  wrappingWith,
} from '../src/index.ts';
import { open, seal } from '../src/keys/cipher.ts';

const hex = (digit: string) => digit.repeat(64);
const drawn = (start: number) => Buffer.from(Array.from({ length: 32 }, (_, at) => (start + at * 7) % 256));
const fileOf = (...lines: string[]) => lines.join('\n');
const whole = fileOf(
  `kek.1 ${drawn(1).toString('hex')}`,
  `index.1 ${drawn(2).toString('hex')}`,
  `pairwise.1 ${drawn(3).toString('hex')}`,
  `audit.1 ${drawn(4).toString('hex')}`,
);

describe('a file of keys', () => {
  it('gives the keys of each use, the highest version as the current one', () => {
    const ring = readKeyRing(fileOf(whole, `kek.2 ${drawn(9).toString('hex')}`, ''));
    expect(ring.kek.current).toBe(2);
    expect(currentKey(ring.kek)).toEqual(drawn(9));
    expect(currentKey(ring.index)).toEqual(drawn(2));
  });

  it.each([
    ['a line that is none', fileOf(whole, 'kek.3 short'), 'line 5 is no key'],
    ['an unknown use', fileOf(whole, `vault.1 ${hex('a')}`), 'line 5 is no key'],
    ['a version twice', fileOf(whole, `kek.1 ${hex('a')}`), 'line 5 names kek.1 again'],
    ['one key for two uses', fileOf(whole, `kek.2 ${drawn(2).toString('hex')}`), 'line 5 has the key of another line'],
    ['a use without a key', `kek.1 ${hex('a')}`, 'there is no key for index'],
  ])('refuses %s, and repeats no key', (_what, text, said) => {
    const reading = () => readKeyRing(text);
    expect(reading).toThrow(said);
    expect(reading).not.toThrow(/[0-9a-f]{16}/);
  });

  it('tells keys that nobody drew by chance', () => {
    expect(isGuessable(readKeyRing(whole))).toBe(false);
    expect(isGuessable(readKeyRing(fileOf(whole, `kek.2 ${hex('0')}`)))).toBe(true);
  });
});

describe('the cipher', () => {
  it('is AES-256-GCM as published (McGrew and Viega, test case 14)', () => {
    const sealed = Buffer.from(seal(Buffer.alloc(16), Buffer.alloc(32), '', Buffer.alloc(12)), 'base64url');
    expect(sealed.subarray(12, 28).toString('hex')).toBe('d0d1c8a799996bf0265b98b5d48ab919');
    expect(sealed.subarray(28).toString('hex')).toBe('cea7403d4d606b6e074ec5d3baf39d18');
  });

  it('never gives a nonce again, however many it has given', () => {
    const key = newPersonKey();
    const nonceOf = (sealed: string) => Buffer.from(sealed, 'base64url').toString('hex', 0, 12);
    const nonces = Array.from({ length: 3_000 }, () => nonceOf(seal(Buffer.from('same'), key, 'same')));
    expect(new Set(nonces).size).toBe(3_000);
    expect(nonces).not.toContain('0'.repeat(24));
  });

  it('opens what it sealed, and nothing that was changed by one bit', () => {
    assert(
      property(tuple(uint8Array({ maxLength: 64 }), string()), ([bytes, aad]) => {
        const key = newPersonKey();
        const sealed = seal(Buffer.from(bytes), key, aad);
        expect(open(sealed, key, aad)).toEqual(Buffer.from(bytes));
        const changed = Buffer.from(sealed, 'base64url');
        const at = bytes.length % changed.length;
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        expect(() => open(changed.toString('base64url'), key, aad)).toThrow();
        expect(() => open(sealed, key, `${aad}x`)).toThrow();
      }),
      { numRuns: 50 },
    );
  });
});

describe('the key of a person', () => {
  const versions = readKeyRing(whole).kek;

  it('is unwrapped for the person that it was wrapped for, and for nobody else', async () => {
    const wrapping = wrappingWith(versions);
    const key = newPersonKey();
    const wrapped = await wrapping.wrap(key, 'MFOR|p-1');
    expect(wrapped.kek).toBe(1);
    expect(await wrapping.unwrap(wrapped, 'MFOR|p-1')).toEqual(key);
    await expect(wrapping.unwrap(wrapped, 'MFOR|p-2')).rejects.toThrow(CannotOpen);
    await expect(wrapping.unwrap({ ...wrapped, kek: 7 }, 'MFOR|p-1')).rejects.toThrow('version 7');
  });

  it('is still unwrapped after a rotation, and wrapped anew with the new version', async () => {
    const old = await wrappingWith(versions).wrap(newPersonKey(), 'MFOR|p-1');
    const rotated = wrappingWith(readKeyRing(fileOf(whole, `kek.2 ${drawn(9).toString('hex')}`)).kek);
    const key = await rotated.unwrap(old, 'MFOR|p-1');
    const again = await rotated.wrap(key, 'MFOR|p-1');
    expect(again.kek).toBe(2);
    expect(await rotated.unwrap(again, 'MFOR|p-1')).toEqual(key);
  });
});

describe('sealed fields', () => {
  const place = { tenant: 'MFOR', person: 'p-1', version: 'v-1' };
  const fields = { names: [{ family: 'Torvald' }], birthDate: '1988-02-29', emails: undefined };

  it('open field by field, under the same key and in the same place', () => {
    const key = newPersonKey();
    const sealed = sealFields(fields, key, place);
    expect(Object.keys(sealed)).toEqual(['names', 'birthDate']);
    expect(JSON.stringify(sealed)).not.toMatch(/Torvald|1988/);
    expect(openFields(sealed, ['birthDate', 'phones'], key, place)).toEqual({ birthDate: '1988-02-29' });
  });

  it.each([
    ['another tenant', { tenant: 'MLAB' }],
    ['another person', { person: 'p-2' }],
    ['another version', { version: 'v-2' }],
  ])('do not open for %s', (_what, other) => {
    const key = newPersonKey();
    const sealed = sealFields(fields, key, place);
    expect(() => openFields(sealed, ['names'], key, { ...place, ...other })).toThrow(CannotOpen);
  });

  it('do not open as another field, nor under another key', () => {
    const key = newPersonKey();
    const { names = '' } = sealFields(fields, key, place);
    expect(() => openFields({ birthDate: names }, ['birthDate'], key, place)).toThrow(CannotOpen);
    expect(() => openFields({ names }, ['names'], newPersonKey(), place)).toThrow(CannotOpen);
  });
});

describe('blind tokens', () => {
  const key = drawn(2);

  it('are HMAC-SHA256 under a key of the tenant, cut to 16 bytes', () => {
    const ofTenant = createHmac('sha256', key).update('tenant|MFOR').digest();
    const digest = createHmac('sha256', ofTenant).update('email|amina@example.org').digest();
    expect(blindToken(key, 'MFOR', 'email', 'amina@example.org')).toBe(
      `email:${digest.subarray(0, 16).toString('base64url')}`,
    );
  });

  it('of one value differ between two tenants, two kinds and two keys', () => {
    assert(
      property(string(), (value) => {
        const tokens = [
          blindToken(key, 'MFOR', 'email', value),
          blindToken(key, 'MLAB', 'email', value),
          blindToken(key, 'MFOR', 'phone', value),
          blindToken(drawn(3), 'MFOR', 'email', value),
        ].map((token) => token.slice(token.indexOf(':')));
        expect(new Set(tokens).size).toBe(4);
      }),
    );
  });
});

describe('pairwise ids', () => {
  it('are UUIDs, the same for one ministry for ever, and of two ministries never the same', () => {
    assert(
      property(string(), (person) => {
        const id = pairwiseId(drawn(3), person, 'MFOR');
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(pairwiseId(drawn(3), person, 'MFOR')).toBe(id);
        expect(pairwiseId(drawn(3), person, 'MLAB')).not.toBe(id);
      }),
    );
  });
});
