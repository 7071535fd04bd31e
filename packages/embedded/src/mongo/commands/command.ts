// The form of a command: a handler, and the arguments that it knows; another argument is refused by name.

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
  /** the command's own name as it stands in the document */
  readonly name: string;
  readonly database: string;
  readonly server: Server;
}

export interface CommandDefinition {
  /** arguments beside the generic ones */
  readonly args: readonly string[];
  readonly run: (call: Call) => Doc | Buffer;
}

/** Arguments that any command may carry; what they ask for holds always here, or means nothing on one server. */
export const genericArguments = [
  '$db',
  'lsid',
  '$readPreference',
  '$clusterTime',
  'comment',
  'maxTimeMS',
  'writeConcern',
  'readConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
] as const;

/** The collection that a command names. @throws {MongoError} InvalidNamespace */
export function namespaceOf({ command, name, database }: Call): string {
  const collection = command[name];
  if (typeof collection !== 'string' || collection === '') {
    throw new MongoError('InvalidNamespace', `${name} needs the name of a collection`);
  }
  return `${database}.${collection}`;
}

export function docArgument(command: Doc, name: string): Doc {
  const value = command[name];
  if (value === undefined) return {};
  if (!isDoc(value)) throw new MongoError('TypeMismatch', `${name} must be a document`);
  return value;
}

export function countArgument(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined) return undefined;
  const count = toNumber(value);
  if (count === undefined || count < 0) throw new MongoError('BadValue', `${name} must be a number of 0 or more`);
  return Math.floor(count);
}

export function docsArgument(command: Doc, name: string): Doc[] {
  const value = command[name];
  if (!Array.isArray(value) || value.length === 0 || !value.every(isDoc)) {
    throw new MongoError('InvalidLength', `${name} must be an array of at least one document`);
  }
  return value;
}
