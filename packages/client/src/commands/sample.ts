// `tributary sample load`: loads a country of sample data through the public API, so that there is something to look at.
import { readFile } from 'node:fs/promises';
import { readRun, readSampleMark, writeSampleMark } from '@tributary/embedded';
import istmara from '../../sample/istmara.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
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
    const marked = await readSampleMark(folder);
    const mark = (isWhole: boolean) =>
      writeSampleMark(folder, { ...marked, [country.country]: { name: country.name, isWhole } });
    if (marked?.[country.country]?.isWhole === true) {
      process.stdout.write(`${country.name} is loaded already.\n`);
      return 0;
    }
    await mark(false);
    const progress = progressOn(process.stderr);
    const desk = openDesk({
      address: (service) => `http://127.0.0.1:${ports[service]}`,
      tokenOf: (person) => tokenFor(folder, person),
      prefix: `sample-${country.country}`,
    });
    await loadCountry(desk, country, (words, done, of) => progress.show(`${country.name}:`, done, of, words)).finally(
      () => progress.end(),
    );
    await mark(true);
    process.stdout.write(`${country.name} is loaded; its figures are those of ${country.to}.\n`);
    return 0;
  },
  { actions: ['load'] },
);

/** The country of a file; the one that is shipped unless a file is named. @throws {CommandError} with what is wrong in it */
async function countryIn(file: string | undefined): Promise<Country> {
  const found = Country.safeParse(file === undefined ? istmara : await jsonIn(file));
  if (found.success) return found.data;
  const [first] = found.error.issues;
  throw new CommandError(`${file ?? 'the sample'} is no country: ${first?.path.join('.')}: ${first?.message}`, 2);
}

async function jsonIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} cannot be read: ${error.code}.`, 2);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} holds no JSON.`, 2);
  }
}
