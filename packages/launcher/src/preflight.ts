// What must be true before anything is written: each failure is one sentence and exit code 1.
import { access, constants } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockFolder, OperatorError } from '@tributary/embedded';
import { ConfigError, readStart, type StartSettings } from '@tributary/service-kit';
import { isFree } from './free-port.ts';
import { loopbacks } from './loopbacks.ts';
import type { PortName, Ports } from './process-table.ts';

/** Something that a person must change before the platform can start; its message is the whole answer. */
export class CannotStart extends OperatorError {}

export interface StartOptions extends StartSettings {
  /** only the help is wanted */
  readonly help: boolean;
  /** the data folder, absolute */
  readonly folder: string;
  /** no sample is loaded */
  readonly empty: boolean;
  /** facts that are missing are given up */
  readonly acceptLoss: boolean;
}

export const startHelp = `npm start                 build what has changed, run the platform until Ctrl-C, and load the sample country at first
npm start -- --empty      load no sample, and keep own data in a folder of its own, .tributary/own
npm start -- --data DIR   keep the data in that folder, named from where the command is given; with --empty, no sample
npm start -- --accept-loss
                          go on without facts that the folder once held and does not any more

Settings are environment variables, TRIBUTARY_PORT among them: packages/service-kit/CONFIGURATION.md.`;

const usage = 'npm start takes "-- --data DIR", "-- --empty", "-- --accept-loss" and "-- --help"';

/**
 * Reads the command line and the environment.
 * @param cwd where the command was given
 * @throws {CannotStart}
 */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): StartOptions {
  const { help, empty, data, 'accept-loss': acceptLoss } = readArgs(args);
  const folder = data === undefined ? join('.tributary', empty ? 'own' : 'sample') : resolve(cwd, data);
  try {
    return { ...readStart(env), help, folder: resolve(folder), empty, acceptLoss };
  } catch (error) {
    throw error instanceof ConfigError ? new CannotStart(error.message) : error;
  }
}

function readArgs(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    empty: flag,
    help: { ...flag, short: 'h' },
    'accept-loss': flag,
    data: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.data !== '') return values;
  } catch {
    // said below
  }
  throw new CannotStart(`${usage}; this was "${args.join(' ')}".`);
}

const words: Record<PortName, string> = {
  frontDoor: 'the public address',
  registry: 'the registry service',
  initiatives: 'the initiatives service',
  partnerships: 'the partnerships service',
  strategy: 'the strategy service',
  reporting: 'the reporting service',
  issuer: 'the token issuer',
  mongo: 'the embedded MongoDB server',
  kafka: 'the embedded Kafka broker',
  registryInternal: 'the internal listener of the registry service',
  initiativesInternal: 'the internal listener of the initiatives service',
  partnershipsInternal: 'the internal listener of the partnerships service',
  strategyInternal: 'the internal listener of the strategy service',
  reportingInternal: 'the internal listener of the reporting service',
};

/** @throws {CannotStart} naming the first port that another process holds */
export async function checkPorts(ports: Ports): Promise<void> {
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    const hosts = name === 'frontDoor' ? loopbacks : loopbacks.slice(0, 1);
    if ((await Promise.all(hosts.map((host) => isFree(port, host)))).every(Boolean)) continue;
    throw new CannotStart(
      `Port ${port}, which ${words[name]} needs, is taken by another program: end it, or choose other ports with TRIBUTARY_PORT=9080 npm start.`,
    );
  }
}

/**
 * Takes the folder for this launcher, for as long as its process lives, and looks whether servers run on it.
 * @throws where it cannot be written
 * @throws {FolderInUseError} nothing of the one who runs there was touched
 */
export async function claimFolder(folder: string): Promise<void> {
  await lockFolder(folder, 'platform');
  const release = await lockFolder(folder);
  await release();
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}
