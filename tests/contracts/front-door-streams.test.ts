// Streams of events behind the front door: passed on as they come, for as long as somebody follows, and no longer.
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { usualLimits } from '@tributary/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorAndPart, startDoor } from './door-and-part.ts';

/** Shorter than a stream lives, and longer than it is silent. */
const connectionMs = 4_000;
let door: DoorAndPart;
let streams: ServerResponse[];

beforeAll(async () => {
  door = await startDoor({ requestMs: 200, connectionMs });
});
afterAll(() => door.close());

/** Follows a stream; the part has begun to answer it. */
async function follow(to: DoorAndPart = door): Promise<IncomingMessage> {
  streams = [];
  to.answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    response.write('retry: 3000\n\n');
    streams.push(response);
  };
  const path = '/reporting/v1/freshness/stream';
  const headers = { 'last-event-id': 'id-7', authorization: 'Bearer x' };
  return new Promise((resolve, reject) => {
    request({ port: to.port, path, agent: false, headers }, resolve).once('error', reject).end();
  });
}

async function next(answer: IncomingMessage): Promise<string> {
  const [part] = await once(answer, 'data');
  return String(part);
}

describe('a stream of events behind the front door', () => {
  it('is passed on as it comes, with its headers, and reaches the part with what the caller has', async () => {
    const answer = await follow();
    expect(await next(answer)).toBe('retry: 3000\n\n');
    for (const event of ['id: 1\ndata: {}\n\n', ': still here\n\n', 'id: 2\ndata: {}\n\n']) {
      streams[0]?.write(event);
      expect(await next(answer)).toBe(event);
    }
    expect(answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    expect(door.asked.at(-1)?.headers).toMatchObject({ 'last-event-id': 'id-7', authorization: 'Bearer x' });
    answer.destroy();
  });

  it('lives longer than a connection may be silent, as long as it says that it is there', async () => {
    const answer = await follow();
    let [text, closed] = ['', false];
    answer.on('data', (part) => {
      text += part;
    });
    answer.once('close', () => {
      closed = true;
    });
    const heartbeat = setInterval(() => streams[0]?.write(': still here\n\n'), connectionMs / 4);
    await new Promise((resolve) => setTimeout(resolve, connectionMs * 1.5));
    clearInterval(heartbeat);
    expect(closed).toBe(false);
    expect(text.split('still').length).toBeGreaterThan(3);
    answer.destroy();
  });

  it('ends at the part when the caller leaves, and at the caller when the part ends it', async () => {
    const left = await follow();
    await next(left);
    const gone = once(streams[0] as ServerResponse, 'close');
    left.destroy();
    await gone;
    const ended = await follow();
    await next(ended);
    streams[0]?.end();
    ended.resume();
    await once(ended, 'end');
  });

  it('is broken off at the caller when the part dies', async () => {
    const answer = await follow();
    await next(answer);
    const broken = new Promise((resolve) => answer.once('close', resolve));
    answer.once('error', () => undefined).resume();
    streams[0]?.destroy();
    await broken;
    expect(answer.complete).toBe(false);
  });

  it('leaves room for others: more than a part allows are followed at once, and requests go on', async () => {
    const wide = await startDoor();
    const many: IncomingMessage[] = [];
    for (let n = 0; n < 2 * usualLimits.streams; n += 1) many.push((await follow(wide)).resume());
    wide.answer = (_request, response) => response.end('{}');
    expect((await fetch(`http://127.0.0.1:${wide.port}/reporting/v1/reports`)).status).toBe(200);
    expect(many.filter(({ closed }) => closed)).toEqual([]);
    await wide.close();
  });

  it('ends at once and whole when the front door closes', async () => {
    const closing = await startDoor();
    const answer = await follow(closing);
    await next(answer);
    answer.resume();
    const ended = once(answer, 'end');
    const closed = closing.close();
    await ended;
    expect(answer.complete).toBe(true);
    await closed;
  });
});
