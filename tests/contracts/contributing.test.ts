// The commands of CONTRIBUTING.md name scripts, projects, folders and tests that there are.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .split(/\n| && /)
    .map((line) => line.replace(/ +#.*$/, ''))
    .filter((line) => line !== ''),
);

const scriptsOf = (folder: string): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;

const folderOf = (workspace: string | undefined) => workspace?.replace('@tributary/', 'packages/') ?? '.';

/** What is wrong with a command; undefined where nothing is. */
function wrongWith(command: string): string | undefined {
  const [, run, named, workspace] = /^npm (?:(run) )?([a-z-]+)(?: -w (\S+))?(?: -- .*)?$/.exec(command) ?? [];
  if (named !== undefined) {
    if (run === undefined && named !== 'test') return `npm has no command ${named}`;
    return named in scriptsOf(folderOf(workspace)) ? undefined : `${folderOf(workspace)} has no script ${named}`;
  }
  const project = /^npx vitest run --project (\S+)$/.exec(command)?.[1];
  const path = project ?? /^npx vitest run ([^-]\S*)$/.exec(command)?.[1];
  if (path !== undefined) return existsSync(join(root, path)) ? undefined : `there is no ${path}`;
  const name = /^npx vitest run -t '(.+)'$/.exec(command)?.[1];
  if (name === undefined) return 'this kind of command is not checked';
  const tests = readdirSync(join(root, 'services/registry/test'), { recursive: true, encoding: 'utf8' });
  const found = tests.some(
    (file) => file.endsWith('.ts') && readFileSync(join(root, 'services/registry/test', file), 'utf8').includes(name),
  );
  return found ? undefined : `no test of the registry is named ${name}`;
}

describe('CONTRIBUTING.md', () => {
  it('has commands', () => {
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each(commands)('names what there is: %s', (command) => {
    expect(wrongWith(command)).toBeUndefined();
  });

  it.each(['npm run nothing', 'npm test -w services/none', 'npx vitest run tests/none', 'make'])(
    'would not pass with %s',
    (command) => {
      expect(() => expect(wrongWith(command)).toBeUndefined()).toThrow();
    },
  );

  it('names folders and files that there are', () => {
    const paths = [...guide.matchAll(/`((?:packages|tests|services|\.ci)\/[^`\s]+)`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });
});
