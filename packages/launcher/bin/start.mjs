#!/usr/bin/env node
// `npm start`: checks what is needed, builds what has changed, and hands over to the launcher.
// It keeps to old syntax, so that an old Node says one sentence instead of a stack trace.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const needed = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  giveUp(`Tributary needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}.`);
}

const turbo = join(root, 'node_modules', '.bin', 'turbo');
if (!existsSync(turbo)) giveUp('The dependencies are not installed yet: run "npm ci" first.');

process.stdout.write('Building what has changed…\n');
const build = spawnSync(turbo, ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], {
  cwd: root,
  encoding: 'utf8',
  env: Object.assign({}, process.env, { TURBO_TELEMETRY_DISABLED: '1' }),
});
if (build.status !== 0) giveUp(`${build.stdout || ''}${build.stderr || ''}\nThe build failed; nothing was started.`);

// npm runs scripts in the root of the checkout, and says in INIT_CWD where it was called.
if (process.cwd() !== root) process.env.INIT_CWD = process.cwd();
process.chdir(root);
await import('../dist/main.mjs');
