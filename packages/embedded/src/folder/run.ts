// run.json says where a running platform is, so that the command line finds it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { isAlive } from './lock.ts';
import { readWhole, writeWhole } from './whole-file.ts';

/** A running platform. */
export interface Run {
  /** the launcher's process */
  readonly pid: number;
  readonly address: string;
  readonly issuerUrl: string;
  readonly ports: Readonly<Record<string, number>>;
}

/** Nothing runs on a folder. */
export class NotRunningError extends OperatorError {
  constructor(folder: string) {
    super(`Nothing runs on the data folder ${folder}: start the platform with "npm start" first.`);
  }
}

const fileOf = (folder: string) => join(folder, 'run.json');

export const writeRun = (folder: string, run: Run): Promise<void> =>
  writeWhole(fileOf(folder), `${JSON.stringify(run, null, 2)}\n`);

/** @throws {NotRunningError} @throws {OperatorError} the file is damaged */
export async function readRun(folder: string): Promise<Run> {
  const text = await readWhole(fileOf(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new NotRunningError(folder);
  });
  const run = parsed(text);
  if (run === undefined) throw new OperatorError(`${fileOf(folder)} is damaged: end the platform and start it again.`);
  if (!isAlive(run.pid)) throw new NotRunningError(folder);
  return run;
}

function parsed(text: string): Run | undefined {
  try {
    const run = JSON.parse(text) as Run | null;
    return typeof run?.pid === 'number' ? run : undefined;
  } catch {
    return undefined;
  }
}

export const removeRun = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });
