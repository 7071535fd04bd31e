import { type FieldError, type RuleFault, reject } from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledged, as, type Fixture, NOTE_ID, startFixture, usualOutcome } from './fixture.ts';

let fixture: Fixture;
let planner: Record<string, string>;
beforeAll(async () => {
  fixture = await startFixture({
    now: () => new Date('2026-12-31T23:30:00.000Z'),
    config: { timeZone: 'Europe/Chisinau' },
  });
  planner = await as(fixture, 'planner');
});
beforeEach(() => {
  fixture.contexts.length = 0;
  fixture.outcome = usualOutcome;
});
afterAll(() => fixture.close());

const write = (payload: unknown, headers: Record<string, string> = {}) =>
  fixture.app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: { ...planner, 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

const change = (headers: Record<string, string>) =>
  fixture.app.inject({
    method: 'PUT',
    url: `/v1/notes/${NOTE_ID}`,
    headers: { ...planner, ...headers },
    payload: { text: 'A change' },
  });

describe('a command that creates', () => {
  it('is answered 201 with its place, its version and a token that reads can wait for', async () => {
    const response = await write({ text: 'A note' });
    expect(response.statusCode).toBe(201);
    expect(response.headers).toMatchObject({
      etag: '"1"',
      location: `/strategy/v1/notes/${NOTE_ID}`,
      'consistency-token': `strategy:${NOTE_ID}:1`,
      'content-type': 'application/json; charset=utf-8',
    });
    expect(response.json()).toEqual({
      id: NOTE_ID,
      seq: 1,
      status: 'written',
      links: { self: `/strategy/v1/notes/${NOTE_ID}` },
    });
  });

  it('knows who asks, for what, at what moment and on which day in the time zone of the installation', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await write({ text: 'A note' }, { traceparent });
    expect(fixture.contexts[0]).toMatchObject({
      actor: { sub: 'person-planner', client: 'planner@MPLA', ministry: 'MPLA', roles: ['planner'] },
      route: 'POST /v1/notes',
      target: '/v1/notes',
      now: new Date('2026-12-31T23:30:00.000Z'),
      today: '2027-01-01',
      traceparent,
      keyGiven: false,
      ifMatch: undefined,
      mustCreate: false,
    });
    expect(fixture.contexts[0]?.newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('gets a traceparent of its own where the caller has none or a broken one', async () => {
    await write({ text: 'A note' });
    await write({ text: 'A note' }, { traceparent: '00-zero-zero-00' });
    const [one, two] = fixture.contexts.map(({ traceparent }) => traceparent);
    expect(one).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(two).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(one).not.toBe(two);
  });

  it('has one fingerprint for one request however it is written, and another for another request', async () => {
    const key = { 'idempotency-key': 'key 1' };
    await write('{"text":"A note","weight":1}', key);
    await write('{ "weight": 1.0, "text": "A note" }', key);
    await write('{"text":"Another note","weight":1}', key);
    const [first, again, other] = fixture.contexts.map(({ fingerprint }) => fingerprint);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).not.toContain('note');
    expect(fixture.contexts[0]).toMatchObject({ key: 'key 1', keyGiven: true });
  });

  it('gets a key of its own where the caller sends none', async () => {
    await write({ text: 'A note' });
    await write({ text: 'A note' });
    expect(new Set(fixture.contexts.map(({ key }) => key)).size).toBe(2);
  });

  it.each([
    ['', 'empty'],
    ['ключ', 'not ASCII'],
    ['k'.repeat(129), 'too long'],
  ])('is refused with an Idempotency-Key that is malformed (%#)', async (key) => {
    const response = await write({ text: 'A note' }, { 'idempotency-key': key });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ pointer: '/headers/idempotency-key', code: 'WRONG_FORMAT' }]);
    expect(fixture.contexts).toEqual([]);
  });

  it.each([
    ['if-match', '"1"', 'IF_MATCH_NOTHING_YET'],
    ['if-none-match', '*', 'IF_NONE_MATCH_NOT_TAKEN'],
  ])('is refused with %s: %s, which has no meaning where something new is made', async (header, value, code) => {
    const response = await write({ text: 'A note' }, { [header]: value });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ pointer: `/headers/${header}`, code }]);
    expect(fixture.contexts).toEqual([]);
  });

  it('is refused where money moves and no Idempotency-Key came', async () => {
    const url = `/v1/notes/${NOTE_ID}/payment`;
    const headers = await as(fixture, 'finance');
    const without = await fixture.app.inject({ method: 'POST', url, headers, payload: { amount: '1' } });
    expect(without.statusCode).toBe(400);
    expect(without.json().code).toBe('IDEMPOTENCY_KEY_MISSING');
    const withKey = await fixture.app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'idempotency-key': 'p1' },
      payload: { amount: '1' },
    });
    expect(withKey.statusCode).toBe(201);
  });
});

