// Which failures pass by themselves (wait, try again) and which never will (park the aggregate).
import type { Lack } from '../history/compare.ts';

/** Something that is away at the moment: a store, a feed, a contended document. The same work may be tried again. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** A copy of what another service owns that was never whole yet: an answer that leans on it would be wrong. */
export class CopyFilling extends TransientFailure {
  constructor(service: string) {
    super(`the copy of what ${service} owns is still being filled`);
  }
}

/** The configured base currency is not the one that stored facts rest on; the message is one sentence for the operator. */
export class BaseCurrencyChanged extends Error {
  override readonly name = 'BaseCurrencyChanged';

  constructor(configured: string, stored: string) {
    super(
      `TRIBUTARY_BASE_CURRENCY is ${configured}, but the amounts stored here are valued in ${stored}: set it to ${stored}.`,
    );
  }
}

/** An installation that counts runs on the servers of a pilot; the message is one sentence for the operator. */
export class EmbeddedRefused extends Error {
  override readonly name = 'EmbeddedRefused';

  constructor(variable: 'MONGO_URL' | 'KAFKA_BROKERS', real: string) {
    super(
      `${variable} leads to the embedded servers, which production refuses: it must lead to ${real}. For a pilot set TRIBUTARY_MODE=pilot.`,
    );
  }
}

/** A later release has written what this one cannot read; the message is one sentence for the operator. */
export class LaterData extends Error {
  override readonly name = 'LaterData';

  constructor(service: string, stored: number, known: number) {
    super(
      `The database of ${service} was written by a later release (data format ${stored}; this one reads ${known}): start that release again, or restore a backup from before it.`,
    );
  }
}

/** What whoever runs a service does about missing facts. */
export const LOSS_ADVICE =
  'Restore its database from a backup that has them, or start with TRIBUTARY_ACCEPT_LOSS=yes to go on without them.';

/** The journal lacks what it held: nothing is numbered on top of that. The message is for the operator. */
export class FactsMissing extends Error {
  override readonly name = 'FactsMissing';

  constructor(service: string, lack: Lack) {
    super(`${lackSentence(service, lack)} ${LOSS_ADVICE}`);
  }
}

/** What is missing, in one sentence. */
export function lackSentence(service: string, { missing, since, another }: Lack): string {
  const entries = `at least ${missing} ${missing === 1 ? 'entry' : 'entries'}`;
  if (since === undefined) return `The database of ${service} is empty, but its journal held ${entries}.`;
  if (!another) return `The database of ${service} lacks ${entries} of its journal, recorded after ${since}.`;
  const more = missing > 0 ? ` and lacks ${entries}` : '';
  return `The database of ${service} is of another history than its marks and its topic${more}; its last entry is of ${since}.`;
}

/** An event that can never be applied as it is, or not before somebody mends something. */
export interface Failure {
  readonly agg: string;
  readonly seq: number;
  readonly error: string;
}

/** MongoDB's OutOfDiskSpace: the change was refused, and will be until somebody makes room. */
const OUT_OF_DISK_SPACE = 14031;

/** A caller is asked to come back after so long: room is made by a person. */
export const STORAGE_FULL_SECONDS = 15;

/** Server errors of MongoDB that say "not now": shutting down, stepping down, interrupted, out of time, of rights or of space. */
const PASSING_CODES = new Set([
  OUT_OF_DISK_SPACE,
  6,
  7,
  13,
  18,
  50,
  89,
  91,
  112,
  189,
  262,
  9001,
  10107,
  11600,
  11602,
  13435,
  13436,
]);

function passes(error: Error & { readonly code?: unknown }): boolean {
  if (error instanceof TransientFailure || error.name === 'UnknownOutcome') return true;
  if (/^Mongo(Server|BulkWrite)Error$/.test(error.name))
    return typeof error.code === 'number' && PASSING_CODES.has(error.code);
  if (/^Mongo(ose)?(Network|NotConnected|Topology|Pool|WaitQueue|ServerSelection|Cursor|Expired)/.test(error.name))
    return true;
  return typeof error.code === 'string' && /^E[A-Z]{3,}$/.test(error.code);
}

/** What is behind a failure; a batch that never came through keeps it as the server's response. */
const behind = (error: Error & { readonly errorResponse?: unknown }): unknown => error.cause ?? error.errorResponse;

function* chainOf(error: unknown): Generator<Error & { readonly code?: unknown }> {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = behind(at), depth += 1) yield at;
}

/** Whether the failure, or what caused it, passes by itself. */
export function isTransient(error: unknown): boolean {
  for (const one of chainOf(error)) if (passes(one)) return true;
  return false;
}

/** Whether the store refused a change for lack of room: what it refused has not happened. */
export function isStorageFull(error: unknown): boolean {
  for (const { name, code } of chainOf(error)) if (/^Mongo/.test(name) && code === OUT_OF_DISK_SPACE) return true;
  return false;
}

/** One line for a marker or a log: what failed, never the data it failed on. */
export const describeFailure = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'a value that is no error was thrown';
