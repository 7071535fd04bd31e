// The engine that DOCKER_HOST names, or that the machine has, and the images of the checkout on it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { services } from '@tributary/contracts';
import { isFree } from '@tributary/launcher/free-port';
import { root } from '../platform/tributary.ts';

const run = promisify(execFile);

/** The tag of the images that the tests build, beside those that somebody else has built. */
export const VERSION = 'test';

/** Every part that has an image. */
export const parts = [...services, 'front-door', 'client', 'embedded'] as const;
export type Part = (typeof parts)[number];

export const imageOf = (part: Part): string => `tributary/${part}:${VERSION}`;

const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** Runs `docker` in the root of the checkout. @returns what it printed @throws what went wrong, with what it said */
export async function docker(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const options = { cwd: root, maxBuffer: LARGEST_OUTPUT, env: { ...process.env, DOCKER_BUILDKIT: '1', ...env } };
  const { stdout } = await run('docker', [...args], options);
  return stdout.trim();
}

/** Builds an image from the checkout. @param more further options, such as another tag */
export function buildImage(part: Part, more: readonly string[] = ['-t', imageOf(part)]): Promise<string> {
  const target = part === 'embedded' ? ['--target', 'embedded'] : [];
  const file = ['-f', 'infra/docker/Dockerfile', '--build-arg', `SERVICE=${part}`];
  return docker(['build', '--network=host', ...file, ...target, ...more, '.']);
}

/** Builds every image of the checkout; the second one on finds nearly all of its steps done. */
export async function buildImages(): Promise<void> {
  for (const part of parts) await buildImage(part);
}

/** A port of loopback below those that outgoing connections are given: a container keeps it over a stop and a start. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (await isFree(port)) return port;
  }
}
