// A client that costs little: kept connections, a fixed number of requests in flight, nothing else.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { initiative } from '../platform/sample.ts';

export interface Target {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** a new body and headers for each request */
  readonly each?: (index: number) => { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}

/** The body of every create, the same on all sides. */
const body = JSON.stringify(initiative);
const json = { 'content-type': 'application/json', 'content-length': String(body.length) };

/** Creates on a side that knows no callers. */
export const bareCreates = (url: string): Target => ({ url, method: 'POST', each: () => ({ body, headers: json }) });

/** Creates as a caller of the platform makes them: with a token, and a key for each. */
export const keyedCreates = (url: string, token: string): Target => ({
  url,
  method: 'POST',
  each: () => ({
    body,
    headers: { ...json, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
  }),
});

/** Requests per second over `count` requests, `inFlight` at a time. @throws {Error} for an answer of 300 and above */
export async function rateOf(target: Target, count: number, inFlight: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let next = 0;
  const began = performance.now();
  const caller = async () => {
    for (let index = next++; index < count; index = next++) await once(agent, target, index);
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return count / seconds;
}

/** Measures one side once. */
export type Side = () => Promise<number>;

/** A program that has just started is compiled while it runs: each side has worked for some seconds before it counts. */
const WARM_UPS = 10;

/** Measures sides in turn, after ten rounds that do not count. @returns the rates of each, by round */
export async function inTurn(sides: readonly Side[], rounds: number): Promise<number[][]> {
  const rates: number[][] = sides.map(() => []);
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    for (const [side, measure] of sides.entries()) {
      const rate = await measure();
      if (round >= 0) rates[side]?.push(rate);
    }
  }
  return rates;
}

function once(agent: Agent, { url, method = 'GET', headers = {}, each }: Target, index: number): Promise<void> {
  const own = each?.(index);
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { ...headers, ...own?.headers } }, (response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      response.once('end', () => (status < 300 ? resolve() : reject(new Error(`${status} from ${url}`))));
    });
    sent.once('error', reject);
    sent.end(own?.body);
  });
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that a share of the numbers does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
