// The source files of the repository, and what its packages declare and export.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import type { SourceFile } from './check.ts';
import { readSource } from './read-source.ts';

const apart = new Set(['node_modules', 'dist', 'generated', 'coverage', '.git', '.turbo', '.tributary']);

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (apart.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name));
    else yield join(folder, entry.name);
  }
}

export interface Repository {
  readonly sources: readonly SourceFile[];
  /** the packages that the file's own package.json, or the root's, declares */
  declaredFor(path: string): ReadonlySet<string>;
  /** for each source the sources that it imports, by path or by a package's export */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Reads a checkout. */
export function readRepository(root: string): Repository {
  const paths = [...filesUnder(root)].map((path) => relative(root, path).replaceAll('\\', '/'));
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const manifests = new Map(
    paths
      .filter((path) => posix.basename(path) === 'package.json')
      .map((path) => [dirname(path), JSON.parse(read(path)) as Manifest] as const),
  );
  const exported = new Map(
    [...manifests].flatMap(([folder, { name, exports = {} }]) =>
      Object.entries(exports).map(([key, file]) => [name + key.slice(1), posix.join(folder, file)] as const),
    ),
  );
  const sources = paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path)).map((path) => ({ path, text: read(path) }));
  const known = new Set(sources.map(({ path }) => path));
  const importsOf = ({ path, text }: SourceFile) =>
    readSource(path, text)
      .imports.map(({ module = '' }) =>
        module.startsWith('.') ? posix.join(posix.dirname(path), module) : exported.get(module),
      )
      .filter((to) => to !== undefined && known.has(to)) as string[];
  return {
    sources,
    declaredFor: (path) => {
      const own = manifests.get(
        path
          .split('/')
          .slice(0, path.startsWith('tests/') ? 1 : 2)
          .join('/'),
      );
      const all = [own, manifests.get('.')].flatMap((one) => [one?.dependencies, one?.devDependencies]);
      return new Set(all.flatMap((one) => Object.keys(one ?? {})));
    },
    imports: new Map(sources.map((source) => [source.path, importsOf(source)])),
  };
}
