// Work that must not be waited for longer than it is worth.
import { Refusal } from '../problem/refusal.ts';

/** What work comes to. @throws {Refusal} UNAVAILABLE where it takes longer than `ms`; the work itself goes on */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('UNAVAILABLE')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
