// Rule 40 as callers see it: the report is asked for a hundred times a second, of two processes, while initiatives are
// registered and the read models are filled again, shown, and shown back. Every initiative has the same budget.
import { setTimeout as pause } from 'node:timers/promises';
import type { RebuildState } from '@tributary/contracts';
import { type Client, testLimits, until, untilReady } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, plan } from '../reports/country.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const BUDGET = 100;
const path = '/v1/reports/plan/alignment?to=2026-06-30';
const operator = 'operator@OPERATOR';
let live: string;
let rebuilt: string;
let harness: Harness;
let api: Client;
let registered = 0;

const register = (count: number) =>
  harness.publish(
    ...Array.from({ length: count }, () => {
      registered += 1;
      return initiative(`initiative number ${registered}`, `${BUDGET}.00`);
    }).flat(),
  );

beforeAll(async () => {
  harness = await startHarness({ limits: testLimits });
  await harness.publish(...plan('NDP'));
  await register(30);
  api = await harness.another({ role: 'api' } as Parameters<Harness['another']>[0]);
  await untilReady(api);
  live = (await rebuild(api)).live;
  rebuilt = `${live}r1`;
});
afterAll(() => harness?.installation.close());

interface Footer {
  readonly liveInitiatives: number;
  readonly portfolioBudget: string;
}

/** What was seen under a revision and under an ETag, by whichever process. */
const revisions = new Map<string, string>();
const bodies = new Map<string, string>();

/** Asks a process for the report again and again; collects whatever no reader may see. */
function poll(client: Client) {
  const wrong: string[] = [];
  let [asked, seen, reached] = [0, 0, ''];
  let ended = false;

  /** The same name, the same thing; `what` says which name it is. */
  function same(what: string, names: Map<string, string>, name: string, thing: string): void {
    if ((names.get(name) ?? thing) !== thing) wrong.push(`${what} ${name} of two: ${names.get(name)} and ${thing}`);
    names.set(name, thing);
  }

  const polling = (async () => {
    while (!ended) {
      const { status, text, body, headers } = await client.get(path, { as: analyst });
      asked += 1;
      if (status !== 200) {
        wrong.push(`${status}: ${text}`);
        continue;
      }
      const { liveInitiatives, portfolioBudget } = body['footer'] as Footer;
      if (portfolioBudget !== `${liveInitiatives * BUDGET}.00`)
        wrong.push(`${liveInitiatives} with ${portfolioBudget}`);
      if (liveInitiatives < seen) wrong.push(`${liveInitiatives} initiatives after ${seen}`);
      const asOf = headers.get('x-data-as-of') ?? reached;
      if (asOf < reached) wrong.push(`W ${asOf} after ${reached}`);
      [seen, reached] = [liveInitiatives, asOf];
      const etag = headers.get('etag') ?? '';
      same('revision', revisions, headers.get('x-revision') ?? '', etag);
      same('etag', bodies, etag, text);
      const again = await client.get(path, { as: analyst, headers: { 'if-none-match': etag } });
      if (again.status !== 304 && again.status !== 200) wrong.push(`${again.status}: ${again.text}`);
      asked += 1;
      await pause(5);
    }
  })();
  return {
    wrong,
    async end(): Promise<number> {
      ended = true;
      await polling;
      return asked;
    },
  };
}

const rebuild = async (client: Client, action = '', body?: object) => {
  const url = `/v1/rebuild${action}`;
  const {
    status,
    text,
    body: answered,
  } = await (body === undefined ? client.get(url, { as: operator }) : client.post(url, { as: operator, body }));
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return answered as unknown as RebuildState;
};

const shows = (version: string) =>
  until(
    `version ${version} to be live`,
    async () => ((await rebuild(api)).live === version ? version : undefined),
    60_000,
  );

describe('rule 40: a rebuild under a hundred readers a second and a writer', () => {
  it('is never seen: no part of a sum, no refusal, no W that goes back, no revision of two contents', async () => {
    const polls = [harness.reporting, api].map(poll);
    const writing = { ended: false };
    const writer = (async () => {
      while (!writing.ended) await register(2);
    })();
    let w = '';
    const upToW = () => api.get(`${path}&asOf=${w}`, { as: analyst });
    const before = await until('a figure that no longer changes', async () => {
      const { body } = await harness.reporting.get('/v1/freshness', { as: analyst });
      if (body['asOf'] === null) return undefined;
      w = String(body['asOf']);
      const answer = await upToW();
      return answer.status === 200 ? answer : undefined;
    });

    const [one, other] = await Promise.all([rebuild(api, '', {}), rebuild(harness.reporting, '', {})]);
    expect([one.next?.version, other.next?.version]).toEqual([rebuilt, rebuilt]);
    await shows(rebuilt);
    await pause(1_500);
    const after = await upToW();
    await rebuild(api, '/flip', { version: live });
    await pause(1_500);
    await rebuild(harness.reporting, '/flip', { version: rebuilt });
    await pause(1_500);

    writing.ended = true;
    await writer;
    const asked = await Promise.all(polls.map(({ end }) => end()));
    expect(polls.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(Math.min(...asked)).toBeGreaterThan(100);
    expect([after.status, after.text]).toEqual([200, before.text]);
    process.stdout.write(`  ${asked.join(' and ')} reports while ${registered} initiatives were registered\n`);
  });

  it('leaves two processes that show the same, under the same revision', async () => {
    await register(1);
    const answers = await until('both to show the last one', async () => {
      const both = await Promise.all([harness.reporting, api].map((client) => client.get(path, { as: analyst })));
      return both.every(({ body }) => (body['footer'] as Footer).liveInitiatives === registered) ? both : undefined;
    });
    const [one, other] = answers.map(({ headers }) => [headers.get('x-revision'), headers.get('etag')]);
    expect(one).toEqual(other);
  });

  it('frees the old version when it is told to, and not the one that is shown', async () => {
    const refused = await api.post('/v1/rebuild/drop', { as: operator, body: { version: rebuilt } });
    expect([refused.status, refused.body.code]).toEqual([409, 'REBUILD_LIVE']);
    expect(await rebuild(api, '/drop', { version: live })).toEqual({
      live: rebuilt,
      next: null,
      kept: null,
      later: null,
    });
    await register(1);
    expect((await api.get(path, { as: analyst })).status).toBe(200);
  });
});
