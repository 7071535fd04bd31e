// What a failed write says: a key that is taken is an answer, a lost answer is an unknown outcome, the rest is thrown on.
import { mongo } from 'mongoose';
import { isTransient } from '../consume/failure.ts';
import { UnknownOutcome } from '../store/documents.ts';

/** A duplicate key is an answer; everything else is thrown on. */
export function duplicate(error: unknown): 'id-taken' | 'key-taken' {
  const { code, keyPattern } = Object(error) as { code?: unknown; keyPattern?: Record<string, unknown> };
  if (code !== 11000) throwOn(error);
  return keyPattern !== undefined && '_id' in keyPattern ? 'id-taken' : 'key-taken';
}

/** What hindered some of a batch, where that is duplicate keys and nothing else. */
export function duplicates(error: unknown): readonly mongo.WriteError[] {
  const batch = error instanceof mongo.MongoBulkWriteError ? error : undefined;
  const hindered = [batch?.writeErrors ?? []].flat();
  const lasts = batch?.result.getWriteConcernError() === undefined;
  if (hindered.length === 0 || !lasts || hindered.some(({ code }) => code !== 11000)) throwOn(error, lasts);
  return hindered;
}

/** What may have been written, or may not last, becomes {@link UnknownOutcome}. */
function throwOn(error: unknown, lasts = !(error instanceof mongo.MongoWriteConcernError)): never {
  if (lasts && !isTransient(error)) throw error;
  throw new UnknownOutcome('the answer to a write never came', { cause: error });
}
