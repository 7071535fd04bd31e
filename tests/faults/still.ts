// When all is still: nothing lags, and the read models are held against the journals.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeRun } from '@tributary/embedded';
import { addressOf } from '@tributary/launcher/process-table';
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import type { Fleet } from './fleet.ts';

/** Waits until a process of reporting lags nowhere; `operator` asks it. */
export async function untilStill(operator: Api): Promise<void> {
  let seen: unknown;
  await eventually(
    'no lag',
    async () => {
      const { sources } = expectStatus(await operator.get('/v1/freshness'), 200).json<{
        sources: { lagEvents: number; service: string; applied: number; highWatermark: number }[];
      }>();
      seen = sources.filter(({ lagEvents }) => lagEvents > 0);
      return sources.length > 0 && sources.every(({ lagEvents }) => lagEvents === 0) ? true : undefined;
    },
    { timeoutMs: 60_000, seen: () => seen },
  );
}

/** What `tributary verify` says of a fleet. @throws where it finds a difference */
export async function verified({ folder, ports }: Fleet): Promise<string> {
  const [address, issuerUrl] = [addressOf(ports.reporting), addressOf(ports.issuer)];
  await writeRun(folder, { pid: process.pid, address, issuerUrl, ports });
  const cli = join(root, 'packages/client/bin/tributary.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'verify', '--data', folder]);
  return stdout;
}
