// Every aggregate lives in one of twelve partitions; a partition of the journal and a partition of the Kafka topic have the same number.

/** Partitions of each service, partitions of each topic. */
export const PARTITIONS = 12;

/** FNV-1a, 32 bit, over the UTF-8 bytes of `text`. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The partition of an aggregate id, 0 to 11. */
export const partitionOf = (id: string): number => fnv1a(id) % PARTITIONS;
