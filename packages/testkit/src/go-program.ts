// Programs in Go that suites need, from the sources beside this folder; the first time, Go must be there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kept } from './build-cache.ts';

const run = promisify(execFile);

/**
 * The program built from the source of that name, its `go.mod` naming the versions; another one for each state of it.
 * @returns its path
 */
export async function goProgram(name: string): Promise<string> {
  const source = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const state = createHash('sha256');
  for (const file of ['main.go', 'go.mod', 'go.sum']) state.update(await readFile(join(source, file)));
  const folder = await kept(`${name}-${state.digest('hex').slice(0, 16)}`, (draft) =>
    run('go', ['build', '-o', join(draft, name), '.'], { cwd: source, env: { ...process.env, CGO_ENABLED: '0' } }),
  );
  return join(folder, name);
}
