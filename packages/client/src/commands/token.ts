// `tributary token`: an access token of the embedded issuer, for first requests.
import { MinistryCode, roles } from '@tributary/contracts';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { tokenFor } from '../token-for.ts';

const grantable = roles.filter((role) => role !== 'public' && role !== 'service');

export const token = defineCommand(
  'token',
  'print an access token of the embedded issuer, and nothing else',
  {
    role: { value: 'ROLE', meaning: `one of ${grantable.join(', ')}`, required: true },
    ministry: { value: 'MINISTRY', meaning: '2 to 12 capital letters and digits, such as MPLA', required: true },
    as: { value: 'NAME', meaning: 'the person that the token is of; else ROLE@MINISTRY' },
    data,
  },
  async ({ role = '', ministry = '', as = `${role}@${ministry}`, data: named }) => {
    if (!grantable.some((known) => known === role)) {
      throw new CommandError(`--role is one of ${grantable.join(', ')}.`, 2);
    }
    if (!MinistryCode.safeParse(ministry).success) {
      throw new CommandError('--ministry is a code of 2 to 12 capital letters and digits, such as MPLA.', 2);
    }
    const folder = await chooseFolder(named);
    process.stdout.write(`${await tokenFor(folder, { role, ministry, name: as })}\n`);
    return 0;
  },
);
