// What has happened, as those who look at the page are told of it: soon, whole, and nothing of persons.
import { initiativeRegistered, routesOf } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPosition, written } from '../../src/page/events/position.ts';
import { idOf } from '../http/harness.ts';
import { initiative, plan } from '../reports/country.ts';
import { people } from '../reports/stock.ts';
import { type Browser, type PageHarness, startPage } from './fixture/page.ts';

let page: PageHarness;
let browser: Browser;
beforeAll(async () => {
  page = await startPage({ overrides: { limits: { drainMs: 0, heartbeatMs: 200 } } });
  await page.publish(...plan('NDP'));
  browser = page.browser();
  await browser.enter();
}, 120_000);
afterAll(() => page?.close());

interface Seen {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const cookieOf = (one: Browser) => [...one.cookies].map((pair) => pair.join('=')).join();

/** Follows until `enough` has come. @returns the facts, and the position at the end */
async function follow(
  lastEventId: string | undefined,
  enough: (facts: readonly Seen[], position: string) => boolean,
  { address = page.reporting.address } = {},
) {
  const leaving = new AbortController();
  const headers = { cookie: cookieOf(browser), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
  const answer = await fetch(`${address}/page/events`, { headers, signal: leaving.signal });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let [text, position] = ['', ''];
  const facts: Seen[] = [];
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const one of parts) {
      position = /^id: (.+)$/m.exec(one)?.[1] ?? position;
      const data = /^event: fact\nid: .+\ndata: (.+)$/m.exec(one)?.[1];
      if (data !== undefined) facts.push({ id: position, data: JSON.parse(data) });
    }
    if (enough(facts, position)) break;
  }
  leaving.abort();
  return { facts, position };
}

const tellOf = (facts: readonly Seen[], name: string): boolean =>
  facts.some(({ data }) => (data['subject'] as { id: string | null }).id === idOf(name));

const positionNow = async () => (await follow(undefined, (_facts, position) => position !== '')).position;

describe('GET /page/events', () => {
  it('tells of a fact with its subject by name, and of the reports whose read models read it', async () => {
    const from = await positionNow();
    const seen = follow(from, (facts) => facts.length > 0);
    await page.publish(...initiative(idOf('a'), '100.00'));
    const [first] = (await seen).facts;
    expect(first?.data).toEqual({
      type: initiativeRegistered.type,
      aggregate: 'initiatives.initiative',
      subject: { kind: 'initiative', id: expect.stringMatching(/^[0-9a-f-]{36}$/), title: expect.any(String) },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      reports: expect.arrayContaining(['plan/alignment', 'plan/contribution']),
    });
    for (const key of [first?.data['reports']].flat()) {
      expect(Object.values(routesOf.reporting).map(({ path }) => path)).toContain(`/v1/reports/${key}`);
    }
  });

  it('goes on from a position on any process, without a gap and without saying anything twice', async () => {
    const from = await positionNow();
    await page.publish(...initiative(idOf('b'), '100.00'), ...initiative(idOf('c'), '100.00'));
    const all = await follow(from, (facts) => tellOf(facts, 'b') && tellOf(facts, 'c'));
    const another = await page.another({ instance: 'reporting-1' });
    await page.publish(...initiative(idOf('d'), '100.00'));
    for (const [index, { id }] of all.facts.entries()) {
      const rest = await follow(id, (facts) => tellOf(facts, 'd'), { address: another.address });
      const before = all.facts.slice(index + 1).map(({ data }) => data);
      expect(rest.facts.slice(0, before.length).map(({ data }) => data)).toEqual(before);
      const ofD = rest.facts.slice(before.length).map(({ data }) => (data['subject'] as { id: string }).id);
      expect(new Set(ofD)).toEqual(new Set([idOf('d')]));
    }
    expect(all.facts.length).toBeGreaterThanOrEqual(2);
  });

  it('tells of a person that something was recorded, and neither who nor what', async () => {
    const from = await positionNow();
    await page.publish(...people('IT', [2, 1, 1, 1]));
    const { facts } = await follow(from, (all) => all.some(({ data }) => String(data['type']).startsWith('registry.')));
    const ofPersons = facts.filter(({ data }) => data['aggregate'] === 'registry.person');
    expect(ofPersons.length).toBeGreaterThan(0);
    for (const { data } of ofPersons) {
      expect(Object.keys(data)).toEqual(['type', 'aggregate', 'subject', 'at', 'reports']);
      expect(data['subject']).toEqual({ kind: 'person', id: null, title: null });
      expect(data['reports']).toEqual(['registry/stock', 'registry/consent']);
    }
  });

  it('begins now where the position is none, or is beyond what is here', async () => {
    const now = await positionNow();
    for (const given of ['', 'x', 'strategy.zz!', 'a'.repeat(5_000), `${now}~nobody.1`]) {
      expect((await follow(given, (_facts, position) => position !== '')).position).toBe(now);
    }
    const beyond = now.replace(/[0-9a-z]+(?=~|$)/g, 'zzzzzz');
    expect((await follow(beyond, (_facts, position) => position !== '')).facts).toEqual([]);
  });

  it('is for those who are signed in, and for so many of their tabs', async () => {
    const nobody = await page.browser().send('/page/events');
    expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'SESSION_ENDED']);
    const strange = await browser.send('/page/events', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(strange.statusCode).toBe(403);
    const leaving = new AbortController();
    const open = () =>
      fetch(`${page.reporting.address}/page/events`, {
        headers: { cookie: cookieOf(browser) },
        signal: leaving.signal,
      });
    const answers = await Promise.all(Array.from({ length: 9 }, open));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
    leaving.abort();
  });

  it('is no request whose time says anything: metrics count it as a stream', async () => {
    await positionNow();
    const text = (await page.running[0]?.internal.inject('/metrics'))?.body ?? '';
    expect(text).toContain('route="/page/session"');
    expect(text).not.toMatch(/route="\/page\/events",status="200"/);
  });

  it('ends with the session', async () => {
    const leaver = page.browser();
    await leaver.enter();
    const answer = await fetch(`${page.reporting.address}/page/events`, { headers: { cookie: cookieOf(leaver) } });
    const rest = answer.text();
    await leaver.look();
    await leaver.send('/page/session/end', { method: 'POST', asPage: true });
    expect(await rest).toContain('retry: 1000');
  });
});

it('writes a position so that it can be read again, and reads nothing else', () => {
  const position = new Map([
    ['strategy', [0, 35, 36]],
    ['registry', [7]],
  ] as const);
  expect(written(position)).toBe('strategy.0.z.10~registry.7');
  expect(readPosition(written(position))).toEqual(position);
  for (const text of ['', 'strategy', 'strategy.', 'nobody.1', 'strategy.1~', 'strategy.-1', 'strategy.1 '])
    expect(readPosition(text)).toBeUndefined();
});
