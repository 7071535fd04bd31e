// Bytes kept for ever under an id, in chunks that fit a document. The first to keep an id wins, and nothing changes it.
import { createHash } from 'node:crypto';
import { connectMongo, LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

/** What is known of kept bytes. */
export interface Kept<About> {
  /** of the bytes, in hexadecimal digits */
  readonly sha256: string;
  readonly about: About;
}

/** The request that an id was the answer to. */
export interface Receipt {
  readonly fingerprint: string;
  readonly id: string;
}

export interface Blobs<About extends object> {
  /** @returns what is kept about the id: of two writers, the first one's */
  keep(id: string, bytes: Buffer, about: About): Promise<Kept<About>>;
  kept(id: string): Promise<Kept<About> | undefined>;
  read(id: string): Promise<(Kept<About> & { readonly bytes: Buffer }) | undefined>;
  receipt(request: string): Promise<Receipt | undefined>;
  /** @returns the receipt that is kept for the request: of two, the first */
  keepReceipt(request: string, receipt: Receipt): Promise<Receipt>;
  close(): Promise<void>;
}

export interface BlobsOptions {
  readonly mongoUrl: string;
  readonly database: string;
  /** names the collections: `runs`, `runs_chunks`, `runs_receipts` */
  readonly name: string;
}

const CHUNK_BYTES = 1024 * 1024;
/** Receipts are forgotten after 72 h, as those of commands are. */
const RECEIPT_SECONDS = 72 * 3600;

interface Head<About> extends Kept<About> {
  readonly _id: string;
  readonly size: number;
}

interface Chunk {
  readonly _id: string;
  readonly bytes: Buffer;
}

interface ReceiptDocument extends Receipt {
  readonly _id: string;
  readonly at: Date;
}

/** A chunk is named after the whole that it is a part of: two writers of other bytes never mix. */
const chunkIds = ({ sha256, size }: Pick<Head<unknown>, 'sha256' | 'size'>): readonly string[] =>
  Array.from({ length: Math.ceil(size / CHUNK_BYTES) }, (_, number) => `${sha256}/${number}`);

/** Opens a store of bytes; it connects when it is first used. */
export function openBlobs<About extends object>({ mongoUrl, database, name }: BlobsOptions): Blobs<About> {
  let connecting: Promise<MongoConnection> | undefined;

  async function connect(): Promise<MongoConnection> {
    const connection = await connectMongo(mongoUrl, database);
    await connection
      .collection(`${name}_receipts`)
      .createIndexes([{ key: { at: 1 }, name: 'at', expireAfterSeconds: RECEIPT_SECONDS }]);
    return connection;
  }

  async function opened() {
    connecting ??= connect().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    const connection = await connecting;
    return {
      highWatermarks: connection.collection<Head<About>>(name),
      chunks: connection.collection<Chunk>(`${name}_chunks`),
      receipts: connection.collection<ReceiptDocument>(`${name}_receipts`),
    };
  }

  async function headOf(id: string): Promise<Head<About> | undefined> {
    const { highWatermarks } = await opened();
    return (await highWatermarks.findOne({ _id: id }, SETTLED)) ?? undefined;
  }

  async function kept(id: string): Promise<Kept<About> | undefined> {
    const head = await headOf(id);
    return head && { sha256: head.sha256, about: head.about };
  }

  return {
    kept,
    // The head comes last: an id whose writer was cut short is not there, and the next writer makes it whole.
    async keep(id, bytes, about) {
      const { highWatermarks, chunks } = await opened();
      const head = { _id: id, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, about };
      for (const [number, _id] of chunkIds(head).entries()) {
        const part = bytes.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES);
        await chunks.insertOne({ _id, bytes: part }).catch(unlessThere);
      }
      await highWatermarks.insertOne(head).catch(unlessThere);
      return (await kept(id)) ?? head;
    },
    async read(id) {
      const head = await headOf(id);
      if (head === undefined) return undefined;
      const { chunks } = await opened();
      const parts: Buffer[] = [];
      for (const _id of chunkIds(head)) {
        const chunk = await chunks.findOne({ _id }, { ...LIMITED, promoteBuffers: true });
        if (chunk === null) throw new Error(`a chunk of ${name} ${id} is missing`);
        parts.push(chunk.bytes);
      }
      return { bytes: Buffer.concat(parts), sha256: head.sha256, about: head.about };
    },
    async receipt(request) {
      const { receipts } = await opened();
      const found = await receipts.findOne({ _id: request }, SETTLED);
      return found === null ? undefined : { fingerprint: found.fingerprint, id: found.id };
    },
    async keepReceipt(request, receipt) {
      const { receipts } = await opened();
      await receipts.insertOne({ _id: request, ...receipt, at: new Date() }).catch(unlessThere);
      const found = await receipts.findOne({ _id: request }, SETTLED);
      return found === null ? receipt : { fingerprint: found.fingerprint, id: found.id };
    },
    async close() {
      await (await connecting)?.close();
    },
  };
}
