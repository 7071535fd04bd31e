#!/usr/bin/env node
// Packs one built part of the platform into a folder that plain Node runs: its bundle as main.mjs, with the page beside it
// where it has one, and, where the bundle asks for them, the packages that bundles leave out. Usage: pack.mjs PART FOLDER, in the root of the checkout.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { external } from './external.mjs';

const [part = '', out = ''] = process.argv.slice(2);
const root = process.cwd();

/** Parts that are no service, with the bundle that runs them. */
const bundles = {
  'front-door': 'packages/launcher/dist/door.mjs',
  embedded: 'packages/launcher/dist/embedded.mjs',
  client: 'packages/client/dist/main.mjs',
};

const entry = Object.hasOwn(bundles, part) ? bundles[part] : join('services', part, 'dist/main.mjs');
if (part === '' || out === '' || !existsSync(entry)) {
  process.stderr.write(
    `There is no built part "${part}": name a service, or one of ${Object.keys(bundles).join(', ')}.\n`,
  );
  process.exit(1);
}

/** The folder of a package as Node finds it from `folder`. */
function found(name, folder) {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (existsSync(place)) return place;
  }
  throw new Error(`${name} is not installed for ${folder}`);
}

/** Folders of packages and of all that they need, each once. */
async function withAllNeeded(names, folder, all = new Set()) {
  for (const place of names.map((name) => found(name, folder))) {
    if (all.has(place)) continue;
    all.add(place);
    const { dependencies = {} } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8'));
    await withAllNeeded(Object.keys(dependencies), place, all);
  }
  return all;
}

const bundle = await readFile(entry, 'utf8');
const asked = external.filter((name) => bundle.includes(`from "${name}"`) || bundle.includes(`import("${name}")`));
await mkdir(out, { recursive: true });
await writeFile(join(out, 'main.mjs'), bundle);
// The page of reporting, which lies beside its bundle.
const page = join(dirname(entry), 'page');
if (existsSync(page)) await cp(page, join(out, 'page'), { recursive: true, filter: (path) => !path.endsWith('.map') });
for (const place of await withAllNeeded(asked, root)) {
  await cp(place, resolve(out, relative(root, place)), {
    recursive: true,
    dereference: true,
    filter: (path) => !path.endsWith('.map') && (path === place || !relative(place, path).startsWith('node_modules')),
  });
}
