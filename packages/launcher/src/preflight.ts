// What must be true before the first child: each failure is one sentence and exit code 1.
import { parseArgs } from 'node:util';
import { TrustedProxies, trustedProxiesForm } from '@tributary/service-kit';
import { isFree } from './free-port.ts';
import { loopbacks } from './loopbacks.ts';
import { type PortName, type Ports, portOffsets } from './process-table.ts';

/** Something that a person must change before the platform can start; its message is the whole answer. */
export class CannotStart extends Error {}

export interface Asked {
  /** start in the folder for own data, and load nothing into it */
  readonly empty: boolean;
  readonly port: number;
  /** proxies before the front door; undefined: none */
  readonly trustedProxies: readonly string[] | undefined;
}

const HIGHEST_BASE = 65_535 - Math.max(...Object.values(portOffsets));

/** Reads the command line and the environment. @throws {CannotStart} */
export function readAsked(args: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const port = Number(env['TRIBUTARY_PORT'] ?? '8080');
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_BASE) {
    throw new CannotStart(`TRIBUTARY_PORT is ${env['TRIBUTARY_PORT']}; it must be a port from 1 to ${HIGHEST_BASE}.`);
  }
  return { empty: readEmpty(args), port, trustedProxies: readProxies(env['TRIBUTARY_TRUSTED_PROXIES']) };
}

function readEmpty(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { empty: { type: 'boolean', default: false } } }).values.empty;
  } catch {
    throw new CannotStart(`npm start takes only "-- --empty"; this was "${args.join(' ')}".`);
  }
}

function readProxies(text: string | undefined): readonly string[] | undefined {
  if (text === undefined || text === '') return undefined;
  const { data } = TrustedProxies.safeParse(text);
  if (data === undefined)
    throw new CannotStart(`TRIBUTARY_TRUSTED_PROXIES is ${text}; it must be ${trustedProxiesForm}.`);
  return data;
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
