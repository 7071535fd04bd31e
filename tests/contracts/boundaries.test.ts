// The rooms' walls: for each rule a violation is planted in an empty copy of the layout and must be caught.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules', '.bin', 'biome');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boundaries-'));
  await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
});

afterAll(() => rm(folder, { recursive: true }));

/** The messages of the boundary rule for a file that holds this one import. */
async function lint(file: string, imported: string): Promise<string[]> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `import { thing } from '${imported}';\nexport const used = thing;\n`);
  const run = spawnSync(biome, ['lint', '--reporter=json', file], { cwd: folder, encoding: 'utf8' });
  await rm(path);
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { category: string; message: string }[] };
  return diagnostics.filter(({ category }) => category.endsWith('noRestrictedImports')).map(({ message }) => message);
}

const broken: [rule: string, file: string, imported: string][] = [
  ['decisions know only contracts', 'services/strategy/src/domain/plan.ts', 'zod'],
  ['decisions have no clock, file or network', 'services/strategy/src/domain/plan.ts', 'node:fs'],
  ['decisions do not know the store', 'services/strategy/src/domain/plan.ts', '../store.ts'],
  ['routes do not reach the store', 'services/strategy/src/routes.ts', './store.ts'],
  ['routes in a folder do not reach the store', 'services/strategy/src/routes/plans.ts', '../store.ts'],
  ['services do not import services', 'services/strategy/src/commands.ts', '@tributary/registry'],
  ['services do not import services by path', 'services/strategy/src/commands.ts', '../../registry/src/compose.ts'],
  ['packages do not import services', 'packages/eventing/src/relay.ts', '@tributary/registry'],
  ['kafkajs stays in its folder, seen from a service', 'services/strategy/src/compose.ts', 'kafkajs'],
  ['kafkajs stays in its folder, seen from the package', 'packages/eventing/src/mongo/journal.ts', 'kafkajs'],
  ['mongoose stays in its folder, seen from a service', 'services/strategy/src/store.ts', 'mongoose'],
  ['mongoose stays in its folder, seen from the package', 'packages/eventing/src/kafka/client.ts', 'mongoose'],
  ['ioredis stays in its folder', 'services/reporting/src/compose.ts', 'ioredis'],
  ['contracts import zod alone', 'packages/contracts/src/slot.ts', 'node:crypto'],
];

const kept: [file: string, imported: string][] = [
  ['services/strategy/src/domain/plan.ts', '@tributary/contracts'],
  ['services/strategy/src/domain/plan.ts', './node.ts'],
  ['services/strategy/src/routes.ts', './commands.ts'],
  ['packages/eventing/src/kafka/client.ts', 'kafkajs'],
  ['packages/eventing/src/mongo/connection.ts', 'mongoose'],
  ['services/reporting/src/cache/redis.ts', 'ioredis'],
  ['packages/contracts/src/values/label.ts', 'zod'],
  ['packages/contracts/src/values/label.ts', '../forms/event.ts'],
];

describe('the boundary rules', () => {
  it.each(broken)('%s', async (_rule, file, imported) => {
    expect(await lint(file, imported)).toHaveLength(1);
  });

  it.each(kept)('let %s import %s', async (file, imported) => {
    expect(await lint(file, imported)).toEqual([]);
  });
});
