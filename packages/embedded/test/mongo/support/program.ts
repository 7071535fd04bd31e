// The server as a program in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { nodeFlags } from '../../../src/node-flags.ts';

export interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  /** Ends it by signal 9. */
  kill(): Promise<void>;
}

/** Bundles the program into a folder. @returns how to start it on a data folder */
export async function program(folder: string): Promise<(data: string, ...sizes: number[]) => Promise<Running>> {
  const outfile = join(folder, 'child.mjs');
  const source = fileURLToPath(new URL('child.ts', import.meta.url));
  await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
  return async (data, ...sizes) => {
    const child = spawn(process.execPath, [...nodeFlags, outfile, data, ...sizes.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      return {
        child,
        port: Number(line),
        async kill() {
          child.kill('SIGKILL');
          await once(child, 'exit');
        },
      };
    }
    throw new Error('the server ended before it listened');
  };
}
