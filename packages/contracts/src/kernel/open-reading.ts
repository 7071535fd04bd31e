// Consumer-open reading: an answer of a newer release may say more than this one knows. What is known must be there as
// its contract says; the rest is left out. Producers stay strict: they answer with what is in the contract alone.
import type { z } from 'zod';

/** Takes the fields away that a contract does not know. */
function leaveOut(body: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let at = body as Record<PropertyKey, unknown>;
  for (const step of path) at = at[step] as Record<PropertyKey, unknown>;
  for (const key of keys) delete at[key];
}

/**
 * Reads what another process answered.
 * @param body JSON as it was parsed; it is not changed
 * @returns undefined where it lacks, or says otherwise, what the contract promises
 */
export function readOpenly<T>(schema: z.ZodType<T>, body: unknown): T | undefined {
  const first = schema.safeParse(body);
  if (first.success) return first.data;
  const known = structuredClone(body);
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') return undefined;
    leaveOut(known, issue.path, issue.keys);
  }
  return schema.safeParse(known).data;
}
