// Files of evidence in a bucket of an S3-compatible store. The digest is a part of what is signed, so that the store holds
// the bytes against it too.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@tributary/service-kit';
import { AwsClient } from 'aws4fetch';
import type { EvidencePlace, EvidenceStore } from './store.ts';

/** A bucket and the key with which it is reached. */
export interface Bucket {
  /** with the bucket in its path or in its host: `https://s3.example/evidence` */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

/** How long one request may take, milliseconds. */
const PATIENCE_MS = 20_000;

/** Keeps files of evidence in a bucket. */
export function evidenceInBucket({ url, region, keyId, secret }: Bucket): EvidenceStore {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 0 });
  const at = ({ applicationId, sha256 }: EvidencePlace) => `${url.replace(/\/+$/, '')}/${applicationId}/${sha256}`;
  const patience = () => AbortSignal.timeout(PATIENCE_MS);
  const failed = (asked: string, { status }: Response) =>
    new Error(`the store of evidence answers ${asked} with ${status}`);

  return {
    async keep(place, { content, bytes }, through) {
      const headers = { 'x-amz-content-sha256': place.sha256 };
      const put = (body: NonNullable<RequestInit['body']>, more: Readonly<Record<string, string>> = {}) =>
        client.fetch(at(place), { method: 'PUT', headers: { ...headers, ...more }, body, signal: patience() });
      // A store takes nothing whose length it is not told before: what does not say it is read to its end first.
      if (bytes === undefined) {
        const answer = await put(Buffer.concat(await content.compose(through).toArray()));
        if (!answer.ok) throw failed('a file', answer);
        return;
      }
      const [passed, sent] = await Promise.allSettled([
        pipeline(content, through),
        put(Readable.toWeb(through) as ReadableStream, { 'content-length': String(bytes) }),
      ]);
      if (passed.status === 'rejected' && passed.reason instanceof Refusal) throw passed.reason;
      if (sent.status === 'rejected') throw sent.reason;
      if (passed.status === 'rejected') throw passed.reason;
      if (!sent.value.ok) throw failed('a file', sent.value);
    },
    async read(place) {
      const answer = await client.fetch(at(place), { signal: patience() });
      // Some stores answer so too where the key is unknown, or the bucket: a file that is missing is told apart.
      if (answer.status === 404 && (await answer.text()).includes('<Code>NoSuchKey</Code>')) return undefined;
      if (!answer.ok) throw failed('a read', answer);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}
