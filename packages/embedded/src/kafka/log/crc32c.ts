// CRC-32C (Castagnoli), the checksum of record batches; zlib's is another polynomial.

const POLYNOMIAL = 0x82f63b78;
const STEP = 8;

/** Eight tables of 256 entries, one after another: eight bytes are taken in one step. */
const table = makeTable();

function makeTable(): Uint32Array {
  const made = new Uint32Array(STEP * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at += 1) {
    const previous = made[at - 256] as number;
    made[at] = (previous >>> 8) ^ (made[previous & 255] as number);
  }
  return made;
}

const entry = (step: number, byte: number): number => table[step * 256 + (byte & 255)] as number;

/** The CRC-32C of `bytes`, as an unsigned number. */
export function crc32c(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = 0xffffffff;
  let at = 0;
  for (; at + STEP <= bytes.length; at += STEP) {
    const low = crc ^ view.getUint32(at, true);
    const high = view.getUint32(at + 4, true);
    crc =
      entry(7, low) ^
      entry(6, low >>> 8) ^
      entry(5, low >>> 16) ^
      entry(4, low >>> 24) ^
      entry(3, high) ^
      entry(2, high >>> 8) ^
      entry(1, high >>> 16) ^
      entry(0, high >>> 24);
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ entry(0, crc ^ view.getUint8(at));
  return ~crc >>> 0;
}
