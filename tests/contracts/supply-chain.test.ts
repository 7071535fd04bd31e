// What the parts that are run bring with them: under licences that are allowed, of exact versions, without a script that
// runs at their installation, and all of it in the bill of materials.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

interface Locked {
  /** where it is installed under another one */
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T;
const { packages } = read<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json');
const workspaces = ['packages', 'services'].flatMap((at) => readdirSync(join(root, at)).map((name) => `${at}/${name}`));
const parts = ['packages/client', 'packages/launcher', ...workspaces.filter((at) => at.startsWith('services/'))];

/** Where a package is found from a place, as Node looks for it. */
function placeOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const place = at === '.' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    const found = packages[place];
    if (found !== undefined) return found.link === true ? found.resolved : place;
    if (at === '.') return undefined;
  }
}

/** Every package that a part needs to run, by its place. */
function needed(at: string, all = new Set<string>()): ReadonlySet<string> {
  const { dependencies = {}, optionalDependencies = {} } = packages[at] ?? {};
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(name, at);
    if (place === undefined || all.has(place)) continue;
    all.add(place);
    needed(place, all);
  }
  return all;
}

const production = [...new Set(parts.flatMap((part) => [...needed(part)]))].filter((at) =>
  at.includes('node_modules/'),
);

const licences = new Set([
  'Apache-2.0',
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  '0BSD',
  'MIT or MPL-2.0',
]);

describe('what is run', () => {
  it('is known', () => {
    const names = production.map((at) => at.split('node_modules/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['fastify', 'kafkajs', 'mongodb', 'zod', 'tar-stream', 'bson']));
    expect(names).not.toContain('vitest');
  });

  it('is under licences that are allowed', () => {
    const others = production.filter((at) => !licences.has(packages[at]?.license ?? ''));
    expect(others.map((at) => `${at}: ${packages[at]?.license ?? 'none'}`)).toEqual([]);
  });

  it('has no script that runs at its installation', () => {
    expect(production.filter((at) => packages[at]?.hasInstallScript === true)).toEqual([]);
  });

  // Asked to leave out what is for development, npm leaves out too what is so in one workspace and not in another, such
  // as zod: the bill is of everything that is installed.
  it('is all in the bill of materials', () => {
    const { scripts } = read<Manifest>('package.json');
    const [command = '', ...args] = (scripts?.['sbom'] ?? '').split(' ');
    const bill = JSON.parse(
      execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
    ) as { bomFormat: string; components: readonly { name: string; version: string }[] };
    expect(bill.bomFormat).toBe('CycloneDX');
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    const wanted = production.map(
      (at) => `${packages[at]?.name ?? at.split('node_modules/').at(-1)}@${packages[at]?.version}`,
    );
    expect(wanted.filter((one) => !listed.has(one))).toEqual([]);
  });
});

describe('what is installed', () => {
  it.each(['.', 'tests', ...workspaces])('is asked for by its exact version in %s', (at) => {
    const { dependencies = {}, devDependencies = {} } = read<Manifest>(at, 'package.json');
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([name, version]) => !/^\d+\.\d+\.\d+$/.test(version) && !(name.startsWith('@tributary/') && version === '*'),
    );
    expect(loose).toEqual([]);
  });

  it('runs no script at its installation: each that has one is told not to', () => {
    const { allowScripts = {} } = read<Manifest>('package.json');
    const having = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = having.map(([at]) => at.split('node_modules/').at(-1) ?? '');
    expect(names.filter((name) => allowScripts[name] !== false)).toEqual([]);
    expect(Object.entries(allowScripts).filter(([, allowed]) => allowed)).toEqual([]);
  });
});
