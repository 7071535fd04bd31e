// Writers as integrators are: each repeats a command under one Idempotency-Key until it knows the outcome,
// and keeps a list of what was acknowledged. A command refused by name is not lost; one without an answer is unknown.
import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../platform/api.ts';

export interface Acknowledged {
  readonly id: string;
  readonly seq: number;
  readonly path: string;
  readonly key: string;
  readonly body: string;
  readonly reply: string;
}

export interface Tally {
  readonly acknowledged: Acknowledged[];
  /** answers of 4xx: nothing of them may exist */
  readonly refused: { readonly path: string; readonly status: number; readonly text: string }[];
  /** 429 and 503: asked again */
  busy: number;
  /** no answer at all: asked again */
  unanswered: number;
}

export interface Writers {
  readonly tally: Tally;
  stop(): Promise<void>;
}

/** Between two commands of a writer: enough to be busy at every moment, few enough to check each of them afterwards. */
const PAUSE_MS = 800;

/** Starts `count` writers that register initiatives and move them on, until they are stopped. */
export function startWriters(api: Api, count: number): Writers {
  const tally: Tally = { acknowledged: [], refused: [], busy: 0, unanswered: 0 };
  let stopping = false;
  const loops = Array.from({ length: count }, async (_, writer) => {
    for (let round = 0; !stopping; round += 1) {
      const created = await insist(api, '/v1/initiatives', initiative(writer, round), tally, () => stopping);
      if (created === undefined) continue;
      for (const status of [2, 3]) {
        await insist(api, `/v1/initiatives/${created.id}/status`, { status }, tally, () => stopping);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  });
  return {
    tally,
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}

const initiative = (writer: number, round: number) => ({
  title: { en: `Writer ${writer}, round ${round}` },
  area: 'North Coast',
  plannedStartOn: '2026-01-01',
  plannedEndOn: '2026-12-31',
  budget: { amount: `${1000 + round}.${String(writer).padStart(2, '0')}`, currency: 'EUR' },
});

/** Sends until an outcome is known; gives up only when all writers are asked to stop and nothing was ever answered. */
export async function insist(
  api: Api,
  path: string,
  body: unknown,
  tally: Tally,
  stopping: () => boolean,
): Promise<Acknowledged | undefined> {
  const key = randomUUID();
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await api.post(path, body, { key }).catch(() => undefined);
    if (answer === undefined) tally.unanswered += 1;
    else if (answer.status === 429 || answer.status >= 500) tally.busy += 1;
    else if (answer.status >= 400) {
      tally.refused.push({ path, status: answer.status, text: answer.text });
      return undefined;
    } else return acknowledge(answer, path, key, body, tally);
    if (stopping() && performance.now() > deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function acknowledge(answer: Answer, path: string, key: string, body: unknown, tally: Tally): Acknowledged {
  const { id, seq } = answer.json<{ id: string; seq: number }>();
  const found = { id, seq, path, key, body: JSON.stringify(body), reply: answer.text };
  tally.acknowledged.push(found);
  return found;
}
