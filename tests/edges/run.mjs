// `npm run test:edges`: every test of kills, disks, clocks, folders and starts, first those that run anywhere, then those
// that need Linux and root. They stand beside what they are about; this list brings them together.
import { spawnSync } from 'node:child_process';

const suites = [
  'tests/edges',
  'tests/faults/kills',
  'tests/platform/start',
  'packages/launcher/test',
  'packages/service-kit/test/run',
  'packages/embedded/test/start',
  'packages/embedded/test/folder',
  'packages/embedded/test/storage',
  'packages/embedded/test/kafka/durability',
  'packages/embedded/test/kafka/full-disk',
  'packages/embedded/test/kafka/recovery',
  'packages/embedded/test/kafka/restart',
  'packages/embedded/test/mongo/crash',
  'packages/embedded/test/mongo/full-disk',
  'packages/embedded/test/mongo/kill',
  'packages/embedded/test/mongo/restart',
];

let failed = false;
for (const real of [{}, { TRIBUTARY_REAL: '1' }]) {
  const { status } = spawnSync('vitest', ['run', ...suites], { stdio: 'inherit', env: { ...process.env, ...real } });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
