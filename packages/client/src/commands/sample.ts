// `tributary sample`: loads a country of sample data, or persons beside it, through the public API, so that there is
// something to look at.
import { readFile } from 'node:fs/promises';
import { readRun, readSampleMark, writeSampleMark } from '@tributary/embedded';
import istmara from '../../sample/istmara.json' with { type: 'json' };
import istmaraPeople from '../../sample/istmara-people.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { jsonIn } from '../json-file.ts';
import { progressOn } from '../progress.ts';
import { Country } from '../sample/country.ts';
import { type Desk, openDesk, type Person } from '../sample/desk.ts';
import { loadCountry } from '../sample/load.ts';
import { peopleOf } from '../sample/people.ts';
import { loadEstimates, loadInhabitants } from '../sample/population/load.ts';
import { inhabitantsOf, moreInhabitants, Population } from '../sample/population/population.ts';
import { tokenFor } from '../token-for.ts';

/** Persons who are entered with one token each: it holds for an hour. */
const PART = 5_000;
const MOST_PERSONS = 1_000_000;

export const sample = defineCommand(
  'sample',
  'load a country of sample data, or so many made-up persons of it, through the public API; a run that was cut goes on within three days, and what is loaded stays as it is: 0 loaded, 1 refused, 2 could not run',
  {
    file: {
      value: 'FILE',
      meaning: 'load: a country in the form of packages/client/sample/istmara.json; else that one, with its people',
    },
    count: { value: 'N', meaning: 'people: how many persons' },
    seed: { value: 'N', meaning: 'people: other persons for another number; 1 unless told' },
    data,
  },
  async ({ file, count, seed, data: named }, action) => {
    const folder = await chooseFolder(named);
    if (action === 'load') return load(folder, file);
    return enterPeople(folder, numberIn('count', count, MOST_PERSONS), numberIn('seed', seed ?? '1', 2 ** 31));
  },
  { actions: ['load', 'people'] },
);

async function load(folder: string, file: string | undefined): Promise<number> {
  const country = await countryIn(file);
  const openAt = await desksOf(folder);
  const marked = await readSampleMark(folder);
  const mark = (isWhole: boolean) =>
    writeSampleMark(folder, { ...marked, [country.country]: { name: country.name, isWhole } });
  if (marked?.[country.country]?.isWhole === true) {
    process.stdout.write(`${country.name} is loaded already.\n`);
    return 0;
  }
  await mark(false);
  const progress = progressOn(process.stderr);
  const desk = openAt(`sample-${country.country}`);
  const tell = (words: string, done: number, of: number) => progress.show(`${country.name}:`, done, of, words);
  try {
    if (file === undefined) {
      const population = Population.parse(istmaraPeople);
      const { registrar } = peopleOf(country);
      await loadEstimates(desk, registrar, population);
      await loadInhabitants(desk, registrar, inhabitantsOf(population), tell);
    }
    // after the persons, since what the country ends with would have to wait until all of them are read
    await loadCountry(desk, country, tell);
  } finally {
    progress.end();
  }
  await mark(true);
  process.stdout.write(`${country.name} is loaded; its figures are those of ${country.to}.\n`);
  return 0;
}

/** Enters made-up persons of the country that is shipped, whether it is loaded or not. */
async function enterPeople(folder: string, count: number, seed: number): Promise<number> {
  const openAt = await desksOf(folder);
  const { registrar } = peopleOf(Country.parse(istmara));
  const all = moreInhabitants(Population.parse(istmaraPeople), count, seed);
  const progress = progressOn(process.stderr);
  try {
    for (let from = 0; from < count; from += PART) {
      await loadInhabitants(openAt('sample-people'), registrar, all.slice(from, from + PART), (words, done) =>
        progress.show('Made up:', from + done, count, words),
      );
    }
  } finally {
    progress.end();
  }
  process.stdout.write(`${count} made-up persons are registered.\n`);
  return 0;
}

/** Opens desks at the installation that runs on a folder, each with tokens of its own. */
async function desksOf(folder: string): Promise<(prefix: string) => Desk> {
  const { ports } = await readRun(folder);
  return (prefix) =>
    openDesk({
      address: (service) => `http://127.0.0.1:${ports[service]}`,
      tokenOf: (person: Person) => tokenFor(folder, person),
      prefix,
    });
}

/** @throws {CommandError} it is no whole number from 1 to `most` */
function numberIn(name: string, text: string | undefined, most: number): number {
  const number = /^\d{1,10}$/.test(text ?? '') ? Number(text) : 0;
  if (number < 1 || number > most) throw new CommandError(`--${name} is a whole number from 1 to ${most}.`, 2);
  return number;
}

/** The country of a file; the one that is shipped unless a file is named. @throws {CommandError} with what is wrong in it */
async function countryIn(file: string | undefined): Promise<Country> {
  const found = Country.safeParse(file === undefined ? istmara : await jsonIn(file));
  if (found.success) return found.data;
  const [first] = found.error.issues;
  throw new CommandError(`${file ?? 'the sample'} is no country: ${first?.path.join('.')}: ${first?.message}`, 2);
}
