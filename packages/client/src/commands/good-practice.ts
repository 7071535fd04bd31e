// `tributary good-practice load`: enters the cases of good practice that ship with the product.
import { MinistryCode } from '@tributary/contracts';
import shipped from '../../good-practice/cases.json' with { type: 'json' };
import { CommandError, data, defineCommand } from '../command.ts';
import { desksOf } from '../desks.ts';
import { chooseFolder } from '../folder.ts';
import { Cases, loadCases } from '../good-practice/load.ts';
import { jsonIn } from '../json-file.ts';
import { progressOn } from '../progress.ts';

export const goodPractice = defineCommand(
  'good-practice',
  'enter cases of good practice, with their sources; a case that is there already stays as it is, and a run that was cut goes on: 0 entered, 1 refused, 2 could not run',
  {
    ministry: { value: 'MINISTRY', meaning: 'the ministry whose planner enters them', required: true },
    file: { value: 'FILE', meaning: 'cases in the form of packages/client/good-practice/cases.json; else those' },
    data,
  },
  async ({ ministry = '', file, data: named }) => {
    if (!MinistryCode.safeParse(ministry).success) {
      throw new CommandError('--ministry takes a code of 2 to 12 capital letters and digits, such as MPLA.', 2);
    }
    const cases = await casesIn(file);
    const openAt = await desksOf(await chooseFolder(named));
    const progress = progressOn(process.stderr);
    const planner = { role: 'planner', ministry, name: 'tributary good-practice' };
    const { entered, kept } = await loadCases(openAt('good-practice'), cases, planner, (done, of) =>
      progress.show('Good practice:', done, of, 'cases'),
    ).finally(() => progress.end());
    process.stdout.write(`${entered} cases entered, ${kept} were there already.\n`);
    return 0;
  },
  { actions: ['load'] },
);

/** The cases of a file; those that are shipped unless a file is named. @throws {CommandError} with what is wrong in it */
async function casesIn(file: string | undefined): Promise<Cases> {
  const found = Cases.safeParse(file === undefined ? shipped : await jsonIn(file));
  if (found.success) return found.data;
  const [first] = found.error.issues;
  throw new CommandError(`${file ?? 'the file'} holds no cases: ${first?.path.join('.')}: ${first?.message}`, 2);
}
