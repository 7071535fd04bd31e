// `tributary roadmap load`: enters the action plan that ships with the product as the steps of a country's roadmap.
import { GivenDate, MinistryCode } from '@tributary/contracts';
import shipped from '../../roadmap/action-plan.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { desksOf } from '../desks.ts';
import { chooseFolder } from '../folder.ts';
import { jsonIn } from '../json-file.ts';
import { progressOn } from '../progress.ts';
import { ActionPlan, type Institution, institutions } from '../roadmap/action-plan.ts';
import { loadPlan } from '../roadmap/load.ts';

export const roadmap = defineCommand(
  'roadmap',
  'enter an action plan for the ten pillars as the steps of the roadmap; a step that is there already stays as it is, and a run that was cut goes on: 0 entered, 1 refused, 2 could not run',
  {
    'plan-owner': {
      value: 'MINISTRY',
      meaning: 'the ministry that enters the steps, and answers for those that --owners gives to nobody else',
      required: true,
    },
    'starts-on': {
      value: 'DATE',
      meaning: 'the first day, from which due days are counted: YYYY-MM-DD',
      required: true,
    },
    owners: {
      value: 'LIST',
      meaning: 'who answers for which institution: foreign-affairs=MFOR,finance=MFIN',
    },
    file: { value: 'FILE', meaning: 'a plan in the form of packages/client/roadmap/action-plan.json; else that one' },
    data,
  },
  async ({ 'plan-owner': owner = '', 'starts-on': startsOn = '', owners, file, data: named }) => {
    const usual = ministryIn(owner, '--plan-owner');
    const others = ownersIn(owners);
    if (!GivenDate.safeParse(startsOn).success) {
      throw new CommandError('--starts-on is a day of the calendar, such as 2026-01-31.', 2);
    }
    const plan = await planIn(file);
    const folder = await chooseFolder(named);
    const openAt = await desksOf(folder);
    const progress = progressOn(process.stderr);
    const desk = openAt('roadmap');
    const planner = { role: 'planner', ministry: usual, name: 'tributary roadmap' };
    const today = new Date().toISOString().slice(0, 10);
    const beginning = { startsOn, today, planner, ownerOf: (by: Institution) => others.get(by) ?? usual };
    const { entered, kept } = await loadPlan(desk, plan, beginning, (done, of) =>
      progress.show('The roadmap:', done, of, 'steps'),
    ).finally(() => progress.end());
    process.stdout.write(`${entered} steps entered, ${kept} were there already.\n`);
    return 0;
  },
  { actions: ['load'], notes: [`Institutions: ${institutions.join(', ')}.`] },
);

/** @throws {CommandError} it is no code of a ministry */
function ministryIn(given: string, option: string): string {
  if (MinistryCode.safeParse(given).success) return given;
  throw new CommandError(`${option} takes codes of 2 to 12 capital letters and digits, such as MPLA.`, 2);
}

/** @throws {CommandError} a part of the list is no institution with its ministry */
function ownersIn(list: string | undefined): ReadonlyMap<Institution, string> {
  const parts = list === undefined ? [] : list.split(',');
  return new Map(
    parts.map((part) => {
      const [name = '', ministry = ''] = part.split('=').map((one) => one.trim());
      const institution = institutions.find((known) => known === name);
      if (institution === undefined) {
        throw new CommandError(`--owners names institutions by one of: ${institutions.join(', ')}. Given: ${name}.`, 2);
      }
      return [institution, ministryIn(ministry, '--owners')];
    }),
  );
}

/** The plan of a file; the one that is shipped unless a file is named. @throws {CommandError} with what is wrong in it */
async function planIn(file: string | undefined): Promise<ActionPlan> {
  const found = ActionPlan.safeParse(file === undefined ? shipped : await jsonIn(file));
  if (found.success) return found.data;
  const [first] = found.error.issues;
  throw new CommandError(`${file ?? 'the plan'} is no action plan: ${first?.path.join('.')}: ${first?.message}`, 2);
}
