// What a person must mend, as one sentence.
import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something that whoever runs the platform can mend; its message is the whole answer. */
export class OperatorError extends Error {}

interface DiskFault {
  readonly code: string;
  readonly path: string;
}

const sentences: Readonly<Record<string, (fault: DiskFault) => string>> = {
  EACCES: ({ path, code }) => `This user may not use ${path} (${code}): give it the right to read and write there.`,
  EROFS: ({ path, code }) =>
    `${path} is on a disk that can only be read (${code}): choose a folder that can be written.`,
  ENOTDIR: ({ path, code }) => `${fileIn(path)} is a file where a folder belongs (${code}): move it away.`,
  EISDIR: ({ path, code }) => `${path} is a folder where a file belongs (${code}): move it away.`,
  ENOSPC: ({ path, code }) => `The disk has no room left for ${path} (${code}): make room, then start again.`,
  ENOENT: ({ path, code }) => `${path} is missing (${code}): bring it back, or choose another folder.`,
};

/** The part of a path that is a file. */
function fileIn(path: string): string {
  for (let part = path; part !== dirname(part); part = dirname(part)) if (isFile(part)) return part;
  return path;
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

const alike: Readonly<Record<string, string>> = {
  EPERM: 'EACCES',
  EEXIST: 'ENOTDIR',
  ENOTEMPTY: 'EISDIR',
  ERR_FS_EISDIR: 'EISDIR',
  EDQUOT: 'ENOSPC',
  EFBIG: 'ENOSPC',
};

/** Faults that are about a disk also where the system does not say which file it was. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO']);

const FROM_THE_SYSTEM = /^E[A-Z0-9]+$/;

/** The sentence for what a person can mend: an {@link OperatorError}, or a file or folder that cannot be used; undefined for a fault of ours. */
export function operatorSentence(error: unknown): string | undefined {
  if (error instanceof OperatorError) return error.message;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const { code } = error;
  const path = placeOf(error) ?? (OF_THE_DISK.has(code) ? 'the data folder' : undefined);
  if (path === undefined) return undefined;
  const sentence = sentences[alike[code] ?? code];
  if (sentence !== undefined) return sentence({ code, path });
  return FROM_THE_SYSTEM.test(code) ? `${path} cannot be used (${code}).` : undefined;
}

/** What a failed call of the file system was about; of two names, the one that was to be written. */
function placeOf(
  error: Error & {
    readonly path?: unknown;
    readonly dest?: unknown;
    readonly info?: unknown;
  },
): string | undefined {
  const info = Object(error.info) as { readonly path?: unknown };
  return [error.dest, error.path, info.path].find((place) => typeof place === 'string');
}
