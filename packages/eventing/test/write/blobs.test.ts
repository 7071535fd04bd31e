import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Blobs, openBlobs } from '../../src/mongo/blobs.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

describe('bytes that are kept for ever', () => {
  let count = 0;
  let blobs: Blobs<{ readonly by: string }>;
  beforeEach(() => {
    count += 1;
    blobs = openBlobs({ mongoUrl: servers.mongoUrl, database: `blobs_${count}`, name: 'runs' });
  });
  afterEach(() => blobs.close());

  test.each([0, 1, 1024 * 1024, 2 * 1024 * 1024 + 7])('come back byte for byte when they are %i', async (size) => {
    const bytes = randomBytes(size);
    const kept = await blobs.keep('a', bytes, { by: 'first' });
    const found = await blobs.read('a');
    expect(found?.bytes.equals(bytes)).toBe(true);
    expect(found).toMatchObject(kept);
    expect(await blobs.kept('a')).toEqual(kept);
  });

  test('stay what they were when others come under the same id', async () => {
    const [first, second] = [randomBytes(1_500_000), randomBytes(1_500_000)];
    const kept = await blobs.keep('a', first, { by: 'first' });
    expect(await blobs.keep('a', second, { by: 'second' })).toEqual(kept);
    expect((await blobs.read('a'))?.bytes.equals(first)).toBe(true);
  });

  test('are not there under an id that nobody kept', async () => {
    expect(await blobs.read('b')).toBeUndefined();
    expect(await blobs.kept('b')).toBeUndefined();
  });

  test('a request has one receipt, whoever writes second', async () => {
    expect(await blobs.receipt('request')).toBeUndefined();
    const receipt = { fingerprint: 'f', id: 'a' };
    expect(await blobs.keepReceipt('request', receipt)).toEqual(receipt);
    expect(await blobs.keepReceipt('request', { fingerprint: 'g', id: 'b' })).toEqual(receipt);
    expect(await blobs.receipt('request')).toEqual(receipt);
  });
});