describe('a command that changes', () => {
  it('takes If-Match where a POST changes what is there, and does not ask for it', async () => {
    const post = async (headers: Record<string, string>) =>
      fixture.app.inject({
        method: 'POST',
        url: `/v1/notes/${NOTE_ID}/payment`,
        headers: { ...(await as(fixture, 'finance')), 'idempotency-key': 'p', ...headers },
        payload: { amount: '1' },
      });
    expect((await post({ 'if-match': '"5"' })).statusCode).toBe(201);
    expect((await post({})).statusCode).toBe(201);
    expect(fixture.contexts).toMatchObject([{ ifMatch: 5 }, { ifMatch: undefined, preconditionMissing: false }]);
  });

  it.each([['"5"'], ['5'], [' "5" ']])('takes the version from If-Match %s', async (value) => {
    const response = await change({ 'if-match': value });
    expect(response.statusCode).toBe(200);
    expect(fixture.contexts[0]).toMatchObject({ ifMatch: 5, target: `/v1/notes/${NOTE_ID}` });
    expect(response.headers['location']).toBeUndefined();
  });

  it('if-match-ignored: passes the version on, so that a stale one can be refused', async () => {
    await change({ 'if-match': '"41"' });
    expect(fixture.contexts[0]?.ifMatch).toBe(41);
  });

  it.each([['W/"5"'], ['*'], ['"5", "6"'], ['"five"'], ['-1'], ['"5']])('refuses If-Match %s', async (value) => {
    const response = await change({ 'if-match': value });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toMatchObject([{ pointer: '/headers/if-match', code: 'WRONG_FORMAT' }]);
    expect(fixture.contexts).toEqual([]);
  });

  it('is told that If-Match is missing, so that it is refused once it is known who may and what is there', async () => {
    const response = await change({});
    expect(response.statusCode).toBe(428);
    expect(response.json().code).toBe('PRECONDITION_REQUIRED');
    fixture.owner = 'MFIN';
    const foreign = await change({});
    fixture.owner = 'MPLA';
    expect(foreign.statusCode).toBe(403);
  });

  it('fails closed when nobody asked for the version that the route needs', async () => {
    fixture.outcome = () => acknowledged(false);
    expect((await change({})).statusCode).toBe(500);
    expect(fixture.logs.join('')).toContain('did not ask for its precondition');
  });

  it('may create under a natural key with If-None-Match: *', async () => {
    const put = async (headers: Record<string, string>) =>
      fixture.app.inject({
        method: 'PUT',
        url: `/v1/rates/${NOTE_ID}`,
        headers: { ...(await as(fixture, 'finance', 'MFIN')), ...headers },
        payload: { rate: '1' },
      });
    fixture.outcome = () => acknowledged(true);
    expect((await put({ 'if-none-match': '*' })).statusCode).toBe(201);
    expect(fixture.contexts[0]).toMatchObject({ mustCreate: true, ifMatch: undefined });
    fixture.outcome = () => acknowledged(false, 3);
    expect((await put({ 'if-match': '"2"' })).headers).toMatchObject({ etag: '"3"' });
    expect(fixture.contexts[1]).toMatchObject({ mustCreate: false, ifMatch: 2 });
    await put({ 'if-match': '"2.kJ3xY_-9aBc"' });
    expect(fixture.contexts[2]).toMatchObject({ ifMatch: 2 });
    fixture.outcome = usualOutcome;
    expect((await put({})).statusCode).toBe(428);
    const told = async (headers: Record<string, string>) => (await put(headers)).json().errors;
    expect(await told({ 'if-none-match': '"2"' })).toMatchObject([
      { pointer: '/headers/if-none-match', code: 'IF_NONE_MATCH_NOT_STAR' },
    ]);
    expect(await told({ 'if-none-match': '*', 'if-match': '"2"' })).toMatchObject([
      { pointer: '/headers/if-match', code: 'IF_MATCH_BESIDE_NONE' },
    ]);
  });

  it('is told that it takes no If-None-Match, and what to send instead', async () => {
    for (const value of ['*', '"5"']) {
      const response = await change({ 'if-match': '"5"', 'if-none-match': value });
      expect(response.statusCode).toBe(400);
      const [error] = response.json().errors;
      expect(error).toMatchObject({ pointer: '/headers/if-none-match', code: 'IF_NONE_MATCH_NOT_TAKEN' });
      expect(error.detail).toContain('send its ETag in If-Match');
    }
    expect(fixture.contexts).toEqual([]);
  });
});

