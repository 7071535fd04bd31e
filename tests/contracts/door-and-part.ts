// A front door before a part that answers as a test tells it to, and records what it was asked.
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServiceName, services } from '@tributary/contracts';
import { createFrontDoor, type FrontDoorOptions } from '@tributary/launcher/front-door';
import { listenOnLoopbacks } from '@tributary/launcher/loopbacks';
import { afterAll, beforeEach } from 'vitest';

export interface DoorAndPart {
  readonly port: number;
  /** how the part answers from now on; `readWhole` at first */
  answer: RequestListener;
  /** what the part was asked so far */
  asked: IncomingMessage[];
  close(): Promise<void>;
}

/** Answers with the method and the size of the body, once that has come. */
export const readWhole: RequestListener = (request, response) => {
  let size = 0;
  request.on('data', (bytes) => {
    size += bytes.length;
  });
  request.on('end', () => response.end(`${request.method} ${size}`));
};

const NOWHERE = 'http://127.0.0.1:1';

/** Starts both on free ports. Every service is the part, but partnerships, which is down. */
export async function startDoor(limits?: FrontDoorOptions['limits']): Promise<DoorAndPart> {
  const part = createServer((request, response) => {
    state.asked.push(request);
    state.answer(request, response);
  });
  await new Promise<void>((resolve) => part.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(part.address() as AddressInfo).port}`;
  const upstreams = Object.fromEntries(
    services.map((service) => [service, service === 'partnerships' ? NOWHERE : address]),
  ) as Record<ServiceName, string>;
  const door = await createFrontDoor({ upstreams, issuer: `${address}/the-issuer`, limits });
  const state: DoorAndPart = {
    port: Number(new URL(await listenOnLoopbacks(door, 0)).port),
    answer: readWhole,
    asked: [],
    close: async () => {
      await door.close();
      part.closeAllConnections();
      await new Promise((resolve) => part.close(resolve));
    },
  };
  return state;
}

/** Those of one test file: closed at its end, and before each test as at first. */
export async function doorOfTheseTests(): Promise<DoorAndPart> {
  const door = await startDoor();
  afterAll(() => door.close());
  beforeEach(() => {
    door.answer = readWhole;
    door.asked = [];
  });
  return door;
}

/** A request up to its body. */
export const head = (line: string, headers: Readonly<Record<string, string>> = {}): string =>
  [line, ...Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
