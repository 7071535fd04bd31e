import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Suites named *.real.test.ts want real servers and *.long.test.ts want time: with TRIBUTARY_REAL=1 those run, and only those.
// Suites named *.container.test.ts want a Docker engine: with TRIBUTARY_REAL=containers those run, and only those.
// Suites named *.cluster.test.ts want a Kubernetes cluster: with TRIBUTARY_REAL=cluster those run, and only those.
const apart = '{real,long,container,cluster}.test.ts';
const asked = new Map([
  ['1', '{real,long}.test.ts'],
  ['containers', 'container.test.ts'],
  ['cluster', 'cluster.test.ts'],
]).get(process.env['TRIBUTARY_REAL'] ?? '');
const real = asked !== undefined;
const within = (folder: string) => [`${folder}/**/*.${asked ?? 'test.ts'}`];

const project = (name: string, folder: string, extra: Record<string, unknown> = {}) => ({
  test: {
    name,
    include: within(folder),
    exclude: [...configDefaults.exclude, ...(real ? [] : [`**/*.${apart}`])],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    ...extra,
  },
});

/** The packages and services, as they stand in their folders. */
const workspaces = ['packages', 'services'].flatMap((parent) =>
  readdirSync(new URL(parent, import.meta.url)).map((name) => `${parent}/${name}`),
);

// Files of one service share what they have loaded: half of their time went into loading it again for each.
const loadedOnce = (folder: string) => (folder.startsWith('services/') ? { isolate: false } : {});

const longer = real ? { testTimeout: 600_000, hookTimeout: 600_000 } : { testTimeout: 120_000, hookTimeout: 120_000 };

/** Suites that take minutes; whichever of them began last would run alone, with one processor idle. */
const longest = /(schemathesis|planted|loss|page|neighbours|operations|merges|duplicates|rebuild|sample|people)\./;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = sorted.filter(({ moduleId }) => longest.test(moduleId));
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // No test writes what it checks: `npm run generate` does.
    update: 'none',
    projects: [
      ...workspaces.map((folder) =>
        project(folder, `${folder}/test`, { ...loadedOnce(folder), ...(real ? longer : {}) }),
      ),
      project('tests', 'tests', longer),
    ],
  },
});
