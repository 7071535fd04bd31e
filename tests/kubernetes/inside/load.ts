// Sends at a steady rate whatever comes back (open loop), to every service through the front door, until it is told to
// stop; counts each request that was not answered as it should be. Nothing is sent a second time.
import { existsSync } from 'node:fs';
import type { Answer, Api } from '../../platform/api.ts';
import { initiative } from '../../platform/sample.ts';
import { callers, tell } from './given.ts';
import { reads } from './reads-of-all.ts';

const [rate = '40', stop = '/tmp/stop'] = process.argv.slice(2);
const LONGEST_MS = 600_000;

type Send = () => Promise<Answer>;

/** One request of each kind, in turn; every second one writes. */
function kinds(officer: Api, analyst: Api): readonly Send[] {
  const write: Send = () => officer.post('/initiatives/v1/initiatives', initiative);
  return reads.flatMap((path) => [write, () => analyst.get(path)]);
}

const sends = kinds(await callers.api('officer', 'MLOC'), await callers.api('analyst', 'MPLA'));
const lost = new Map<string, number>();
const created: string[] = [];
const waiting = new Set<Promise<void>>();
let sent = 0;

async function send(kind: Send): Promise<void> {
  sent += 1;
  const how = await kind().then(
    (answer) => {
      if (answer.status === 201) created.push(answer.json<{ id: string }>().id);
      return answer.status < 400 ? undefined : `${answer.status}: ${answer.text.slice(0, 200)}`;
    },
    (error: Error) => `${error.message}: ${error.cause instanceof Error ? error.cause.message : ''}`,
  );
  if (how !== undefined) lost.set(how, (lost.get(how) ?? 0) + 1);
}

const began = performance.now();
while (!existsSync(stop) && performance.now() - began < LONGEST_MS) {
  const due = Math.floor(((performance.now() - began) / 1000) * Number(rate));
  while (sent < due) {
    const one = send(sends[sent % sends.length] as Send);
    waiting.add(one);
    void one.finally(() => waiting.delete(one));
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await Promise.all(waiting);
tell({ sent, created: created.length, lost: Object.fromEntries(lost) });
