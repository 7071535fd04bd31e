import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handle } from '../src/index.ts';
import { as, contracts, type Fixture, NOTE_ID, REPORT, startFixture } from './fixture.ts';

let fixture: Fixture;
let planner: Record<string, string>;
beforeAll(async () => {
  fixture = await startFixture();
  planner = await as(fixture, 'planner');
});
afterAll(() => fixture.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'GET', url, headers: { ...planner, ...headers } });

describe('a read', () => {
  it('carries the version that it read and a hash of what it said as its ETag, and answers 304 to who has it', async () => {
    const url = `/v1/notes/${NOTE_ID}`;
    const response = await get(url);
    expect(response.headers['etag']).toMatch(/^"7\.[\w-]{11}"$/);
    expect(response.json()).toEqual({ id: NOTE_ID, seq: 7, text: 'read' });
    const etag = String(response.headers['etag']);
    for (const known of [etag, `W/${etag}`, `"6", ${etag}`, '*']) {
      const again = await get(url, { 'if-none-match': known });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    for (const other of ['"6"', '"7"', '"7.AAAAAAAAAAA"']) {
      expect((await get(url, { 'if-none-match': other })).statusCode).toBe(200);
    }
  });

  it('of bytes carries their hash as its ETag, and answers 304 to who has it', async () => {
    const response = await get('/v1/report');
    expect(response.rawPayload.equals(REPORT)).toBe(true);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    const etag = String(response.headers['etag']);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect((await get('/v1/report', { 'if-none-match': etag })).statusCode).toBe(304);
  });

  it('of a page is text of its own kind, with headers that let nothing foreign in', async () => {
    const response = await fixture.app.inject('/v1/page');
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'self'");
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('answers HEAD with the headers of GET', async () => {
    const response = await fixture.app.inject({ method: 'HEAD', url: `/v1/notes/${NOTE_ID}`, headers: planner });
    expect([response.statusCode, response.headers['etag'], response.body]).toEqual([
      200,
      expect.stringMatching(/^"7\./),
      '',
    ]);
  });

  it('that breaks its contract is a fault of ours, where replies are checked', async () => {
    const broken = await startFixture({
      routes: () => [{ contract: contracts.getNote, handler: async () => ({ reply: { body: { id: 5, seq: 1 } } }) }],
    });
    const headers = await as(broken, 'analyst');
    expect((await broken.app.inject({ url: `/v1/notes/${NOTE_ID}`, headers })).statusCode).toBe(500);
    expect(broken.logs.join('')).toContain('breaks its contract');
    await broken.close();
  });

  it('with a header that its contract does not name is a fault of ours, where replies are checked', async () => {
    const reply = { body: { id: NOTE_ID, seq: 1, text: 'read' }, headers: { 'x-data-as-of': '2026-01-01' } };
    const broken = await startFixture({ routes: () => [handle(contracts.getNote, async () => ({ reply }))] });
    const headers = await as(broken, 'analyst');
    expect((await broken.app.inject({ url: `/v1/notes/${NOTE_ID}`, headers })).statusCode).toBe(500);
    expect(broken.logs.join('')).toContain('does not name the headers x-data-as-of');
    await broken.close();
  });
});

describe('a list', () => {
  it('goes on where its cursor says, which tells nothing and cannot be made up', async () => {
    const first = (await get('/v1/notes')).json();
    expect(first.items[0].id).toBe('first');
    expect(first.next).not.toContain(NOTE_ID);
    const second = (await get(`/v1/notes?after=${first.next}`)).json();
    expect(second.items[0].id).toBe(NOTE_ID);
    expect(second.next).toBeNull();
    const [place, signature] = first.next.split('.');
    const forged = `${Buffer.from('another').toString('base64url')}.${signature}`;
    for (const after of [place, forged, `${first.next}.x`, NOTE_ID]) {
      expect((await get(`/v1/notes?after=${after}`)).statusCode).toBe(400);
    }
  });

  it('takes no cursor of another list', async () => {
    const { next } = (await get('/v1/notes')).json();
    const other = await fixture.app.inject({ url: `/v1/changes?after=${next}`, headers: planner });
    expect(other.json().errors).toMatchObject([{ pointer: '/query/after' }]);
  });
});

describe('I10 a read with a Consistency-Token', () => {
  const token = `initiatives:${NOTE_ID}:3`;

  it('waits for what another service has acknowledged', async () => {
    fixture.eventing.calls.length = 0;
    const response = await get('/v1/notes', { 'consistency-token': `${token}, registry:x:1` });
    expect(response.statusCode).toBe(200);
    expect(fixture.eventing.calls).toEqual([`waitFor ${token}`, 'waitFor registry:x:1']);
  });

  it('does not wait for what the service itself owns', async () => {
    fixture.eventing.calls.length = 0;
    expect((await get('/v1/notes', { 'consistency-token': `strategy:${NOTE_ID}:3` })).statusCode).toBe(200);
    expect(fixture.eventing.calls).toEqual([]);
  });

  it('is told to come back where it has not arrived in time', async () => {
    fixture.eventing.waits.set(token, 'late');
    const response = await get('/v1/notes', { 'consistency-token': token });
    expect(response.statusCode).toBe(503);
    expect(response.json().code).toBe('NOT_CAUGHT_UP');
    expect(response.headers['retry-after']).toBe('1');
  });

  it('is told at once where an operator must act first', async () => {
    fixture.eventing.waits.set(token, 'parked');
    const response = await get('/v1/notes', { 'consistency-token': token });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'PARKED', detail: expect.stringContaining(NOTE_ID) });
  });
});
