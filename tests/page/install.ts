// The folder of an installation, as far as the command line needs one: its own bundle, and nothing of the checkout.
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../platform/tributary.ts';

export interface Installed {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes a folder in which `npx --no tributary` works on the data of that folder. */
export async function install(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'installation-'));
  const client = join('packages', 'client');
  for (const part of ['bin', 'dist', 'package.json']) {
    await cp(join(root, client, part), join(folder, client, part), { recursive: true });
  }
  await mkdir(join(folder, 'node_modules', '.bin'), { recursive: true });
  await symlink(join('..', '..', client, 'bin', 'tributary.mjs'), join(folder, 'node_modules', '.bin', 'tributary'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
