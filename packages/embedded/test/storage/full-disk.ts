// A disk that has no room from some moment on: of what is written only the first half gets through, as on a real one.
import { type Disk, realDisk } from '../../src/storage/disk.ts';

export interface FullDisk extends Disk {
  /** Refuses bytes from now on, with a code of the system. */
  fill(code?: string): void;
  /** Takes them again. */
  empty(): void;
}

export function fullDisk(): FullDisk {
  let refusal: string | undefined;
  return {
    ...realDisk,
    write(fd, bytes, position) {
      if (refusal === undefined) return realDisk.write(fd, bytes, position);
      realDisk.write(fd, bytes.subarray(0, bytes.length / 2), position);
      throw Object.assign(new Error(`${refusal}: write`), { code: refusal });
    },
    fill(code = 'ENOSPC') {
      refusal = code;
    },
    empty() {
      refusal = undefined;
    },
  };
}
