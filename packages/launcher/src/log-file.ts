// The log of a child. What cannot be written is dropped: a full disk must not end the platform.
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes that may wait for a slow disk. */
const WAITING_BYTES = 4 * 1024 * 1024;
/** After a failure the disk is asked again so much later: it does not get better with every line. */
const RETRY_MS = 5_000;
/** Stands where lines were dropped, and is what the disk is asked with when nobody has anything to log. */
const GAP = Buffer.from('… lines are missing here: they could not be written\n');

export interface LogFile {
  write(bytes: Buffer): void;
  /** Resolves when what was written is in the file, or dropped. */
  close(): Promise<void>;
}

/** Told of a disk that does not take lines any more, and of the first that it takes again. */
export interface LogEvents {
  onLost(path: string, error: unknown): void;
  onKept(path: string): void;
}

/** Opens a log for appending; it is made when it is not there. */
export function openLogFile(path: string, { onLost, onKept }: LogEvents, retryMs: number = RETRY_MS): LogFile {
  let file: FileHandle | undefined;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let failedAt: number | undefined;
  let writing: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const bytes = Buffer.concat(waiting);
      waiting = [];
      waitingBytes = 0;
      if (failedAt !== undefined && performance.now() - failedAt < retryMs) continue;
      try {
        file ??= await open(path, 'a', 0o600);
        await file.appendFile(bytes);
        if (failedAt !== undefined) onKept(path);
        failedAt = undefined;
      } catch (error) {
        if (failedAt === undefined) onLost(path, error);
        failedAt = performance.now();
        clearTimeout(retry);
        if (closed) continue;
        retry = setTimeout(() => failedAt !== undefined && write(GAP), retryMs + 1);
        retry.unref();
      }
    }
  }

  function write(bytes: Buffer): void {
    if (waitingBytes + bytes.length > WAITING_BYTES) return;
    waiting.push(bytes);
    waitingBytes += bytes.length;
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
  }

  return {
    write,
    async close() {
      closed = true;
      clearTimeout(retry);
      await writing;
      await file?.close().catch(() => undefined);
    },
  };
}

/** Tells a screen once that lines are dropped, whichever logs they belong to, and once that they are kept again. */
export function telling(screen: { line(text: string): void; error(text: string): void }): LogEvents {
  let lost = false;
  return {
    onLost(path, error) {
      if (lost) return;
      lost = true;
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      screen.error(
        `  ✗ ${path} cannot be written (${reason}): log lines are dropped until it can. The platform goes on.`,
      );
    },
    onKept() {
      if (!lost) return;
      lost = false;
      screen.line('  ✓ Log lines are kept again.');
    },
  };
}
