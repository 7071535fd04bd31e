// `tributary sample`: loads a country of sample data, or persons beside it, through the public API, so that there is
// something to look at.
import { readSampleMark, writeSampleMark } from '@tributary/embedded';
import practices from '../../good-practice/cases.json' with { type: 'json' };
import actionPlan from '../../roadmap/action-plan.json' with { type: 'json' };
import istmara from '../../sample/istmara.json' with { type: 'json' };
import istmaraPeople from '../../sample/istmara-people.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { desksOf } from '../desks.ts';
import { chooseFolder } from '../folder.ts';
import { Cases, loadCases } from '../good-practice/load.ts';
import { jsonIn } from '../json-file.ts';
import { progressOn } from '../progress.ts';
import { ActionPlan, type Institution } from '../roadmap/action-plan.ts';
import { loadPlan } from '../roadmap/load.ts';
import { Country } from '../sample/country.ts';
import type { Desk } from '../sample/desk.ts';
import { type Group, inGroups } from '../sample/in-turn.ts';
import { countryGroups } from '../sample/load.ts';
import { peopleOf } from '../sample/people.ts';
import { estimatesOf, personsOf } from '../sample/population/load.ts';
import { inhabitantsOf, moreInhabitants, Population } from '../sample/population/population.ts';

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
    writeSampleMark(folder, { ...marked, [country.country]: { name: country.name, isWhole, to: country.to } });
  if (marked?.[country.country]?.isWhole === true) {
    process.stdout.write(`${country.name} is loaded already.\n`);
    return 0;
  }
  await mark(false);
  const progress = progressOn(process.stderr);
  const desk = openAt(`sample-${country.country}`);
  // The persons come first: what the country ends with would have to wait until all of them are read.
  const { persons, roadmap } = file === undefined ? shippedBeside(desk, country) : { persons: [], roadmap: [] };
  const groups = [...persons, ...countryGroups(desk, country), ...roadmap];
  await inGroups(groups, (kind, done, of) => progress.show(`${country.name}, ${kind}:`, done, of, 'things')).finally(
    () => progress.end(),
  );
  await mark(true);
  process.stdout.write(`${country.name} is loaded; its figures are those of ${country.to}.\n`);
  return 0;
}

/** What the country that is shipped has beside its own file: its persons, the action plan as its roadmap, and good practice. */
function shippedBeside(
  desk: Desk,
  country: Country,
): { readonly persons: readonly Group[]; readonly roadmap: readonly Group[] } {
  const population = Population.parse(istmaraPeople);
  const plan = ActionPlan.parse(actionPlan);
  const { registrar, planners } = peopleOf(country);
  const { finance, registrar: foreignAffairs } = country.ministries;
  const owners: Partial<Record<Institution, string>> = { finance, 'foreign-affairs': foreignAffairs };
  const beginning = {
    startsOn: country.plan.from,
    today: country.to,
    planner: planners[0],
    ownerOf: (by: Institution) => owners[by] ?? country.plan.ministry,
  };
  const roadmap: Group = {
    kind: 'roadmap steps',
    size: plan.steps.length,
    run: async (tell) => void (await loadPlan(desk, plan, beginning, tell)),
  };
  const cases = Cases.parse(practices);
  const practice: Group = {
    kind: 'cases of good practice',
    size: cases.cases.length,
    run: async (tell) => void (await loadCases(desk, cases, planners[0], tell)),
  };
  return {
    persons: [estimatesOf(desk, registrar, population), personsOf(desk, registrar, inhabitantsOf(population))],
    roadmap: [roadmap, practice],
  };
}

/** Enters made-up persons of the country that is shipped, whether it is loaded or not. */
async function enterPeople(folder: string, count: number, seed: number): Promise<number> {
  const openAt = await desksOf(folder);
  const { registrar } = peopleOf(Country.parse(istmara));
  const all = moreInhabitants(Population.parse(istmaraPeople), count, seed);
  const progress = progressOn(process.stderr);
  try {
    for (let from = 0; from < count; from += PART) {
      const persons = personsOf(openAt('sample-people'), registrar, all.slice(from, from + PART));
      await persons.run((done) => progress.show('Made up:', from + done, count, 'persons'));
    }
  } finally {
    progress.end();
  }
  process.stdout.write(`${count} made-up persons are registered.\n`);
  return 0;
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
