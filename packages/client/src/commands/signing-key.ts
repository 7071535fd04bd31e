// `tributary signing-key`: replaces the key that the embedded issuer signs tokens with, in three steps.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareFolder, publishNextKey, retireKeyBefore, signWithNextKey } from '@tributary/embedded';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';

const steps = {
  publish: [
    publishNextKey,
    'The next signing key is shown, and signs nothing yet. Services read it within ten minutes.',
  ],
  use: [signWithNextKey, 'New tokens are signed with the next key. Those of the key before hold for an hour at most.'],
  retire: [retireKeyBefore, 'The key before is shown no more. Services refuse its tokens within ten minutes.'],
} as const;

export const signingKey = defineCommand(
  'signing-key',
  'replace the key that the embedded issuer signs with, while the platform runs: publish the next one, use it, retire the one before',
  { data },
  async ({ data: named }, action) => {
    const folder = await chooseFolder(named);
    if (!existsSync(join(folder, 'keys', 'issuer.jwk'))) {
      throw new CommandError(`${folder} is no data folder: it has no signing key.`, 2);
    }
    const { issuerKey } = await prepareFolder(folder);
    const [step, said] = steps[action];
    await step(issuerKey);
    process.stdout.write(`${said}\n`);
    return 0;
  },
  { actions: ['publish', 'use', 'retire'] },
);
