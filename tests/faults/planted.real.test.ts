// A check that cannot fail proves nothing: each named bug is planted, and the test named for it must end red.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlantableBug, plantableBugs } from '@tributary/eventing';
import { type Witness, witnessesIn } from '@tributary/eventing/promised';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

const eventing = join(root, 'packages/eventing');
const witnesses = witnessesIn(readFileSync(join(eventing, 'README.md'), 'utf8'));

/** The file that a row of the table means: `parking` is one of eventing, `service-kit policy` one of the kit. */
function fileOf({ file }: Witness): string {
  const [name = '', folder = 'eventing'] = file.split(' ').reverse();
  const found = readdirSync(join(root, 'packages', folder, 'test'), { recursive: true, encoding: 'utf8' }).find(
    (path) => path === `${name}.test.ts` || path.endsWith(`/${name}.test.ts`),
  );
  if (found === undefined) throw new Error(`there is no ${file}.test.ts`);
  return join('packages', folder, 'test', found);
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planted-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs one file, with a bug planted or without one, and says how each of its tests ended. */
function run(file: string, bug: PlantableBug | undefined): ReadonlyMap<string, string> {
  const report = join(folder, `${bug ?? 'whole'}.json`);
  const { TRIBUTARY_REAL: _real, VITEST: _vitest, ...inherited } = process.env;
  const planted = bug === undefined ? {} : { TRIBUTARY_TEST_BUG: bug };
  const args = ['run', file, '--reporter=json', `--outputFile=${report}`];
  spawnSync(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, env: { ...inherited, ...planted } });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return new Map(
    testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName, status }) => [fullName, status])),
  );
}

const endOf = (results: ReadonlyMap<string, string>, test: string) =>
  [...results].filter(([name]) => name.includes(test)).map(([, status]) => status);

describe('a planted bug', () => {
  it.each(plantableBugs)('%s ends red by the test that is named for it', (bug) => {
    const witness = witnesses.find((one) => one.bug === bug);
    if (witness === undefined) throw new Error(`${bug} has no row in the README`);
    const file = fileOf(witness);
    expect(endOf(run(file, bug), witness.name)).toContain('failed');
    const whole = endOf(run(file, undefined), witness.name);
    expect([whole.length > 0, whole.every((status) => status === 'passed')]).toEqual([true, true]);
  });
});
