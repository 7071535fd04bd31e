// Holds one source file against its room; each thing that the room does not allow becomes one sentence.
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import picomatch from 'picomatch';
import { reachOf } from './globals.ts';
import { type Import, readSource, type Source } from './read-source.ts';
import type { Room } from './rooms/room.ts';

/** A file of the repository, its path from the root with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is wrong with a file: `file:line: what, because why`. `declared` holds the dependencies of its package. */
export function check(
  { path, text }: SourceFile,
  rooms: readonly Room[],
  declared: ReadonlySet<string>,
): readonly string[] {
  const room = rooms.find(({ files }) => picomatch.isMatch(path, [...files], { dot: true }));
  if (room === undefined)
    return [`${path}:1: belongs to no room; name its folder in tests/contracts/boundaries/rooms.`];
  const source = readSource(path, text);
  return [...imports(path, source, room, declared), ...globals(path, source, room)].map(
    ({ line, what }) => `${path}:${line}: ${what}. ${room.why}`,
  );
}

interface Found {
  readonly line: number;
  readonly what: string;
}

function imports(path: string, source: Source, room: Room, declared: ReadonlySet<string>): readonly Found[] {
  return source.imports.flatMap((one) => {
    const refused = (what: string) => [{ line: one.line, what }];
    if (one.module === undefined) return refused('imports a module whose name is computed, so nobody can see which');
    const to = fileOf(path, one.module);
    if (to !== undefined) return isAllowed(to, path, room) ? [] : refused(`imports ${to} by its path`);
    if (room.modules === 'declared') {
      return isBuiltin(one.module) || declared.has(packageOf(one.module))
        ? []
        : refused(`imports ${one.module}, which its package.json does not declare`);
    }
    return notTaken(one, room.modules[one.module]).flatMap((name) => refused(`imports ${name}`));
  });
}

/** The file that a path names; undefined for the name of a package. */
const fileOf = (from: string, module: string): string | undefined => {
  if (module.startsWith('.')) return posix.join(posix.dirname(from), module);
  return /^(\/|file:|data:|#)/.test(module) ? module : undefined;
};

const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');

function isAllowed(to: string, from: string, room: Room): boolean {
  const own = from.split('/').slice(0, 2).join('/');
  const globs = room.paths.map((glob) => glob.replace('{own}', own));
  const [allowed, refused] = [
    globs.filter((glob) => !glob.startsWith('!')),
    globs.filter((glob) => glob.startsWith('!')),
  ];
  return (
    picomatch.isMatch(to, allowed) &&
    !picomatch.isMatch(
      to,
      refused.map((glob) => glob.slice(1)),
    )
  );
}

function notTaken({ module = '', names }: Import, allowed: 'whole' | readonly string[] | undefined): readonly string[] {
  if (allowed === 'whole') return [];
  if (allowed === undefined) return [module];
  return names === undefined
    ? [`${module} whole`]
    : names.filter((name) => !allowed.includes(name)).map((name) => `${name} of ${module}`);
}

function globals(path: string, source: Source, { globals: allowed }: Room): readonly Found[] {
  if (allowed === 'any' || path.endsWith('.d.ts')) return [];
  return source.globals().flatMap(({ line, ...use }) => {
    const reach = reachOf(use);
    const name = use.member === undefined ? use.name : `${use.name}.${use.member}`;
    if (reach === undefined)
      return [{ line, what: `uses the global ${name}, which tests/contracts/boundaries/globals.ts does not list` }];
    return allowed.includes(reach) ? [] : [{ line, what: `uses the global ${name}, which reaches ${words[reach]}` }];
  });
}

const words: Readonly<Record<string, string>> = {
  clock: 'the clock',
  timers: 'timers',
  randomness: 'chance',
  network: 'the network',
  process: 'the process and its environment',
  everything: 'everything else',
};
