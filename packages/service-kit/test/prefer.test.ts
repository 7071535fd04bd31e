// Commands that are asked for the thing itself (RFC 7240).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { returnPreferred } from '../src/request/prefer.ts';
import { acknowledged, as, contracts, type Fixture, NOTE_ID, startFixture, usualOutcome } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => {
  fixture.outcome = usualOutcome;
});
afterAll(() => fixture.close());

const note = { id: NOTE_ID, seq: 7, text: 'read' };
const self = `/strategy/v1/notes/${NOTE_ID}`;

const send = async (method: 'POST' | 'PUT', url: string, headers: Record<string, string>, role = 'planner') =>
  fixture.app.inject({
    method,
    url,
    headers: { ...(await as(fixture, role)), ...headers },
    payload: { text: 'A note' },
  });
const write = (prefer: string) => send('POST', '/v1/notes', { prefer });

describe('return=representation', () => {
  it('answers what was made as its read does, under its address and with the version that was read', async () => {
    const response = await write('return=representation');
    expect(response.statusCode).toBe(201);
    expect(response.json()).toEqual(note);
    expect(response.headers).toMatchObject({
      location: self,
      'content-location': self,
      etag: expect.stringMatching(/^"7\.[\w-]{11}"$/),
      'consistency-token': `strategy:${NOTE_ID}:1`,
      'preference-applied': 'return=representation',
    });
  });

  it('answers what was changed, and what a repeated request was about', async () => {
    fixture.outcome = () => ({ ...acknowledged(false, 3), repeated: true });
    const headers = { 'if-match': '"2"', 'idempotency-key': 'k', prefer: 'return=representation' };
    const response = await send('PUT', `/v1/notes/${NOTE_ID}`, headers);
    expect([response.statusCode, response.json()]).toEqual([200, note]);
    expect(response.headers['preference-applied']).toBe('return=representation');
    expect(response.headers['location']).toBeUndefined();
  });

  it('is passed over where there is no such read, and a refusal stays one', async () => {
    const rate = await fixture.app.inject({
      method: 'PUT',
      url: `/v1/rates/${NOTE_ID}`,
      headers: { ...(await as(fixture, 'finance')), 'if-none-match': '*', prefer: 'return=representation' },
      payload: { rate: '1' },
    });
    expect([rate.statusCode, rate.json().links]).toEqual([200, { self }]);
    expect(rate.headers).not.toHaveProperty('preference-applied');
    fixture.outcome = () => ({ kind: 'rejected', rejection: { rejected: 'ALREADY_EXISTS', values: {}, errors: [] } });
    const refused = await write('return=representation');
    expect([refused.statusCode, refused.headers['preference-applied']]).toEqual([409, undefined]);
  });

  it.each(['return=minimal', 'return=minimal, return=representation'])(
    '%s is what is answered anyway',
    async (prefer) => {
      const response = await write(prefer);
      expect(response.json().status).toBe('written');
      expect(response.headers).toMatchObject({ etag: '"1"', 'preference-applied': 'return=minimal' });
    },
  );

  it.each(['respond-async', 'return=everything', '', 'return', ';;,=,'])(
    'what is not known is passed over: %s',
    async (prefer) => {
      const response = await write(prefer);
      expect(response.json().status).toBe('written');
      expect(response.headers).not.toHaveProperty('preference-applied');
    },
  );
});

it('a read that fails leaves the acknowledgement as the answer', async () => {
  const broken = await startFixture({
    routes: () => [
      { contract: contracts.writeNote, handler: async () => ({ outcome: acknowledged(true) }) },
      { contract: contracts.getNote, handler: () => Promise.reject(new Error('the store is away')) },
    ],
  });
  const response = await broken.app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: { ...(await as(broken, 'planner')), prefer: 'return=representation' },
    payload: { text: 'A note' },
  });
  expect([response.statusCode, response.json().status]).toEqual([201, 'written']);
  expect(response.headers).not.toHaveProperty('preference-applied');
  await broken.close();
});

it('is told in the description: the header, and the other body that an answer can have', async () => {
  const { paths } = JSON.parse((await fixture.app.inject('/openapi.json')).body);
  const { parameters, responses } = paths['/v1/notes'].post;
  expect(parameters.map(({ name }: { name: string }) => name)).toContain('Prefer');
  expect(responses['201'].content['application/json'].schema.anyOf).toHaveLength(2);
  expect(Object.keys(responses['201'].headers)).toEqual(
    expect.arrayContaining(['Content-Location', 'Preference-Applied']),
  );
  expect(JSON.stringify(paths['/v1/rates/{id}'].put)).not.toContain('Prefer');
});

it.each([
  ['return=representation', 'representation'],
  ['wait=10, return="Representation"; foo', 'representation'],
  ['return = minimal', 'minimal'],
  ['returns=minimal', undefined],
  [undefined, undefined],
])('%s prefers %s', (prefer, expected) => {
  expect(returnPreferred({ prefer })).toBe(expected);
});
