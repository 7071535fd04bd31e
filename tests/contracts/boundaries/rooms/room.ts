// What a room is: a set of files, and what they may reach.
import type { Reach } from '../globals.ts';

export interface Room {
  /** globs of the files */
  readonly files: readonly string[];
  /** the modules that may be named, each whole or by the names that may be taken; `declared`: what package.json declares, and Node's own */
  readonly modules: 'declared' | Readonly<Record<string, 'whole' | readonly string[]>>;
  /** globs of the files of the repository that may be named by path; `{own}` is the package or service of the file */
  readonly paths: readonly string[];
  /** what globals may reach; `any` where nobody looks */
  readonly globals: 'any' | readonly Reach[];
  /** the reason, as a sentence */
  readonly why: string;
}

/** Modules that may be named whole. */
export const whole = (...modules: string[]): Record<string, 'whole'> =>
  Object.fromEntries(modules.map((module) => [module, 'whole' as const]));

export const pure: readonly Reach[] = ['language'];
export const timed: readonly Reach[] = ['language', 'clock', 'timers'];
/** What of Node's cryptography is the same for the same bytes. */
export const digests = { 'node:crypto': ['createHash', 'createHmac', 'timingSafeEqual'] };
/** As above, and what draws ids. */
export const identities = {
  'node:crypto': ['createHash', 'createHmac', 'timingSafeEqual', 'randomUUID', 'randomBytes'],
};
export const withinService = ['{own}/src/**', '{own}/package.json'];
