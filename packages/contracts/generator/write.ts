// `npm run generate -w @tributary/contracts`: adds what is missing under generated/, and refuses a breaking change.
import { artefacts } from './artefacts.ts';
import { readFolder, writeFolder } from './folder.ts';

const { missing, refused } = artefacts(await readFolder('generated'));
for (const { type, golden, changes } of refused) {
  const reasons = changes.map(({ at, change, what }) => `${change} ${what} at ${at === '' ? '/' : at}`);
  process.stderr.write(`${type} breaks ${golden}: ${reasons.join('; ')}. Give it a new version of its type.\n`);
}
if (refused.length > 0) process.exit(1);
await writeFolder('generated', missing);
process.stdout.write(missing.size === 0 ? 'Nothing has changed.\n' : `${[...missing.keys()].join('\n')}\n`);
