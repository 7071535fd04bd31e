// Streams of events: the newest at once and whenever it moves, for as long as the token is good and no longer than the
// service; a slow caller costs nobody anything.
import { type IncomingMessage, request } from 'node:http';
import { allow, defineEventStream } from '@tributary/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStream } from '../src/answer/event-stream.ts';
import { type EventSource, handle, type Limits } from '../src/index.ts';
import { as, type Fixture, startFixture } from './fixture.ts';

const contract = defineEventStream({
  service: 'strategy',
  path: '/v1/notes/stream',
  summary: 'Follow notes',
  access: allow('planner'),
  problems: [],
  events: { note: z.strictObject({ n: z.int() }) },
});

/** A number that a test moves. */
function counter() {
  const told = new Set<() => void>();
  const state = { n: 0, data: (n: number): unknown => ({ n }) };
  const source: EventSource = {
    newest: (has) =>
      has === `id-${state.n}` ? undefined : { name: 'note', id: `id-${state.n}`, data: state.data(state.n) },
    listen(tell) {
      told.add(tell);
      return () => void told.delete(tell);
    },
  };
  const move = () => {
    state.n += 1;
    for (const tell of told) tell();
  };
  return { state, source, move, listeners: () => told.size };
}

const opened: Fixture[] = [];
afterEach(async () => {
  for (const fixture of opened.splice(0)) await fixture.close();
});

async function world(limits: Partial<Limits> = {}) {
  const counted = counter();
  const fixture = await startFixture({
    limits: { eventsEveryMs: 0, ...limits },
    routes: () => [handle(contract, async () => ({ events: counted.source }))],
  });
  opened.push(fixture);
  const { port } = fixture.app.server.address() as { port: number };
  const planner = await as(fixture, 'planner');
  // a connection of its own for each: a client with a pool would open another when one is given up
  const follow = (headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { path } = contract;
      const asked = { port, path, method, agent: false, headers: { ...planner, ...headers } };
      request(asked, resolve).once('error', reject).end();
    });
  return { ...counted, fixture, follow };
}

/** Reads until `enough` of its text has come and leaves, or until it ends. */
async function textOf(answer: IncomingMessage, enough: (text: string) => boolean = () => false): Promise<string> {
  let text = '';
  for await (const part of answer.setEncoding('utf8')) {
    text += part;
    if (enough(text)) return text;
  }
  return `${text}<end>`;
}

