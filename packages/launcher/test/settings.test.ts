// Every setting that npm start or the command line reads stands in the reference of the configuration.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationPage } from '@tributary/service-kit';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../..', import.meta.url));

const sources = ['launcher', 'client', 'embedded'].flatMap((name) =>
  ['src', 'bin']
    .map((folder) => join(packages, name, folder))
    .filter(existsSync)
    .flatMap(filesOf),
);

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => join(folder, name));
}

/** Names of variables in a text: `env.NAME`, `env['NAME']`, and every name of the platform that stands in quotes. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/env(?:\.|\[')([A-Z][A-Z0-9_]+)|'(TRIBUTARY_[A-Z_]+)'/g)].map(
    ([, read, quoted]) => read ?? quoted ?? '',
  );

/** Set for the build tool, and read by nobody here. */
const forTurbo = 'TURBO_TELEMETRY_DISABLED';

it('the settings that the sources read are all in the reference', () => {
  const read = new Set(sources.flatMap((path) => namesIn(readFileSync(path, 'utf8'))));
  expect([...read]).toEqual(expect.arrayContaining(['INIT_CWD']));
  const page = configurationPage();
  expect([...read].filter((name) => name !== forTurbo && !page.includes(`\`${name}\``))).toEqual([]);
});
