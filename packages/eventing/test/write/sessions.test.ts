import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSessions, type Sessions } from '../../src/mongo/sessions.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

describe('sessions', () => {
  let count = 0;
  /** milliseconds since 1970 */
  let clock = Date.UTC(2026, 0, 1);
  let sessions: Sessions;
  let other: Sessions;

  beforeEach(() => {
    count += 1;
    clock = Date.UTC(2026, 0, 1);
    const open = () =>
      openSessions({
        mongoUrl: servers.mongoUrl,
        database: `sessions_${count}`,
        name: 'page_sessions',
        most: 6,
        mostOfOne: 2,
        now: () => new Date(clock),
      });
    sessions = open();
    other = open();
  });
  afterEach(async () => {
    await sessions.close();
    await other.close();
  });

  const begin = (id: string, owner = 'ada', lastsMs = 10_000) =>
    sessions.begin({ id, owner, sealed: `sealed ${id}`, endsAt: new Date(clock + lastsMs) });

  test('are continued by any process until they end', async () => {
    expect(await begin('a')).toBe(true);
    const found = await other.read('a');
    expect(found).toEqual({ id: 'a', owner: 'ada', sealed: 'sealed a', version: 1, endsAt: new Date(clock + 10_000) });
    expect(await other.read('b')).toBeUndefined();
    clock += 10_000;
    expect(await sessions.read('a')).toBeUndefined();
  });

  test('of one owner are so many: the oldest goes', async () => {
    for (const id of ['a', 'b', 'c']) {
      await begin(id);
      clock += 1;
    }
    expect([await sessions.read('a'), (await sessions.read('b'))?.id, (await sessions.read('c'))?.id]).toEqual([
      undefined,
      'b',
      'c',
    ]);
  });

  test('are so many in all, and those that have ended make room', async () => {
    for (const at of [1, 2, 3, 4, 5, 6]) expect(await begin(`s${at}`, `owner ${at}`)).toBe(true);
    expect(await begin('s7', 'owner 7')).toBe(false);
    expect(await sessions.read('s7')).toBeUndefined();
    clock += 10_000;
    expect(await begin('s7', 'owner 7')).toBe(true);
  });

  test('are replaced by one at a time, who is not waited for longer than it said', async () => {
    await begin('a');
    const session = { id: 'a', version: 1 };
    const taken = await Promise.all([sessions, other, sessions, other].map((one) => one.take(session, 1_000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    clock += 1_000;
    expect(await other.take(session, 1_000)).toBe(true);
    await other.replace({ ...session, sealed: 'sealed anew' });
    expect(await sessions.read('a')).toMatchObject({ version: 2, sealed: 'sealed anew' });
    // who comes late with what was made of the version before changes nothing
    await sessions.replace({ ...session, sealed: 'sealed late' });
    expect(await sessions.read('a')).toMatchObject({ version: 2, sealed: 'sealed anew' });
    expect(await sessions.take(session, 1_000)).toBe(false);
    expect(await sessions.take({ id: 'a', version: 2 }, 1_000)).toBe(true);
    await sessions.leave('a');
    expect(await other.take({ id: 'a', version: 2 }, 1_000)).toBe(true);
  });

  test('end when they are told to, and again is harmless', async () => {
    await begin('a');
    await other.end('a');
    await other.end('a');
    expect(await sessions.read('a')).toBeUndefined();
  });
});
