// Errors as MongoDB's drivers know them: a code and its name.
import { NoRoomError } from '../storage/disk.ts';

/** Codes in use, by name (MongoDB manual, "Error Codes"); what MongoDB gives no name is `Location` and its number. */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsupportedOpQueryCommand: 352,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  Location15958: 15958,
  Location15974: 15974,
  Location15975: 15975,
  Location31253: 31253,
  Location31254: 31254,
  Location40414: 40414,
  UnknownField: 40415,
  Location51024: 51024,
} as const;
export type ErrorName = keyof typeof errorCodes;

/** A refusal that becomes an error reply. */
export class MongoError extends Error {
  readonly codeName: ErrorName;
  readonly code: number;
  /** more fields of the reply, such as `keyPattern` */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(codeName: ErrorName, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.codeName = codeName;
    this.code = errorCodes[codeName];
    this.fields = fields;
  }
}

/** What an error refuses to the client, where it is one that refuses and no fault of the server. */
export function refusalOf(error: unknown): MongoError | undefined {
  if (error instanceof NoRoomError) return new MongoError('OutOfDiskSpace', error.message);
  return error instanceof MongoError ? error : undefined;
}
