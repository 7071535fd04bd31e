// The Chromium that is installed, in a folder of its own: it reaches 127.0.0.1 and nothing else.
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export type { Page } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Nobody listens there: what is not for 127.0.0.1 ends at this proxy, whichever way it was asked for.
const proxy = { server: 'http://127.0.0.1:1', bypass: '127.0.0.1' };

export interface Browser {
  /** e.g. `156.0.8078.79` */
  readonly version: string;
  /** Opens a window that shares nothing with another: its language, size and colours are those of its user. */
  open(user: Pick<BrowserContextOptions, 'locale' | 'viewport' | 'colorScheme'>): Promise<Visit>;
  /** Ends the browser and removes all that it wrote. */
  close(): Promise<void>;
}

/** What one window shows, and what went on behind it so far. */
export interface Visit {
  readonly page: Page;
  /** errors of the console (a broken content security policy is one), exceptions, failed requests, answers from 400 on */
  readonly faults: readonly string[];
  /** addresses elsewhere that were asked for; none of them was reached */
  readonly strays: readonly string[];
  close(): Promise<void>;
}

/** Starts Chromium. @param program a program on the PATH @throws with what to install when it is not there */
export async function startBrowser(program = 'chromium'): Promise<Browser> {
  const executablePath = onPath(program);
  // Only here: tests without a browser never load what drives it.
  const { chromium } = await import('playwright-core');
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const profile = join(folder, 'profile');
  const env = { ...process.env, HOME: folder };
  const first = await chromium
    .launchPersistentContext(profile, { executablePath, args: flags, env, proxy })
    .catch(async (error: Error) => {
      await remove();
      throw error;
    });
  const running = first.browser();
  if (running === null) throw new Error(`${program} started no browser`);
  return {
    version: running.version(),
    open: async (user) => visitIn(await running.newContext(user)),
    close: async () => {
      await first.close();
      await remove();
    },
  };
}

function onPath(program: string): string {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    `There is no ${program} on the PATH; on Debian: apt-get install --no-install-recommends chromium fonts-dejavu-core`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function visitIn(context: BrowserContext): Promise<Visit> {
  const faults: string[] = [];
  const strays: string[] = [];
  const note = (address: string) => {
    const { protocol, hostname } = new URL(address);
    if (/^(http|ws)s?:$/.test(protocol) && hostname !== '127.0.0.1') strays.push(address);
  };
  context.on('request', (request) => note(request.url()));
  context.on('requestfailed', (request) => faults.push(`${request.failure()?.errorText} ${request.url()}`));
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(String(error.error())));
  const page = await context.newPage();
  page.on('websocket', (socket) => note(socket.url()));
  return { page, faults, strays, close: () => context.close() };
}
