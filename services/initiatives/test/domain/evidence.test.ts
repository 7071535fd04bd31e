// Files of evidence: what is not what it says to be is kept nowhere, by no store; nothing leans on a file that is not there.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Application, EvidenceType } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, refuseDangling } from '../../src/application/evidence.ts';
import { evidenceInBucket } from '../../src/evidence/bucket.ts';
import { checked } from '../../src/evidence/checked.ts';
import { evidenceInFolder } from '../../src/evidence/folder.ts';
import type { EvidenceStore } from '../../src/evidence/store.ts';
import { callId, started } from './application-ground.ts';
import { programmeId } from './call-ground.ts';
import { surroundings } from './known.ts';

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pdf = Buffer.from(`%PDF-1.7 ${'x'.repeat(200_000)}`);
const sha256 = digestOf(pdf);
const applicationId = '0190a1b2-0000-7000-8000-000000000005';

/** The bytes, so many at a time. */
const inPieces = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
  );

/** A bucket that keeps what came whole, as a store does: what is cut short is not there. */
function startBucket(): { readonly server: Server; readonly kept: Map<string, Buffer>; readonly asked: string[] } {
  const kept = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { method, url = '', headers } = request;
    asked.push(`${method} ${headers['content-length']} ${headers.authorization}`);
    const found = kept.get(url);
    if (method === 'GET' && found === undefined) {
      return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    }
    if (method === 'GET') return response.writeHead(200).end(found);
    try {
      const bytes = await buffer(request);
      const isWhole = request.complete && digestOf(bytes) === headers['x-amz-content-sha256'];
      if (isWhole) kept.set(url, bytes);
      return response.writeHead(isWhole ? 200 : 400).end();
    } catch {
      return response.destroy();
    }
  });
  return { server, kept, asked };
}

const bucket = startBucket();
let folder: string;
let stores: readonly (readonly [name: string, store: EvidenceStore, names: () => Promise<readonly string[]>])[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  await new Promise<void>((resolve) => bucket.server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(bucket.server.address() as AddressInfo).port}/evidence`;
  const inFolder = async () => (await readdir(folder, { recursive: true })).filter((name) => name.includes('/'));
  stores = [
    ['a folder', evidenceInFolder(folder), inFolder],
    [
      'a bucket',
      evidenceInBucket({ url, region: 'eu-central-1', keyId: 'key', secret: 'secret' }),
      async () => [...bucket.kept.keys()],
    ],
  ];
});
afterAll(async () => {
  bucket.server.closeAllConnections();
  bucket.server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Sent {
  readonly bytes?: Buffer;
  readonly as?: EvidenceType;
  readonly named?: string;
  readonly size?: number;
  readonly tellsLength?: boolean;
}

function send(store: EvidenceStore, { bytes = pdf, as = 'application/pdf', named, ...how }: Sent = {}) {
  const digest = named ?? digestOf(bytes);
  const file = {
    content: inPieces(bytes, how.size ?? 64_000),
    bytes: how.tellsLength === false ? undefined : bytes.length,
  };
  return store.keep({ applicationId, sha256: digest }, file, checked({ mediaType: as, sha256: digest }).through);
}

describe('a store of evidence', () => {
  it('keeps nothing that is of another type, has another digest, or is cut short', async () => {
    for (const [name, store, names] of stores) {
      const refused = (sent: Sent) => send(store, sent).catch((error: { code?: string }) => error.code);
      expect([name, await refused({ as: 'image/png' })]).toEqual([name, 'EVIDENCE_OF_OTHER_TYPE']);
      expect([name, await refused({ bytes: Buffer.from('%PD') })]).toEqual([name, 'EVIDENCE_OF_OTHER_TYPE']);
      expect([name, await refused({ bytes: Buffer.from('<script>'), size: 1 })]).toEqual([
        name,
        'EVIDENCE_OF_OTHER_TYPE',
      ]);
      for (const tellsLength of [true, false]) {
        expect([name, await refused({ named: '0'.repeat(64), tellsLength })]).toEqual([
          name,
          'EVIDENCE_OF_OTHER_DIGEST',
        ]);
      }
      const broken = Readable.from(
        (function* () {
          yield pdf.subarray(0, 100_000);
          throw new Error('the connection is gone');
        })(),
      );
      const { through } = checked({ mediaType: 'application/pdf', sha256 });
      const cut = store.keep({ applicationId, sha256 }, { content: broken, bytes: pdf.length }, through);
      await expect(cut).rejects.toThrow();
      expect([name, await names()]).toEqual([name, []]);
      expect(await store.read({ applicationId, sha256 })).toBeUndefined();
    }
  });

  it('keeps the same bytes, in whatever pieces they come, and again without a change', async () => {
    for (const [name, store, names] of stores) {
      for (const sent of [{ size: 1_000 }, { size: 300_000 }, { tellsLength: false }]) await send(store, sent);
      expect([name, (await store.read({ applicationId, sha256 }))?.equals(pdf)]).toEqual([name, true]);
      expect([name, (await names()).length]).toEqual([name, 1]);
    }
  });

  it('takes PNG and JPEG by how they begin, in single bytes too', async () => {
    const [, store] = stores[0] ?? [];
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1]);
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]);
    if (store === undefined) throw new Error('there is a store');
    await send(store, { bytes: png, as: 'image/png', size: 1 });
    await send(store, { bytes: jpeg, as: 'image/jpeg', size: 1 });
    expect((await store.read({ applicationId, sha256: digestOf(png) }))?.equals(png)).toBe(true);
  });

  it('signs what it sends to a bucket, with its length', () => {
    const sent = bucket.asked.filter((one) => one.startsWith('PUT'));
    expect(sent.length).toBeGreaterThan(0);
    for (const one of sent) expect(one).toMatch(/^PUT \d+ AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-central-1\/s3\//);
  });
});

describe('the evidence of an application', () => {
  const kept = { mediaType: 'application/pdf' as const, bytes: 12 };
  const known = { ...surroundings(), kept };
  const adding = Object.assign({} as Parameters<typeof add>[1], { sha256, kind: 'REPORT' });
  const file = { sha256, ...kept, kind: 'REPORT', addedOn: '2026-06-30' };

  it('gains a file once', () => {
    given(started(), adding, known)
      .when(add)
      .thenFacts({ type: 'initiatives.application.evidence-added.v1', data: { callId, programmeId, ...file } } as never)
      .thenState({ evidence: [file] });
    given(started({ evidence: [file] }), adding, known)
      .when(add)
      .thenRejected('ALREADY_EXISTS');
    given(started({ status: 'withdrawn' }), adding, known)
      .when(add)
      .thenRejected('WRONG_STATE');
    const many: Application['evidence'] = Array.from({ length: 200 }, (_, at) => ({ ...file, sha256: String(at) }));
    given(started({ evidence: many }), adding, known)
      .when(add)
      .thenRejected('ABOVE_LIMIT', { limit: '200', given: '201' });
  });

  it('is what may be cited, and nothing else', () => {
    expect(refuseDangling([file], [sha256], '/evidence')).toBeUndefined();
    expect(refuseDangling([file], [sha256, '0'.repeat(64)], '/evidence')).toMatchObject({
      rejected: 'EVIDENCE_UNKNOWN',
      errors: [{ pointer: '/evidence/1' }],
    });
    expect(refuseDangling(undefined, [sha256], '/evidence')).toMatchObject({ rejected: 'EVIDENCE_UNKNOWN' });
  });
});
