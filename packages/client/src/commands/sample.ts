// `tributary sample load`: loads a country of sample data through the public API, so that there is something to look at.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRun } from '@tributary/embedded';
import istmara from '../../sample/istmara.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { jsonIn } from '../json-file.ts';
import { progressOn } from '../progress.ts';
import { Country } from '../sample/country.ts';
import { openDesk } from '../sample/desk.ts';
import { loadCountry } from '../sample/load.ts';
import { tokenFor } from '../token-for.ts';

export const sample = defineCommand(
  'sample',
  'load a country of sample data through the public API; a run that was cut goes on within three days, and what is loaded stays as it is: 0 loaded, 1 refused, 2 could not run',
  {
    file: { value: 'FILE', meaning: 'a country in the form of packages/client/sample/istmara.json; else that one' },
    data,
  },
  async ({ file, data: named }) => {
    const folder = await chooseFolder(named);
    const country = await countryIn(file);
    const { ports } = await readRun(folder);
    const mark = join(folder, `sample-${country.country}.json`);
    if (await isThere(mark)) {
      process.stdout.write(`${country.name} is loaded already.\n`);
      return 0;
    }
    const progress = progressOn(process.stderr);
    const desk = openDesk({
      address: (service) => `http://127.0.0.1:${ports[service]}`,
      tokenOf: (person) => tokenFor(folder, person),
      prefix: `sample-${country.country}`,
    });
    await loadCountry(desk, country, (words, done, of) => progress.show(`${country.name}:`, done, of, words)).finally(
      () => progress.end(),
    );
    await writeFile(mark, `${JSON.stringify({ country: country.country, name: country.name })}\n`);
    process.stdout.write(`${country.name} is loaded; its figures are those of ${country.to}.\n`);
    return 0;
  },
  { actions: ['load'] },
);

const isThere = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/** The country of a file; the one that is shipped unless a file is named. @throws {CommandError} with what is wrong in it */
async function countryIn(file: string | undefined): Promise<Country> {
  const found = Country.safeParse(file === undefined ? istmara : await jsonIn(file));
  if (found.success) return found.data;
  const [first] = found.error.issues;
  throw new CommandError(`${file ?? 'the sample'} is no country: ${first?.path.join('.')}: ${first?.message}`, 2);
}
