// The machine's clock jumps by days, before a start and while everything runs: nothing is lost and no order breaks.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { portsFrom } from '@tributary/launcher/process-table';
import { createConnection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

const DAY_MS = 24 * 3_600_000;

/** Preloaded into every process: its clock is off by what a file says, which it reads again and again. */
const CLOCK = (file: string) => `
import { readFileSync } from 'node:fs';
const RealDate = Date;
const now = RealDate.now.bind(RealDate);
let offset = 0;
const read = () => { try { offset = Number(readFileSync(${JSON.stringify(file)}, 'utf8')); } catch {} };
read();
setInterval(read, 50).unref();
globalThis.Date = class Date extends RealDate {
  constructor(...given) { if (given.length === 0) super(now() + offset); else super(...given); }
  static now() { return now() + offset; }
};
`;

describe('a clock that jumps', () => {
  let home: string;
  let offset = 0;
  let tributary: Tributary;
  const acknowledged: string[] = [];

  const jumpTo = async (days: number) => {
    offset = days * DAY_MS;
    await writeFile(join(home, 'offset'), String(offset));
    await new Promise((resolve) => setTimeout(resolve, 300));
  };

  const start = async () => {
    const clock = join(home, 'clock.mjs');
    tributary = await startTributary({ home, env: { NODE_OPTIONS: `--import=${clock}` } });
  };

  /** The platform's own clock issues the token, as an issuer on that machine would. */
  const officer = () => tributary.api('officer', 'MLOC', undefined, new Date(Date.now() + offset));

  const write = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const key = `clock-${acknowledged.length}`;
      const id = await eventually('an acknowledgement', async () => {
        const answer = await (await officer()).post('/initiatives/v1/initiatives', initiative, { key });
        return answer.status === 201 || answer.status === 200 ? answer.json<{ id: string }>().id : undefined;
      });
      acknowledged.push(id);
    }
  };

  const verified = () =>
    eventually(
      'a clean verification',
      async () => {
        const cli = join(root, 'packages/client/bin/tributary.mjs');
        const env = { ...process.env, NODE_OPTIONS: `--import=${join(home, 'clock.mjs')}` };
        const args = [cli, 'verify', '--data', tributary.folder];
        const { stdout } = await promisify(execFile)(process.execPath, args, { env }).catch(() => ({ stdout: '' }));
        return /^[1-9]\d* facts compared, 0 different\.$/m.test(stdout) || undefined;
      },
      { timeoutMs: 60_000 },
    );

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'clock-'));
    await writeFile(join(home, 'clock.mjs'), CLOCK(join(home, 'offset')));
    await jumpTo(0);
    await start();
  });
  afterAll(async () => {
    await tributary?.remove();
    await rm(home, { recursive: true, force: true });
  });

  it.each([
    ['forward by 400 days while all runs', 400],
    ['back by 800 days while all runs', -400],
    ['forward by 398 days while all runs', -2],
  ])('%s: commands are taken, and the read models follow', async (_, days) => {
    await write(5);
    await jumpTo(days);
    await write(5);
    await verified();
  });

  it.each([
    ['back by 398 days before a start', -400],
    ['forward by 800 days before a start', 400],
  ])('%s: everything is there, and commands are taken', async (_, days) => {
    expect(await tributary.stop()).toBe(0);
    await jumpTo(days);
    await start();
    await write(5);
    await verified();
  });

  it('everything that was acknowledged is there, once', async () => {
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    for (const id of acknowledged) {
      expectStatus(await (await officer()).get(`/initiatives/v1/initiatives/${id}`), 200);
    }
  });

  it('the feed has every event once, and the journal’s own time goes back within a partition only under a new leader', async () => {
    const connection = await createConnection(`mongodb://127.0.0.1:${portsFrom(tributary.port).mongo}`).asPromise();
    const records = await connection
      .useDb('tributary_initiatives')
      .collection('journal')
      .find({}, { projection: { _id: 1, partition: 1, pos: 1, recordedAt: 1, agg: 1 } })
      .sort({ partition: 1, pos: 1 })
      .toArray();
    await connection.close();
    const broken = records.filter((record, at) => {
      const before = records[at - 1];
      const grows = record['recordedAt'] > before?.['recordedAt'];
      return before?.['partition'] === record['partition'] && !grows && !String(record['agg']).startsWith('seal:');
    });
    expect(broken).toEqual([]);
    const aggregates = new Set(records.map((record) => record['agg']));
    expect(acknowledged.filter((id) => !aggregates.has(id))).toEqual([]);
  });
});
