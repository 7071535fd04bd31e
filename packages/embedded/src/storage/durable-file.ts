// What of a file is on disk for good: its first bytes, which never change again.
export interface DurableFile {
  readonly path: string;
  /** so many of its first bytes */
  readonly bytes: number;
}
