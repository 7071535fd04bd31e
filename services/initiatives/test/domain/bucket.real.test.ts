// A bucket of a real S3-compatible store: it takes what is signed with its key and has the signed digest, whole or not at all.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ObjectStore, startObjectStore } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceInBucket } from '../../src/evidence/bucket.ts';
import { checked } from '../../src/evidence/checked.ts';
import type { EvidenceStore } from '../../src/evidence/store.ts';

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pdf = Buffer.from(`%PDF-1.7 ${'x'.repeat(5_000_000)}`);
const place = { applicationId: '0190a1b2-0000-7000-8000-000000000005', sha256: digestOf(pdf) };

let server: ObjectStore;
let store: EvidenceStore;
const bucketOf = (changed: Partial<Parameters<typeof evidenceInBucket>[0]> = {}) => {
  const { bucket: url, region, keyId, secret } = server;
  return evidenceInBucket({ url, region, keyId, secret, ...changed });
};
beforeAll(async () => {
  server = await startObjectStore();
  store = bucketOf();
}, 600_000);
afterAll(() => server?.close());

function send(into: EvidenceStore, { of = place, bytes = pdf, tellsLength = true, cut = false } = {}) {
  const { through } = checked({ mediaType: 'application/pdf', sha256: of.sha256 });
  const content = Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 64_000) {
        if (cut && at > 1_000_000) throw new Error('the connection is gone');
        yield bytes.subarray(at, at + 64_000);
      }
    })(),
  );
  return into.keep(of, { content, bytes: tellsLength ? bytes.length : undefined }, through);
}

describe('a bucket', () => {
  it('has no file before one is kept', async () => {
    expect(await store.read(place)).toBeUndefined();
  });

  it('keeps nothing of what is cut short, or has another digest', async () => {
    await expect(send(store, { cut: true })).rejects.toThrow();
    const other = { ...place, sha256: '0'.repeat(64) };
    for (const tellsLength of [true, false]) {
      await expect(send(store, { of: other, tellsLength })).rejects.toMatchObject({ code: 'EVIDENCE_OF_OTHER_DIGEST' });
    }
    for (const of of [place, other]) expect(await store.read(of)).toBeUndefined();
  });

  it('keeps the bytes as they are, whether their length is told or not, and again without a change', async () => {
    for (const tellsLength of [true, false, true]) {
      await send(store, { tellsLength });
      expect((await store.read(place))?.equals(pdf)).toBe(true);
    }
  });

  it('fails where the key is wrong or there is no such bucket, instead of having no file', async () => {
    const small = Buffer.from('%PDF-1.7 small');
    const other = { ...place, sha256: digestOf(small) };
    for (const wrong of [
      bucketOf({ secret: 'another-secret' }),
      bucketOf({ keyId: 'nobody' }),
      bucketOf({ url: `${server.bucket}-of-nobody` }),
    ]) {
      await expect(wrong.read(place)).rejects.toThrow(/answers a read with 40[34]/);
      await expect(send(wrong, { of: other, bytes: small })).rejects.toThrow();
      expect(await store.read(other)).toBeUndefined();
    }
  });
});
