// The embedded servers of a data folder, those that run on it and those that a command starts for itself: they are no
// service, and answer without a contract.
import {
  type Embedded,
  type EmbeddedOptions,
  operatorSentence,
  type Run,
  readRun,
  type Snapshot,
  startEmbedded,
} from '@tributary/embedded';
import { CommandError } from './command.ts';
import { tokenFor } from './token-for.ts';

/** Where the MongoDB of a platform that runs is reached. */
export const mongoUrlOf = ({ ports }: Run): string => `mongodb://127.0.0.1:${ports['mongo']}`;

/** Starts servers on a folder. @throws {CommandError} others run on it, or something that whoever asks for them can mend */
export const startServers = (options: EmbeddedOptions): Promise<Embedded> =>
  startEmbedded(options).catch((error: unknown) => {
    const sentence = operatorSentence(error);
    throw sentence === undefined ? error : new CommandError(sentence, 1);
  });

/**
 * What is on their disk at one moment.
 * @throws {NotRunningError} nothing runs on the folder
 * @throws {CommandError} with what was answered instead
 */
export async function snapshotOfRunning(folder: string): Promise<Snapshot> {
  const { issuerUrl } = await readRun(folder);
  const token = await tokenFor(folder, { role: 'operator', ministry: 'OPERATOR', name: 'tributary backup' });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${issuerUrl}/snapshots`, { method: 'POST', headers }).catch(() => {
    throw new CommandError(`the token issuer does not answer at ${issuerUrl}: is the platform running?`, 2);
  });
  if (answer.ok) return (await answer.json()) as Snapshot;
  if (answer.status === 404)
    throw new CommandError('The platform that runs is of a version that cannot be backed up while it runs.', 1);
  throw new CommandError(`the token issuer answered ${answer.status}: ${await answer.text()}`, 2);
}
