// The manifest of a backup: what it holds, by whom and when it was made, and a checksum of each file and of itself.
// It is written last, so that a backup without one is half written.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import packageFile from '../../package.json' with { type: 'json' };

/** The arrangement of a backup; another one needs another program. */
const FORMAT = 1;

/** The version of Tributary that this program is of. */
export const thisVersion = packageFile.version;

const CONTENT_NAME = /^(mongo|kafka|keys|marks|evidence)(\/[\w-][\w.-]*)+$/;

/** Whether a file of this name may be of a backup. */
export const isContentName = (name: string): boolean => CONTENT_NAME.test(name);

const FileEntry = z.strictObject({
  /** within the data folder, with slashes */
  name: z.string().regex(CONTENT_NAME),
  bytes: z.int().nonnegative(),
  sha256: z.hex(),
});

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** the version of Tributary that made it */
  tributary: z.string().regex(/^\d+\.\d+\.\d+$/),
  takenAt: z.iso.datetime(),
  files: z.array(FileEntry).min(1).readonly(),
  /** SHA-256 of all the rest, as JSON without spaces */
  sha256: z.hex(),
});

export type FileEntry = z.infer<typeof FileEntry>;
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';

const checksumOf = (rest: Omit<Manifest, 'sha256'>) => createHash('sha256').update(JSON.stringify(rest)).digest('hex');

export function manifestText(files: readonly FileEntry[], takenAt: Date): string {
  const rest = { format: FORMAT, tributary: thisVersion, takenAt: takenAt.toISOString(), files } as const;
  return `${JSON.stringify({ ...rest, sha256: checksumOf(rest) }, null, 1)}\n`;
}

/** @returns the manifest, or in words why the text is none that can be restored from */
export function readManifest(text: string): Manifest | string {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return `${MANIFEST} is damaged`;
  }
  const { format } = Object(found) as { readonly format?: unknown };
  if (typeof format === 'number' && format !== FORMAT)
    return `it is of format ${format}, and this program reads format ${FORMAT}: use the program that made it`;
  const { success, data } = Manifest.safeParse(found);
  if (!success) return `${MANIFEST} is damaged`;
  const { sha256, ...rest } = data;
  if (checksumOf(rest) !== sha256) return `${MANIFEST} is damaged`;
  if (isLater(data.tributary, thisVersion))
    return `it was made by Tributary ${data.tributary}, and this is ${thisVersion}: use that version or a later one`;
  return data;
}

/** Whether one version comes after another. */
function isLater(one: string, other: string): boolean {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  const at = left?.findIndex((part, place) => part !== right?.[place]) ?? -1;
  return at >= 0 && (left?.[at] ?? 0) > (right?.[at] ?? 0);
}

/** @returns in words how the files that were read differ from those of the manifest; undefined where they do not */
export function differenceOf(manifest: Manifest, found: readonly FileEntry[]): string | undefined {
  const left = new Map(found.map((file) => [file.name, file]));
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = left.get(name);
    if (file === undefined) return `${name} is missing`;
    if (file.bytes !== bytes || file.sha256 !== sha256) return `${name} is damaged`;
    left.delete(name);
  }
  const [extra] = left.keys();
  return extra === undefined ? undefined : `${extra} is not of the backup`;
}
