// `tributary token`: an access token of the embedded issuer, for first requests.
import { MinistryCode, roles } from '@tributary/contracts';
import { type Command, CommandError, readOptions } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { tokenFor } from '../token-for.ts';

const usage = 'token --role ROLE --ministry MINISTRY [--as NAME] [--data DIR]';
const grantable = roles.filter((role) => role !== 'public' && role !== 'service');

export const token: Command = {
  usage,
  summary: 'print an access token of the embedded issuer, and nothing else',
  run: async (args) => {
    const text = { type: 'string' } as const;
    const { role, ministry, as, data } = readOptions(args, { role: text, ministry: text, as: text, data: text }, usage);
    if (role === undefined || !grantable.some((known) => known === role)) {
      throw new CommandError(`--role is one of ${grantable.join(', ')}.`, 2);
    }
    if (ministry === undefined || !MinistryCode.safeParse(ministry).success) {
      throw new CommandError('--ministry is a code of 2 to 12 capital letters and digits, such as MPLA.', 2);
    }
    const folder = await chooseFolder(data);
    const name = as ?? `${role}@${ministry}`;
    process.stdout.write(`${await tokenFor(folder, { role, ministry, name })}\n`);
    return 0;
  },
};
