// The built client of the page: read once from its folder, and held as it is sent. What is not in that folder is at no
// address, whatever a path says.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** How a browser says that it takes an asset smaller, the best first. */
export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

export interface Asset {
  readonly mediaType: string;
  readonly etag: string;
  readonly bytes: Buffer;
  /** Smaller, where that is worth it; worked out when it is first asked for. */
  encoded(encoding: Encoding): Promise<Buffer | undefined>;
}

export interface BuiltClient {
  readonly document: Asset;
  readonly assets: ReadonlyMap<string, Asset>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Already small, or too small to gain anything. */
const isWorthIt = (mediaType: string, bytes: Buffer): boolean =>
  bytes.length > 1024 && !/^(image\/png|font\/)/.test(mediaType);

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;

function assetOf(name: string, bytes: Buffer): Asset {
  const mediaType = mediaTypes[extname(name)] ?? 'application/octet-stream';
  const made = new Map<Encoding, Promise<Buffer>>();
  return {
    mediaType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    bytes,
    async encoded(encoding) {
      if (!isWorthIt(mediaType, bytes)) return undefined;
      const known = made.get(encoding) ?? compress[encoding](bytes);
      made.set(encoding, known);
      return known;
    },
  };
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Reads the client in a folder: `index.html`, and `assets`; undefined where it was not built. */
export async function readBuiltClient(folder: string): Promise<BuiltClient | undefined> {
  try {
    const document = assetOf('index.html', await readFile(join(folder, 'index.html')));
    const files = await readdir(join(folder, 'assets'), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const names = files.filter((file) => file.isFile()).map(({ name }) => name);
    const assets = await Promise.all(
      names.map(async (name) => [name, assetOf(name, await readFile(join(folder, 'assets', name)))] as const),
    );
    return { document, assets: new Map(assets) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
