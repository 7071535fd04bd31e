import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedEvent } from '@tributary/contracts';
import type { JournalReader } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedRequest, createFeedClient } from '../src/index.ts';
import { boundFeed } from '../src/server/feed-routes.ts';
import { as, type Fixture, startFixture } from './fixture.ts';

const record = (pos: number, type = 'strategy.plan.revised.v1'): RecordedEvent => ({
  partition: 0,
  pos,
  agg: 'p1',
  seq: pos,
  recordedAt: `2026-11-24T10:00:0${pos}.000Z`,
  event: {
    id: `01932f5e-7a00-7000-8000-00000000000${pos}`,
    type,
    subject: 'p1',
    seq: pos,
    at: '2026-11-24T10:00:00.000Z',
    ministry: 'MPLA',
    hops: 0,
    data: {},
  },
});

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
  fixture.eventing.records.push(record(1), record(2, 'strategy.plan.activated.v1'), record(3));
});
afterAll(() => fixture.close());

/** Changes are for institutions; high watermarks and feed are for the installation, and so is their listener. */
const ask = async (url: string, role = 'service') => {
  const listener = url.startsWith('/internal/') ? fixture.internal : fixture.app;
  return listener.inject({ url, headers: await as(fixture, role) });
};

describe('what is confidential', () => {
  it('is told to the ministry that owns it, and to no other', async () => {
    const routes = boundFeed('initiatives', {
      ...({} as JournalReader),
      changes: async () => ({
        items: [record(1), record(2, 'initiatives.application.started.v1')],
        next: 'on',
      }),
    });
    const changes = routes.find(({ contract }) => contract.path === '/v1/changes');
    const told = async (ministry: string) => {
      const asked = { query: { limit: 50 }, actor: { ministry } } as unknown as CheckedRequest<never, never, never>;
      const answer = await changes?.handler(asked);
      const { items } = (answer as { reply: { body: { items: { type: string }[] } } }).reply.body;
      return items.map(({ type }) => type);
    };
    const open = 'strategy.plan.revised.v1';
    expect(await told('MPLA')).toEqual([open, 'initiatives.application.started.v1']);
    expect(await told('MECO')).toEqual([open]);
    expect(await told('')).toEqual([open]);
  });
});

describe('the journal of a service', () => {
  it('is read by the workers of others, by partition or by aggregate', async () => {
    expect((await ask('/internal/high-watermarks')).json()).toEqual({
      highWatermarks: [{ partition: 0, pos: 3 }],
      highWatermarksAt: '2026-11-24T10:00:00.000Z',
      epoch: 1,
    });
    const byPartition = await ask('/internal/feed?partition=0&after=1&limit=1');
    expect(byPartition.json()).toEqual({ records: [record(2, 'strategy.plan.activated.v1')] });
    expect((await ask('/internal/feed?agg=p1')).json().records).toHaveLength(3);
    expect((await ask('/internal/feed')).statusCode).toBe(400);
    expect((await ask('/internal/feed?partition=0&agg=p1')).statusCode).toBe(400);
    expect((await ask('/internal/feed?partition=12')).statusCode).toBe(400);
  });

  it('is closed to every other role', async () => {
    for (const role of ['operator', 'analyst', 'planner', 'public']) {
      expect((await ask('/internal/high-watermarks', role)).statusCode).toBe(403);
      expect((await ask('/internal/feed?partition=0', role)).statusCode).toBe(403);
    }
    expect((await fixture.internal.inject('/internal/high-watermarks')).statusCode).toBe(401);
    expect((await ask('/v1/notes')).statusCode).toBe(403);
  });

  it('is pulled by institutions as CloudEvents, in order, from a cursor that tells nothing', async () => {
    const first = (await ask('/v1/changes?limit=2', 'analyst')).json();
    expect(first.items[0]).toEqual({
      specversion: '1.0',
      datacontenttype: 'application/json',
      id: '01932f5e-7a00-7000-8000-000000000001',
      source: '/strategy',
      type: 'strategy.plan.revised.v1',
      subject: 'p1',
      time: '2026-11-24T10:00:00.000Z',
      sequence: '1',
      pos: '1',
      recordedat: '2026-11-24T10:00:01.000Z',
      partitionkey: 'p1',
      ministry: 'MPLA',
      hops: '0',
      data: {},
    });
    expect(first.items).toHaveLength(2);
    const rest = (await ask(`/v1/changes?after=${first.next}`, 'analyst')).json();
    expect(rest.items.map(({ sequence }: { sequence: string }) => sequence)).toEqual(['3']);
    const end = (await ask(`/v1/changes?after=${rest.next}`, 'analyst')).json();
    expect(end.items).toEqual([]);
    const typed = await ask('/v1/changes?type=strategy.plan.activated.v1', 'analyst');
    expect(typed.json().items).toHaveLength(1);
  });

  it('is not there for a service that owns no events', async () => {
    const reporting = await startFixture({ config: { service: 'reporting' }, routes: () => [] });
    for (const url of ['/internal/high-watermarks', '/internal/feed', '/v1/changes']) {
      for (const listener of [reporting.app, reporting.internal]) {
        const { statusCode } = await listener.inject({ url, headers: await as(reporting, 'service') });
        expect([url, statusCode]).toEqual([url, 404]);
      }
    }
    await reporting.close();
  });
});

