// Writes keys byte by byte, each byte one character: keys are compared as strings, and take one byte per character.

export class KeyWriter {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  /** Begins a new key. */
  start(): this {
    this.#length = 0;
    return this;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** Text in the order of its UTF-8 bytes; its end is less than any byte of a longer text. */
  text(value: string): void {
    const escaped = value.includes('\0') ? value.replaceAll('\0', '\0\x01') : value;
    this.#room(escaped.length * 3 + 2);
    this.#length += this.#bytes.write(escaped, this.#length, 'utf8');
    this.byte(0);
    this.byte(0);
  }

  /** Bytes as they are. */
  raw(value: Uint8Array): void {
    this.#room(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** Characters up to \xff as they are. */
  latin1(value: string): void {
    this.#room(value.length);
    this.#length += this.#bytes.write(value, this.#length, 'latin1');
  }

  /** Eight bytes in the order of the double; NaN comes first, and both zeros are one. */
  double(value: number): void {
    this.#room(8);
    const bytes = this.#bytes;
    const at = this.#length;
    this.#length += 8;
    if (Number.isNaN(value)) {
      bytes.fill(0, at, at + 8);
      return;
    }
    bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    const high = bytes.readUInt32BE(at);
    if (high < 0x80000000) {
      bytes.writeUInt32BE(high + 0x80000000, at);
      return;
    }
    bytes.writeUInt32BE(~high >>> 0, at);
    bytes.writeUInt32BE(~bytes.readUInt32BE(at + 4) >>> 0, at + 4);
  }

  uint16(value: number): void {
    this.byte(value >> 8);
    this.byte(value & 0xff);
  }

  uint32(value: number): void {
    this.uint16(value >>> 16);
    this.uint16(value & 0xffff);
  }

  /** The key. */
  end(): string {
    return this.#bytes.toString('latin1', 0, this.#length);
  }

  #room(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + length));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
