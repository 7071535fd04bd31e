// Two workers may write the same document first; who comes second finds it there, and that is no error.
import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/** For `.catch`: lets a write pass that failed on existing keys alone. */
export function unlessThere(error: unknown): undefined {
  const codes =
    error instanceof mongo.MongoBulkWriteError
      ? [error.writeErrors].flat().map(({ code }) => code)
      : [error instanceof mongo.MongoServerError ? error.code : undefined];
  if (codes.length === 0 || codes.some((code) => code !== DUPLICATE_KEY)) throw error;
}
