// Whether anybody waits for an answer: what is queued for a caller who has gone need not be done.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { handle } from '../src/index.ts';
import { as, contracts, type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
let gone: (() => boolean) | undefined;
let answer: () => void = () => undefined;

beforeAll(async () => {
  fixture = await startFixture({
    routes: () => [
      handle(contracts.listNotes, async (asked) => {
        gone = asked.gone;
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return { reply: { body: { items: [], next: null } } };
      }),
    ],
  });
});
afterAll(() => fixture.close());

async function ask(): Promise<http.ClientRequest> {
  gone = undefined;
  const { port } = fixture.app.server.address() as AddressInfo;
  const request = http.get({ port, path: '/v1/notes', headers: await as(fixture, 'planner'), agent: false });
  request.on('error', () => undefined);
  await vi.waitUntil(() => gone !== undefined, { timeout: 10_000 });
  return request;
}

it('a caller waits until the answer was sent', async () => {
  const request = await ask();
  expect(gone?.()).toBe(false);
  const answered = new Promise((resolve) => request.once('response', resolve));
  answer();
  await answered;
  expect(gone?.()).toBe(true);
});

it('a caller who closes the connection has gone', async () => {
  const request = await ask();
  expect(gone?.()).toBe(false);
  request.destroy();
  await vi.waitUntil(() => gone?.(), { timeout: 10_000 });
  answer();
});
