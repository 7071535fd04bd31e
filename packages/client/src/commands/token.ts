// `tributary token`: an access token of the embedded issuer, for first requests.
import { MinistryCode, roles, SubjectId, selfRoles } from '@tributary/contracts';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';
import { tokenFor } from '../token-for.ts';

const grantable = roles.filter((role) => role !== 'public' && role !== 'service');

export const token = defineCommand(
  'token',
  'print an access token of the embedded issuer, and nothing else',
  {
    role: { value: 'ROLE', meaning: `one of ${grantable.join(', ')}`, required: true },
    ministry: {
      value: 'MINISTRY',
      meaning: `2 to 12 capital letters and digits, such as MPLA; not needed for ${selfRoles.join(' and ')}`,
    },
    subject: {
      value: 'SUBJECT',
      meaning: `whom a token of ${selfRoles.join(' or ')} stands for, such as a-4f1c9d2e; a person of whom --as is told needs none`,
    },
    as: { value: 'NAME', meaning: 'the person that the token is of; else ROLE@MINISTRY or ROLE@SUBJECT' },
    data,
  },
  async ({ role = '', ministry, subject, as, data: named }) => {
    if (!grantable.some((known) => known === role)) {
      throw new CommandError(`--role is one of ${grantable.join(', ')}.`, 2);
    }
    const ofSubject = selfRoles.some((one) => one === role);
    const byName = role === 'person' && as !== undefined && subject === undefined;
    if (ofSubject && !byName && !SubjectId.safeParse(subject).success) {
      throw new CommandError(
        `--subject names whom a token of ${role} stands for: up to 128 letters, digits and . _ : -, such as a-4f1c9d2e.`,
        2,
      );
    }
    if (!ofSubject && subject !== undefined) {
      throw new CommandError(`--subject is for the roles ${selfRoles.join(' and ')}; ${role} has a --ministry.`, 2);
    }
    if (!(ofSubject && ministry === undefined) && !MinistryCode.safeParse(ministry).success) {
      throw new CommandError('--ministry is a code of 2 to 12 capital letters and digits, such as MPLA.', 2);
    }
    const folder = await chooseFolder(named);
    process.stdout.write(
      `${await tokenFor(folder, { role, ministry, subject, name: as ?? `${role}@${ministry ?? subject}` })}\n`,
    );
    return 0;
  },
);
