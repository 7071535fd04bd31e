// Ids of members that were handed out and have not joined yet; each is forgotten after its session's time.

export class Announced {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #onForgotten: () => void;

  constructor(onForgotten: () => void) {
    this.#onForgotten = onForgotten;
  }

  get size(): number {
    return this.#timers.size;
  }

  add(memberId: string, forMs: number): void {
    const forget = () => {
      this.#timers.delete(memberId);
      this.#onForgotten();
    };
    this.#timers.set(memberId, setTimeout(forget, forMs).unref());
  }

  /** @returns whether the id was waited for */
  take(memberId: string): boolean {
    clearTimeout(this.#timers.get(memberId));
    return this.#timers.delete(memberId);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
