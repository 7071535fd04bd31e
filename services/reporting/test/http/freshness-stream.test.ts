// Who follows the freshness of reports is told of what they can newly show as soon as they can.
import { FreshnessMoved } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, plan } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(...plan('NDP'));
}, 120_000);
afterAll(() => harness?.installation.close());

/** Follows until `enough` of what came is there. */
async function follow(lastEventId: string | undefined, enough: (events: readonly FreshnessMoved[]) => boolean) {
  const leaving = new AbortController();
  const headers = {
    authorization: `Bearer ${await harness.installation.token(analyst)}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  const address = `${harness.reporting.address}/v1/freshness/stream`;
  const answer = await fetch(address, { headers, signal: leaving.signal });
  expect(answer.status).toBe(200);
  let text = '';
  const ids: string[] = [];
  const events: FreshnessMoved[] = [];
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const one of parts) {
      const [, id, data] = /^event: freshness\nid: (.+)\ndata: (.+)$/.exec(one) ?? [];
      if (id === undefined || data === undefined) continue;
      ids.push(id);
      events.push(FreshnessMoved.parse(JSON.parse(data)));
    }
    if (enough(events)) break;
  }
  leaving.abort();
  return { ids, events };
}

describe('GET /v1/freshness/stream', () => {
  it('tells the revision of this moment, and the next one once reports show a new fact', async () => {
    const [first] = (await follow(undefined, (events) => events.length > 0)).events;
    const reportIn = () => harness.reporting.get('/v1/reports/plan/alignment', { as: analyst });
    const before = (await reportIn()).headers.get('x-revision');
    const moved = follow(undefined, (events) => events.some(({ revision }) => revision !== first?.revision));
    await harness.publish(...initiative(idOf('a'), '100.00'));
    const { events, ids } = await moved;
    expect(events[0]?.revision).toBe(first?.revision);
    expect((await reportIn()).headers.get('x-revision')).not.toBe(before);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells of W too, which moves while nothing happens, each time a later one', async () => {
    const { events } = await follow(undefined, (all) => new Set(all.map(({ asOf }) => asOf)).size > 2);
    expect(new Set(events.map(({ revision }) => revision)).size).toBe(1);
    const instants = events.map(({ asOf }) => asOf ?? '');
    expect(instants).toEqual([...instants].sort());
  });

  it('does not tell again what the caller says that it has', async () => {
    const { ids } = await follow(undefined, (events) => events.length > 0);
    const again = await follow(ids[0], (events) => events.length > 0);
    expect(again.ids).not.toContain(ids[0]);
  });

  it('is for those who may read how fresh reports are', async () => {
    expect(await harness.reporting.get('/v1/freshness/stream')).toMatchObject({ status: 401 });
    expect(await harness.reporting.get('/v1/freshness/stream', { as: 'association@#a-1' })).toMatchObject({
      status: 403,
    });
  });
});
