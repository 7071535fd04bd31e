/** Bytes that reporting processes share. It holds no truth: it may forget, fail or be slow, and no answer changes. */
export interface SharedBytes {
  /** Never throws: what cannot be had in time is not there. */
  get(name: string): Promise<Buffer | undefined>;
  /** Returns at once, whatever becomes of it. */
  put(name: string, bytes: Buffer): void;
  close(): void;
}

/** Of a process that shares nothing. */
export const nothingShared: SharedBytes = {
  get: async () => undefined,
  put: () => undefined,
  close: () => undefined,
};
