// Document bodies: the newest and the lately read in memory, the others on disk where the log put them.
import type { Log, Place } from '../storage/log.ts';
import { bodyOf } from './records.ts';

const keyOf = ({ segment, offset }: Place) => segment * 2 ** 40 + offset;

/** A bounded memory over the log; what has not been written yet is in the log's own memory. */
export class Bodies {
  readonly #log: Log;
  readonly #limit: number;
  readonly #cached = new Map<number, Buffer>();
  #bytes = 0;

  /** @param limit bytes kept in memory */
  constructor(log: Log, limit: number) {
    this.#log = log;
    this.#limit = limit;
  }

  /** Remembers a body that has just been appended. */
  keep(place: Place, body: Buffer): void {
    this.#cached.set(keyOf(place), body);
    this.#bytes += body.length;
    for (const [key, oldest] of this.#cached) {
      if (this.#bytes <= this.#limit) return;
      this.#cached.delete(key);
      this.#bytes -= oldest.length;
    }
  }

  read(place: Place): Buffer {
    const cached = this.#cached.get(keyOf(place));
    if (cached !== undefined) return cached;
    const body = Buffer.from(bodyOf(this.#log.read(place)));
    this.keep(place, body);
    return body;
  }
}
