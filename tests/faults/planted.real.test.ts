// A check that cannot fail proves nothing: each named bug is planted, and the test named for it must end red.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlantableBug, plantableBugs } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

interface Witness {
  readonly file: string;
  /** the end of the test's full name */
  readonly test: string;
}

const writing = 'packages/eventing/test/write';
const reading = 'packages/eventing/test/read';

const witnesses: Readonly<Record<PlantableBug, Witness>> = {
  'ack-before-write': {
    file: `${writing}/commands.test.ts`,
    test: 'I1: nothing is acknowledged before it is written',
  },
  'unconditional-drain': {
    file: `${writing}/relay.test.ts`,
    test: 'rule 17, I1: what is committed between the read and the drain stays for the next round',
  },
  'no-unique-slot-pos': {
    file: `${writing}/journal-stores.test.ts`,
    test: 'embedded MongoDB rule 16: of many leaders at one position one is there',
  },
  'no-heads': {
    file: `${reading}/any-order.test.ts`,
    test: 'rule 19: a last record that Kafka lost, with nothing after it, is found at the second look at the heads',
  },
  'checkpoint-before-effect': {
    file: `${reading}/any-order.test.ts`,
    test: 'I3 rule 24: the effect goes before the checkpoint: a chunk that could not be written is applied by whoever comes next',
  },
  'redrive-without-raise': {
    file: `${reading}/parking.test.ts`,
    test: 'rule 27: readers are told to load the slot again before the marker goes',
  },
  'idempotency-key-ignored': {
    file: `${writing}/commands.test.ts`,
    test: 'rule 6, I9: the same key gives the same bytes and makes one aggregate, also at the same moment',
  },
  'if-match-ignored': {
    file: 'packages/service-kit/test/commands.test.ts',
    test: 'if-match-ignored: passes the version on, so that a stale one can be refused',
  },
  'fail-open-policy': {
    file: 'packages/service-kit/test/policy.test.ts',
    test: 'fail-open-policy: lets in the roles that a route names and no others',
  },
};

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
  [...results].filter(([name]) => name.endsWith(test)).map(([, status]) => status);

describe('a planted bug', () => {
  it.each(plantableBugs)('%s ends red by the test that is named for it', (bug) => {
    const { file, test } = witnesses[bug];
    expect(endOf(run(file, bug), test)).toEqual(['failed']);
    expect(endOf(run(file, undefined), test)).toEqual(['passed']);
  });
});
