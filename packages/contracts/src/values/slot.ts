// Every aggregate lives in one of twelve slots; slot, Kafka partition and journal lane are the same number.

/** Slots of each service, partitions of each topic. */
export const SLOTS = 12;

/** FNV-1a, 32 bit, over the UTF-8 bytes of `text`. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The slot of an aggregate id, 0 to 11. */
export const slotOf = (id: string): number => fnv1a(id) % SLOTS;