describe('a feed client', () => {
  let tokens: Server;
  let asked: { authorization: string | undefined; body: string }[];
  let address: string;
  let answer: () => Promise<object>;
  beforeAll(async () => {
    asked = [];
    answer = async () => ({ access_token: await fixture.issuer.token('service', 'MPLA'), expires_in: 3600 });
    tokens = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', async () => {
        asked.push({ authorization: request.headers.authorization, body });
        response.setHeader('content-type', 'application/json').end(JSON.stringify(await answer()));
      });
    });
    await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(fixture.internal.server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    tokens.closeAllConnections();
    tokens.close();
  });

  const client = (peer = address, waitMs?: number) => {
    const peers = new Map([['strategy', peer]] as const);
    const tokenUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
    return createFeedClient({ tokenUrl, clientId: 'reporting', clientSecret: 'a secret: of reporting', peers }, waitMs);
  };

  it('reads high watermarks and feed with one token for many requests', async () => {
    const feeds = client();
    const [highWatermarks, records] = await Promise.all([
      feeds.highWatermarks('strategy'),
      feeds.feed('strategy', { partition: 0, after: 1 }, 10),
    ]);
    expect(highWatermarks).toEqual({
      highWatermarks: [{ partition: 0, pos: 3 }],
      highWatermarksAt: '2026-11-24T10:00:00.000Z',
      epoch: 1,
    });
    expect(records).toEqual([record(2, 'strategy.plan.activated.v1'), record(3)]);
    expect(await feeds.feed('strategy', { agg: 'p1', after: 0 }, 1)).toEqual([record(1)]);
    const basic = Buffer.from('reporting:a%20secret%3A%20of%20reporting').toString('base64');
    expect(asked).toEqual([{ authorization: `Basic ${basic}`, body: 'grant_type=client_credentials' }]);
  });

  it('reads what a newer owner answers: what this release does not know is left out, at any depth', async () => {
    const more = { added: { later: true } };
    const newer = createServer((request, response) => {
      const highWatermarks = {
        highWatermarks: [{ partition: 0, pos: 3, ...more }],
        highWatermarksAt: '2026-11-24T10:00:00.000Z',
        corrected: { at: '2026-11-24T09:00:00.000Z', seconds: 7, ...more },
        epoch: 1,
        ...more,
      };
      const page = {
        records: [
          { ...record(1), ...more },
          { ...record(2), ...more },
        ],
        ...more,
      };
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(request.url?.startsWith('/internal/high-watermarks') ? highWatermarks : page));
    });
    await new Promise<void>((resolve) => newer.listen(0, '127.0.0.1', resolve));
    const feeds = client(`http://127.0.0.1:${(newer.address() as AddressInfo).port}`);
    expect(await feeds.highWatermarks('strategy')).toEqual({
      highWatermarks: [{ partition: 0, pos: 3 }],
      highWatermarksAt: '2026-11-24T10:00:00.000Z',
      corrected: { at: '2026-11-24T09:00:00.000Z', seconds: 7 },
      epoch: 1,
    });
    expect(await feeds.feed('strategy', { partition: 0, after: 0 }, 10)).toEqual([record(1), record(2)]);
    newer.closeAllConnections();
    newer.close();
  });

  it('takes no answer that lacks what the contract promises, whatever else it says', async () => {
    const other = createServer((_request, response) => {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ highWatermarks: [{ partition: 0 }], more: 1 }));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const feeds = client(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    await expect(feeds.highWatermarks('strategy')).rejects.toThrow('with a body of another form');
    other.closeAllConnections();
    other.close();
  });

  it('asks for another token when one is refused', async () => {
    const feeds = client();
    const good = answer;
    answer = async () => ({ access_token: 'worn out', expires_in: 3600 });
    await expect(feeds.highWatermarks('strategy')).rejects.toThrow('answered 401');
    answer = good;
    await expect(feeds.highWatermarks('strategy')).resolves.toMatchObject({ epoch: 1 });
  });

  it('says which peer does not answer, as a failure that passes', async () => {
    await expect(client('http://127.0.0.1:1').highWatermarks('strategy')).rejects.toMatchObject({
      name: 'PeerUnavailable',
      code: 'EPEER',
      message: '127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1',
    });
    await expect(client().highWatermarks('registry')).rejects.toThrow('TRIBUTARY_PEERS does not say where registry is');
  });

  it('waits for a busy peer as long as it was told to, and says that it did', async () => {
    const good = answer;
    answer = () => new Promise((resolve) => setTimeout(async () => resolve(await good()), 300));
    await expect(client(address, 100).highWatermarks('strategy')).rejects.toThrow(
      'does not answer: no answer within 100 ms',
    );
    await expect(client(address, 10_000).highWatermarks('strategy')).resolves.toMatchObject({ epoch: 1 });
    answer = good;
  });
});