describe('a stream of events', () => {
  it('begins with the newest, and goes on with what moves', async () => {
    const { follow, move, state } = await world();
    state.n = 7;
    const response = await follow();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    setTimeout(move, 20);
    const text = await textOf(response, (all) => all.includes('id-8') && all.endsWith('\n\n'));
    expect(text).toBe(
      'retry: 3000\n\nevent: note\nid: id-7\ndata: {"n":7}\n\nevent: note\nid: id-8\ndata: {"n":8}\n\n',
    );
  });

  it('says nothing again to a caller that comes back with the newest, only that it is there', async () => {
    const { follow, move } = await world({ heartbeatMs: 20 });
    const quiet = await textOf(await follow({ 'last-event-id': 'id-0' }), (all) => all.split(': still').length > 3);
    expect(quiet).not.toContain('data');
    const response = await follow({ 'last-event-id': 'id-0' });
    move();
    expect(await textOf(response, (all) => all.includes('data'))).toContain('id: id-1');
    const refused = await follow({ 'last-event-id': 'id\t0' });
    expect(refused.statusCode).toBe(400);
    expect(JSON.parse(await textOf(refused, (all) => all.endsWith('}')))).toMatchObject({
      errors: [{ pointer: '/headers/last-event-id' }],
    });
  });

  it('is for whom the route lets in, as any answer', async () => {
    const { follow, fixture } = await world();
    expect((await follow({ authorization: '' })).statusCode).toBe(401);
    expect((await follow(await as(fixture, 'analyst'))).statusCode).toBe(403);
    const head = await follow({}, 'HEAD');
    expect([head.headers['content-type'], await textOf(head)]).toEqual(['text/event-stream', '<end>']);
  });

  it('ends with its token, and not before', async () => {
    const { follow, fixture, listeners } = await world();
    const exp = Math.floor(Date.now() / 1000) - 4;
    const token = await fixture.issuer.token('planner', 'MPLA', { exp });
    const began = Date.now();
    const text = await textOf(await follow({ authorization: `Bearer ${token}` }));
    expect(text).toMatch(/id-0[^<]*<end>$/);
    // five seconds of leeway are given to every token
    expect(Date.now()).toBeGreaterThanOrEqual((exp + 5) * 1000);
    expect(began).toBeLessThan((exp + 5) * 1000);
    await expect.poll(listeners).toBe(0);
    expect((await follow({ authorization: `Bearer ${token}` })).statusCode).toBe(401);
  });

  it('is one of so many in a process: the next is told when to come again, and has the place of one that left', async () => {
    const { follow, listeners } = await world({ streams: 2 });
    const [first, second] = [await follow(), await follow()];
    const refused = await follow();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '10']);
    expect(JSON.parse(await textOf(refused, (all) => all.endsWith('}')))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(listeners()).toBe(2);
    first.destroy();
    await expect.poll(listeners).toBe(1);
    const third = await follow();
    expect(third.statusCode).toBe(200);
    for (const one of [second, third]) one.destroy();
    await expect.poll(listeners).toBe(0);
  });

  it('is one of so many of one caller, which leaves room for the others', async () => {
    const { follow, fixture } = await world({ streams: 3, streamsOfOne: 1 });
    const mine = await follow();
    const refused = await follow();
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '10']);
    refused.resume();
    const theirs = await follow(await as(fixture, 'planner', 'MECO'));
    expect(theirs.statusCode).toBe(200);
    for (const one of [mine, theirs]) one.destroy();
  });

  it('ends at once when the service closes, and no other begins', async () => {
    const { follow, fixture, listeners } = await world({ drainMs: 300, closeMs: 20_000 });
    const reading = textOf(await follow());
    const closing = fixture.close();
    expect(await reading).toMatch(/<end>$/);
    expect((await follow()).statusCode).toBe(503);
    expect(listeners()).toBe(0);
    await closing;
  });

  it('is counted while it is open, and not timed as an answer', async () => {
    const { follow, fixture } = await world();
    const response = await follow();
    const metrics = async () => (await fixture.internal.inject('/metrics')).body;
    expect(await metrics()).toContain('tributary_event_streams 1');
    response.destroy();
    await expect.poll(metrics).toContain('tributary_event_streams 0');
    expect(await metrics()).not.toContain('/v1/notes/stream');
  });

  it('that breaks its contract is broken off', async () => {
    const { follow, state, listeners } = await world();
    state.data = () => ({ n: 'many' });
    await expect(follow().then((answer) => textOf(answer))).rejects.toThrow();
    await expect.poll(listeners).toBe(0);
  });

  it('is described with the media type, the header and the data of its events', async () => {
    const { fixture } = await world();
    const { paths } = (await fixture.app.inject('/openapi.json')).json();
    const { parameters, responses } = paths['/v1/notes/stream'].get;
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'Last-Event-ID', in: 'header' }));
    const { schema } = responses['200'].content['text/event-stream'];
    expect(schema).toMatchObject({ type: 'string', 'x-events': { note: { properties: { n: { type: 'integer' } } } } });
    expect(responses['200'].headers).toHaveProperty('X-Accel-Buffering');
    expect(responses['503'].headers).toHaveProperty('Retry-After');
  });
});

describe('a slow caller', () => {
  const options = { contract, has: undefined, heartbeatMs: 5, eventsEveryMs: 0, endsInMs: 60_000, checked: true };

  it('gets the newest alone once it reads again, whatever has moved meanwhile, and no heartbeats in a heap', async () => {
    const { source, move, state, listeners } = counter();
    const { text, end } = openStream(source, options);
    const read = () => String(text.read() ?? '');
    expect(read()).toContain('retry');
    for (let n = 0; n < 10_000; n += 1) move();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(text.readableLength).toBeLessThan(100);
    let got = '';
    text.on('data', (part) => {
      got += part;
    });
    await expect.poll(() => got).toContain(`id-${state.n}`);
    expect(got.split('event: note').length - 1).toBeLessThanOrEqual(3);
    end();
    await expect.poll(listeners).toBe(0);
  });

  it('does not hold up the end', async () => {
    const { source, listeners } = counter();
    const { text, end } = openStream(source, options);
    const gone = new Promise((resolve) => text.once('close', resolve));
    end();
    await gone;
    expect(listeners()).toBe(0);
  });

  it('is not told of each move where they come fast', async () => {
    const { source, move } = counter();
    const { text, end } = openStream(source, { ...options, heartbeatMs: 60_000, eventsEveryMs: 50 });
    let got = '';
    text.on('data', (part) => {
      got += part;
    });
    for (let n = 0; n < 20; n += 1) {
      move();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => got).toContain('id-20');
    expect(got.split('event: note').length - 1).toBeLessThan(10);
    end();
  });
});
