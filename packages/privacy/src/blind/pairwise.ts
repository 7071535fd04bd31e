// The name under which one reader knows a person: the sets of two readers cannot be joined by it.
import { createHmac } from 'node:crypto';

/** The pairwise id of a person for a reader, a ministry or a client of one: a UUID of version 8. */
export function pairwiseId(key: Buffer, person: string, reader: string): string {
  const bytes = createHmac('sha256', key).update(`${reader}|${person}`, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