describe('a refusal of a rule', () => {
  it('becomes a problem with the values of the rule in its sentence', async () => {
    fixture.outcome = () => ({ kind: 'rejected', rejection: reject('STALE', { given: 5, current: 7 }) });
    const response = await change({ 'if-match': '5' });
    expect(response.statusCode).toBe(412);
    expect(response.json()).toMatchObject({
      type: '/problems/stale',
      detail: 'If-Match names 5, the current version is 7. Read it again and repeat your change.',
    });
  });

  it('names its places in the asked language, and keeps the words of those that have some', async () => {
    const errors: readonly (FieldError | RuleFault)[] = [
      { pointer: '/links/0', code: 'REPEATED' },
      { pointer: '/plan', code: 'PLAN_UNKNOWN', values: { planCode: 'NDP' } },
      { pointer: '', code: 'PARENT_UNKNOWN', detail: 'No such parent.', row: 3, column: 'parent' },
    ];
    fixture.outcome = () => ({
      kind: 'rejected',
      rejection: reject('IMPORT_INVALID', { errorCount: 2, causes: '' }, errors),
    });
    const response = await change({ 'if-match': '5', 'accept-language': 'it' });
    expect(response.json().errors).toEqual([
      { pointer: '/links/0', code: 'REPEATED', detail: 'Indicare questo valore una sola volta.' },
      { pointer: '/plan', code: 'PLAN_UNKNOWN', detail: 'Il piano NDP non esiste.' },
      errors[2],
    ]);
  });

  it('can be found again by the trace of its request', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect((await change({ traceparent })).json().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect((await change({})).json().traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('says when to try again', async () => {
    fixture.outcome = () => ({ kind: 'rejected', rejection: reject('TOO_MANY_REQUESTS', { seconds: 30 }) });
    const response = await change({ 'if-match': '5' });
    expect(response.statusCode).toBe(429);
    expect(response.headers['retry-after']).toBe('30');
    expect(response.json().detail).toBe('Wait 30 seconds and try again.');
  });
});

describe('a row of another ministry', () => {
  it('is not changed', async () => {
    fixture.owner = 'MFIN';
    const response = await change({ 'if-match': '5', 'accept-language': 'fr' });
    fixture.owner = 'MPLA';
    expect(response.statusCode).toBe(403);
    expect(response.json().detail).toBe(
      'Cette opération exige l’un des rôles suivants : planner, et le ministère auquel appartient le dossier.',
    );
    expect(fixture.contexts).toEqual([]);
  });
});
