// Collects the Kafka protocol's primitive types into one frame; record batches go in without a copy until the end.

const PART_BYTES = 4096;
/** Longer pieces stay where they are until the end. */
const COPIED_BYTES = 256;

export class Writer {
  readonly #parts: Buffer[] = [];
  #part = Buffer.allocUnsafe(PART_BYTES);
  /** what is before it is already among the parts */
  #from = 0;
  #at = 0;
  #length = 0;

  int8(value: number): void {
    this.#room(1);
    this.#at = this.#part.writeInt8(value, this.#at);
  }

  int16(value: number): void {
    this.#room(2);
    this.#at = this.#part.writeInt16BE(value, this.#at);
  }

  int32(value: number): void {
    this.#room(4);
    this.#at = this.#part.writeInt32BE(value, this.#at);
  }

  /** A whole number below 2^53 as a 64-bit integer. */
  int64(value: number): void {
    this.#room(8);
    this.#at = this.#part.writeBigInt64BE(BigInt(value), this.#at);
  }

  raw(bytes: Buffer): void {
    if (bytes.length <= COPIED_BYTES) {
      this.#room(bytes.length);
      this.#at += bytes.copy(this.#part, this.#at);
      return;
    }
    this.#close();
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  /** All that was written, behind its length in four bytes. */
  frame(): Buffer {
    this.#close();
    const size = Buffer.allocUnsafe(4);
    size.writeInt32BE(this.#length);
    return Buffer.concat([size, ...this.#parts], this.#length + 4);
  }

  #room(length: number): void {
    if (this.#at + length <= this.#part.length) return;
    this.#close();
    this.#part = Buffer.allocUnsafe(PART_BYTES);
    this.#from = 0;
    this.#at = 0;
  }

  #close(): void {
    if (this.#at === this.#from) return;
    this.#parts.push(this.#part.subarray(this.#from, this.#at));
    this.#length += this.#at - this.#from;
    this.#from = this.#at;
  }
}
