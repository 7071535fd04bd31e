// The sample country: loaded by the command that anyone can give, into a folder that holds nothing else.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isThere, readSampleMark, writeSampleMark } from '@tributary/embedded';

const exitWithParent = new URL('./exit-with-parent.mjs', import.meta.url).href;
const client = fileURLToPath(new URL('../../client/dist/main.mjs', import.meta.url));

/** What is to be done about the sample in a folder that runs. */
export type SampleStanding = 'to load' | 'loaded' | 'own data';

/**
 * Looks into a folder before anything is written to it. One that nothing was ever kept in becomes a folder for sample
 * data; one that holds data without the mark keeps to its own.
 * @throws {OperatorError} the mark is damaged
 */
export async function sampleStanding(folder: string): Promise<SampleStanding> {
  const mark = await readSampleMark(folder);
  if (mark === undefined) {
    if (await isThere(join(folder, 'keys'))) return 'own data';
    await writeSampleMark(folder, {});
    return 'to load';
  }
  const countries = Object.values(mark);
  return countries.length > 0 && countries.every(({ isWhole }) => isWhole) ? 'loaded' : 'to load';
}

export interface SampleLoad {
  /** its exit code; null where a signal ended it */
  readonly ended: Promise<number | null>;
  stop(): void;
}

/** Loads the sample into the platform that runs on the folder, and shows how far it is. */
export function loadSample(folder: string): SampleLoad {
  const child = spawn(process.execPath, ['--import', exitWithParent, client, 'sample', 'load', '--data', folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    ended: new Promise((resolve) => {
      child.once('error', () => resolve(1));
      child.once('exit', (code) => resolve(code));
    }),
    stop: () => void child.kill(),
  };
}
