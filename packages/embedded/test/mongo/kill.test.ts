import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from './support/program.ts';
import { wireClient } from './support/wire-client.ts';
import { judge, workload } from './support/workload.ts';

const WRITERS = 8;
const KILLS = 8;

let root: string;
let start: Awaited<ReturnType<typeof program>>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tributary-kill-'));
  start = await program(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('killed by signal 9 at any moment and started again, it has everything that it acknowledged', async () => {
  const data = join(root, 'data');
  const { ledgers, run } = workload(WRITERS);
  const pairs = () => ledgers.reduce((sum, ledger) => sum + ledger.pairs, 0);
  const checked = async () => {
    const running = await start(data, 20_000, 40_000);
    const client = await wireClient(running.port);
    await judge(client, ledgers);
    client.close();
    return running;
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, port } = await checked();
    const clients = await Promise.all(ledgers.map(() => wireClient(port)));
    const goal = pairs() + 40 + 7 * kill;
    let alive = true;
    const working = run(clients, () => {
      if (alive && pairs() >= goal) {
        alive = false;
        child.kill('SIGKILL');
      }
      return alive;
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    await working;
    for (const client of clients) client.close();
  }
  await (await checked()).kill();
});
