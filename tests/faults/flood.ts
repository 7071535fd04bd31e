// More requests than a service can take: one after the other as fast as they go, and then at a rate that does not wait.
import type { Answer, Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';

const PATH = '/v1/initiatives';

export interface Flooded {
  readonly sent: number;
  /** ids of what was acknowledged */
  readonly acknowledged: readonly string[];
  /** how many were put off: 503 with `Retry-After` */
  readonly shed: number;
  /** all other ends, each with how often it came */
  readonly others: ReadonlyMap<string, number>;
}

/** Acknowledged commands in a second, with so many callers who each wait for the answer. */
export async function capacityOf(api: Api, callers: number, ms: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  const loops = Array.from({ length: callers }, async () => {
    while (performance.now() - began < ms) if ((await api.post(PATH, initiative)).status === 201) done += 1;
  });
  await Promise.all(loops);
  return (done * 1000) / (performance.now() - began);
}

const TICK_MS = 20;

/** Sends `perSecond` commands in each second, whether or not the ones before were answered; ends with the last answer. */
export async function flood(api: Api, perSecond: number, ms: number): Promise<Flooded> {
  const acknowledged: string[] = [];
  const others = new Map<string, number>();
  const underWay: Promise<void>[] = [];
  let shed = 0;

  const counted = (answer: Answer) => {
    if (answer.status === 201) acknowledged.push(answer.json<{ id: string }>().id);
    else if (answer.status === 503 && Number(answer.headers.get('retry-after')) > 0) shed += 1;
    else told(`${answer.status} ${answer.text.slice(0, 80)}`);
  };
  const told = (end: string) => void others.set(end, (others.get(end) ?? 0) + 1);

  const began = performance.now();
  while (performance.now() - began < ms) {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
    while (underWay.length < due)
      underWay.push(api.post(PATH, initiative).then(counted, (error) => told(String(error))));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(underWay);
  return { sent: underWay.length, acknowledged, shed, others };
}
