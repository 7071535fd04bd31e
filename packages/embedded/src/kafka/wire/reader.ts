// Reads the Kafka protocol's primitive types from one frame; it never reads past the end.

/** Bytes that are not of the protocol: the connection they came on is closed. */
export class MalformedFrameError extends Error {
  constructor(what: string) {
    super(`malformed frame: ${what}`);
  }
}

export class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#advance(4));
  }

  /** A 64-bit integer as a number: offsets and times are below 2^53, what lies beyond is rounded. */
  int64(): number {
    return Number(this.#bytes.readBigInt64BE(this.#advance(8)));
  }

  /** `length` bytes, not copied. */
  take(length: number): Buffer {
    const from = this.#advance(length);
    return this.#bytes.subarray(from, from + length);
  }

  /** The count of an array whose items take at least one byte each; -1 is null. */
  count(): number {
    const count = this.int32();
    if (count > this.left) throw new MalformedFrameError(`an array of ${count} items in ${this.left} bytes`);
    return count;
  }

  #advance(length: number): number {
    if (length < 0 || length > this.left) throw new MalformedFrameError(`${length} bytes wanted, ${this.left} left`);
    const from = this.#at;
    this.#at += length;
    return from;
  }
}
