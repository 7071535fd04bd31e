// Writers who send again until they are answered, while pods come and go; then everything acknowledged is looked for.
import { existsSync } from 'node:fs';
import { startWriters } from '../../faults/writers.ts';
import { Api } from '../../platform/api.ts';
import { eventually } from '../../platform/wait.ts';
import { callers, FRONT_DOOR, tell } from './given.ts';

const [stop = '/tmp/stop'] = process.argv.slice(2);
const WRITERS = 4;

const { token } = await callers.api('officer', 'MLOC');
const api = new Api(`${FRONT_DOOR}/initiatives`, token);
const { tally, stop: end } = startWriters(api, WRITERS);
await eventually('the word to stop', async () => existsSync(stop) || undefined, { timeoutMs: 600_000 });
await end();
const missing: string[] = [];
for (const { id, seq } of tally.acknowledged) {
  const answer = await api.get(`/v1/initiatives/${id}`);
  if (answer.status !== 200 || answer.json<{ seq: number }>().seq < seq) missing.push(`${id}: ${answer.status}`);
}
const { acknowledged, refused, busy, unanswered } = tally;
tell({ acknowledged: acknowledged.length, refused, busy, unanswered, missing });
