#!/usr/bin/env node
// Bundles each named entry of the package it is called in into dist/<name>.mjs, one file that plain Node runs. An argument
// <name>=<folder> puts what was built in that folder beside the bundles, as dist/<name>.
import { cp, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { external } from './external.mjs';

const given = process.argv.slice(2);
const entries = given.filter((argument) => !argument.includes('='));
const folders = given.filter((argument) => argument.includes('=')).map((argument) => argument.split('='));
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), entry])),
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // For debuggers, and for NODE_OPTIONS=--enable-source-maps; each process would keep 50 MB of the sources themselves.
  sourcemap: true,
  sourcesContent: false,
  // A third less to read and to keep; names stay, so that a stack trace can be read without the map.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
  external,
  // CommonJS dependencies reach for these three names, which an ES module does not have.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { dirname as __pathDirname } from 'node:path';",
      "import { fileURLToPath as __fileURLToPath } from 'node:url';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = __fileURLToPath(import.meta.url);',
      'const __dirname = __pathDirname(__filename);',
    ].join('\n'),
  },
});
for (const [name, folder] of folders) await cp(folder, `dist/${name}`, { recursive: true });
