// run.json says where a running platform is, so that the command line finds it.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './lock.ts';

/** A running platform. */
export interface Run {
  /** the launcher's process */
  readonly pid: number;
  readonly address: string;
  readonly issuerUrl: string;
  readonly ports: Readonly<Record<string, number>>;
}

/** Nothing runs on a folder. */
export class NotRunningError extends Error {
  constructor(folder: string) {
    super(`Nothing runs on the data folder ${folder}: start the platform with "npm start" first.`);
  }
}

const fileOf = (folder: string) => join(folder, 'run.json');

export async function writeRun(folder: string, run: Run): Promise<void> {
  const draft = `${fileOf(folder)}.new`;
  await writeFile(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileOf(folder));
}

/** @throws {NotRunningError} */
export async function readRun(folder: string): Promise<Run> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => undefined);
  if (text === undefined) throw new NotRunningError(folder);
  const run = JSON.parse(text) as Run;
  if (!isAlive(run.pid)) throw new NotRunningError(folder);
  return run;
}

export const removeRun = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });
