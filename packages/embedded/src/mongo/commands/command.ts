// The form of a command, and how its arguments are read.
import type { Cursors } from '../cursors.ts';
import type { Databases } from '../databases.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isDoc, toNumber } from '../values.ts';

export interface Server {
  readonly databases: Databases;
  readonly cursors: Cursors;
}

export interface Call {
  readonly command: Doc;
  /** what the document gives as the command's own value: mostly a collection's name */
  readonly target: unknown;
  readonly database: string;
  readonly server: Server;
  /** number of the connection */
  readonly connection: number;
}

/** Runs a command in one synchronous section. @throws {MongoError} */
export type Run = (call: Call) => Doc | Buffer;

/** The collection that a command names. @throws {MongoError} InvalidNamespace */
export function namespaceOf({ target, database }: Call): string {
  if (typeof target !== 'string' || target === '') {
    throw new MongoError('InvalidNamespace', 'The command needs the name of a collection');
  }
  return `${database}.${target}`;
}

/** An argument that is a document; empty where it is left out. */
export function docArgument(command: Doc, name: string): Doc {
  const value = command[name];
  if (value === undefined) return {};
  if (!isDoc(value)) throw new MongoError('TypeMismatch', `${name} must be a document`);
  return value;
}

/** An argument that is a whole number of 0 or more; undefined where it is left out. */
export function countArgument(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined) return undefined;
  const count = toNumber(value);
  if (count !== undefined && count < 0) {
    throw new MongoError('Location51024', `${name} must be 0 or more, not ${count}`);
  }
  if (count === undefined || !Number.isInteger(count)) {
    throw new MongoError('BadValue', `${name} must be a whole number of 0 or more`);
  }
  return count;
}

/** An argument that is a list of at least one document. */
export function docsArgument(command: Doc, name: string): Doc[] {
  const value = command[name];
  if (Array.isArray(value) && value.length > 0 && value.every(isDoc)) return value;
  throw new MongoError('BadValue', `${name} must be an array of at least one document`);
}
