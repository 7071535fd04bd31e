// The servers that are measured beside the platform, and memory and processor time of processes as Linux accounts them.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../platform/tributary.ts';

const TICKS_PER_SECOND = 100;

function statOf(pid: string): { parent: number; ticks: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** A process and its children. */
export function familyOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return statOf(name).parent === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
  return [pid, ...children];
}

/** Proportional set size of all, in MB. */
export const memoryOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
  }, 0);

/** Processor seconds used so far by all. */
export const processorSeconds = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + statOf(String(pid)).ticks / TICKS_PER_SECOND, 0);

/** A server of the bench in a process of its own. */
export interface BesideServer {
  readonly url: string;
  stop(): void;
}

/** Starts `dist/<name>.mjs` and waits until it says where it serves. @throws {Error} it ends before that */
export async function startBeside(name: string, ...args: readonly string[]): Promise<BesideServer> {
  const entry = join(root, `tests/dist/${name}.mjs`);
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(String(bytes).trim()));
    child.once('exit', () => reject(new Error(`${name} ended before it served`)));
  });
  return { url, stop: () => void child.kill() };
}
