// `npm run generate -w @tributary/contracts`: adds what is missing under generated/, and refuses a breaking change.
import { artefacts } from './artefacts.ts';
import { eventTitles } from './event-titles.ts';
import { readFolder, writeFolder } from './folder.ts';
import { ARGUMENTS_FILE, argumentTypes } from './message-arguments.ts';

const committed = await readFolder('generated');
const { missing: lacking, refused } = artefacts(committed);
await writeFolder('src/locales/en', new Map([['events.json', eventTitles()]]));
const types = argumentTypes(await readFolder('src/locales/en'));
const missing = committed.get(ARGUMENTS_FILE) === types ? lacking : new Map([...lacking, [ARGUMENTS_FILE, types]]);
for (const { type, golden, changes } of refused) {
  const reasons = changes.map(({ at, change, what }) => `${change} ${what} at ${at === '' ? '/' : at}`);
  process.stderr.write(`${type} breaks ${golden}: ${reasons.join('; ')}. Give it a new version of its type.\n`);
}
if (refused.length > 0) process.exit(1);
await writeFolder('generated', missing);
process.stdout.write(missing.size === 0 ? 'Nothing has changed.\n' : `${[...missing.keys()].join('\n')}\n`);
