// An S3-compatible store for suites, from Go modules, over a folder, on loopback: it refuses what is not signed with its
// key, and what does not have the digest that was signed.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startChild } from './child.ts';
import { goProgram } from './go-program.ts';
import { until } from './until.ts';

export interface ObjectStore {
  /** of a bucket that is there and empty, e.g. `http://127.0.0.1:9000/evidence` */
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  /** Ends the store and removes its data. */
  close(): Promise<void>;
}

/** Starts a store with one empty bucket. The first time, Go must be there. */
export async function startObjectStore(): Promise<ObjectStore> {
  const program = await goProgram('object-store');
  const folder = await mkdtemp(join(tmpdir(), 'object-store-'));
  const [buckets, attributes] = [join(folder, 'buckets'), join(folder, 'attributes')];
  await mkdir(join(buckets, 'evidence'), { recursive: true });
  await mkdir(attributes);
  const address = `127.0.0.1:${await freePort()}`;
  const [keyId, secret] = ['suite', 'a-secret-of-the-suite'];
  const store = startChild(program, [buckets, attributes, address, keyId, secret], folder);
  const close = async () => {
    await store.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(
      'the object store',
      async () => {
        if (!store.alive()) throw new Error(`the object store ended: ${store.output()}`);
        const answer = await fetch(`http://${address}/health`).catch(() => undefined);
        return answer?.ok ? true : undefined;
      },
      30_000,
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { bucket: `http://${address}/evidence`, region: 'us-east-1', keyId, secret, close };
}
