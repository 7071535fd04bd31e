// Group commit: logs that grow together are written and synced in one round, and one round is under way at a time.
// What was appended before a round starts is on disk when it ends; a round that fails ends the process.

export interface Flushable {
  /** Writes and syncs all that is pending. */
  flush(): Promise<void>;
  /** The round has ended: what it wrote may be seen. All logs of a round are told at once, so that who waits for several wakes once. */
  show(): void;
}

export class GroupCommit {
  readonly #onFatal: (error: Error) => void;
  #waiting = new Set<Flushable>();
  #current: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** `onFatal`: a sync failed, and nothing after the last good one is known to be on disk. */
  constructor(onFatal: (error: Error) => void) {
    this.#onFatal = onFatal;
  }

  /** Takes a log into the next round. @returns when that round has ended */
  next(log: Flushable): Promise<void> {
    this.#waiting.add(log);
    this.#next ??= this.#round();
    return this.#next;
  }

  async #round(): Promise<void> {
    await this.#current;
    // One turn of the event loop lets requests that arrived together share the round.
    await new Promise((resolve) => setImmediate(resolve));
    const logs = [...this.#waiting];
    this.#waiting = new Set();
    this.#next = undefined;
    this.#current = Promise.all(logs.map((log) => log.flush()));
    try {
      await this.#current;
    } catch (error) {
      this.#onFatal(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    for (const log of logs) log.show();
  }
}
