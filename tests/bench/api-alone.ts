// The API process of one service on servers of its own: nothing relays or reads what it writes, so a create is all it does.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientSecret, prepareFolder, signToken } from '@tributary/embedded';
import { databaseOf } from '@tributary/eventing';
import { addressOf, embeddedArgs, environmentOf, portsFrom } from '@tributary/launcher/process-table';
import mongoose from 'mongoose';
import { freeBase, root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

export interface ApiAlone {
  readonly url: string;
  readonly mongoUrl: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Starts initiatives as `ROLE=api` beside embedded servers, with an officer's token. */
export async function startApiAlone(): Promise<ApiAlone> {
  const folder = await mkdtemp(join(tmpdir(), 'api-alone-'));
  const ports = portsFrom(await freeBase());
  const keys = await prepareFolder(folder);
  const secretFile = join(folder, 'secret');
  await writeFile(secretFile, await clientSecret(keys.installationKey, 'initiatives'));
  const surroundings = {
    ports,
    settings: {},
    keys: { installationKey: keys.installationKey, vaultKeys: '', secretOf: () => secretFile },
  };
  const mongoUrl = `mongodb://127.0.0.1:${ports.mongo}`;
  const children: ChildProcess[] = [];
  const close = async () => {
    for (const child of children.reverse()) {
      if (hasEnded(child)) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const start = async (entry: string, args: readonly string[], env: NodeJS.ProcessEnv, ready: string) => {
    const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } };
    const child = spawn(process.execPath, [join(root, entry), ...args], options);
    children.push(child);
    const answers = async () => {
      if (hasEnded(child)) throw new Error(`${entry} ended before it served`);
      if ((await fetch(ready).catch(() => undefined))?.ok) return true;
      if (children.length > 1) await noteEmptyCopies(mongoUrl);
      return undefined;
    };
    await eventually(`${entry} to be ready`, answers).catch(async (error) => {
      await close();
      throw error;
    });
  };
  const issuer = addressOf(ports.issuer);
  await start('packages/launcher/dist/embedded.mjs', embeddedArgs(folder, ports), {}, `${issuer}/jwks`);
  const url = addressOf(ports.initiatives);
  const env = { ...environmentOf('initiatives', surroundings), ROLE: 'api', LOG_LEVEL: 'fatal' };
  await start('services/initiatives/dist/main.mjs', [], env, `${url}/health/ready`);
  const key = JSON.parse(readFileSync(join(folder, 'keys/issuer.jwk'), 'utf8'));
  const asked = { role: 'officer', ministry: 'MLOC', name: 'bench', now: new Date() };
  return {
    url,
    mongoUrl,
    token: await signToken({ key, issuer, ...asked }),
    close,
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Notes what a worker would: the other services have told nothing, so copies of them are whole as they are. */
async function noteEmptyCopies(mongoUrl: string): Promise<void> {
  const connection = await mongoose.createConnection(mongoUrl, { dbName: databaseOf('initiatives') }).asPromise();
  await connection.collection('checkpoints').updateMany({ pos: 0 }, { $set: { first: 0 } });
  await connection.close();
}
