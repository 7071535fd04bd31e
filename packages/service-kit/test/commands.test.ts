import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

describe('a command', () => {
  it('is answered 201 with its place, its version and a token that reads can wait for', async () => {
    const response = await fixture.app.inject({
      method: 'POST',
      url: '/v1/notes',
      headers: await as(fixture, 'planner'),
      payload: { text: 'A note' },
    });
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
});
