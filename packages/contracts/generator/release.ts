// `npm run release -w @tributary/contracts -- 0.2.0 "why"`: the descriptions of now become those of the last release.
// What they break and nobody has written down is written down with the reason that is given here; without one it is refused.
import { readFile } from 'node:fs/promises';
import { readFolder, writeFolder } from './folder.ts';
import { breaksSince, type Descriptions, isAfter, type Released, releasedAs, unsettled } from './http/released.ts';

const [version = '', why = ''] = process.argv.slice(2);
const refuse = (sentence: string) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const texts = await readFolder('generated/openapi');
const before = JSON.parse(await readFile('released/breaks.json', 'utf8')) as Released;
const descriptions = (files: ReadonlyMap<string, string>): Descriptions =>
  Object.fromEntries([...files].map(([file, text]) => [file.slice(0, -'.json'.length), JSON.parse(text)]));

if (!/^\d+\.\d+\.\d+$/.test(version)) refuse('Give the version of the release, such as 0.2.0.');
if (!isAfter(version, before.version)) refuse(`${version} does not come after ${before.version}, the last release.`);
const found = breaksSince(descriptions(await readFolder('released/openapi')), descriptions(texts));
const open = unsettled(found, before);
if (open.length > 0 && why.trim() === '')
  refuse(`${open.join('\n')}\nGive the reason for all of these after the version.`);

const released = releasedAs(version, why, found, before);
await writeFolder('released/openapi', texts);
await writeFolder('released', new Map([['breaks.json', `${JSON.stringify(released, null, 2)}\n`]]));
process.stdout.write(
  `${version} is the last release; ${released.breaks.length - before.breaks.length} breaks were written down.\n`,
);
