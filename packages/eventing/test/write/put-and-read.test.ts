import { describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import type { CommandContext } from '../../src/ports/commands.ts';
import { dig, measure, wells } from '../fixtures/aggregates.ts';
import { code } from '../fixtures/outcomes.ts';
import { request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(wells);

/** Puts a level under the well's name: digs it where it is not there. */
const put = (name: string, level: number, context: CommandContext) =>
  opened.store.put(`well:${name}`, context, (stored) => (stored ? measure(stored.state, level) : dig(name)));

describe('putting under a natural key', () => {
  test('rule 1: it is made where it is not there and changed where it is, under one id', async () => {
    const made = await put('a', 0, request({ mustCreate: true }));
    expect(made).toMatchObject({ kind: 'acknowledged', created: true, reply: { id: naturalId('well:a'), seq: 1 } });
    const changed = await put('a', 5, request({ ifMatch: 1 }));
    expect(changed).toMatchObject({ kind: 'acknowledged', created: false, reply: { id: naturalId('well:a'), seq: 2 } });
  });

  test('rule 5: what must not be there and is, or must be there and is not, or has moved on, is stale', async () => {
    await put('b', 0, request({ mustCreate: true }));
    expect(code(await put('b', 1, request({ mustCreate: true })))).toBe('STALE');
    expect(code(await put('b', 1, request({ ifMatch: 2 })))).toBe('STALE');
    expect(code(await put('never dug', 1, request({ ifMatch: 1 })))).toBe('STALE');
    expect(await opened.store.load(naturalId('well:never dug'))).toBeUndefined();
  });

  test('rule 6, I9: a repeat gets the same bytes, of the making and of the change', async () => {
    const first = request({ key: 'make', mustCreate: true });
    const second = request({ key: 'change', ifMatch: 1 });
    const [made, changed] = [await put('c', 0, first), await put('c', 5, second)];
    expect(await put('c', 0, first)).toEqual({ ...made, repeated: true });
    expect(await put('c', 5, second)).toEqual({ ...changed, repeated: true });
    expect((await opened.store.load(naturalId('well:c')))?.state.levels).toEqual([5]);
  });

  test('I5: of many who must create one does, and the others are stale', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => put('d', n, request({ key: `k${n}`, mustCreate: true }))),
    );
    expect(outcomes.map(code).sort()).toEqual([...Array.from({ length: 7 }, () => 'STALE'), 'acknowledged'].sort());
    expect((await opened.store.load(naturalId('well:d')))?.seq).toBe(1);
  });
});

describe('reading aggregates', () => {
  test('pages follow each other without a gap, and the last one says so', async () => {
    for (const name of ['r1', 'r2', 'r3']) await put(name, 0, request());
    const filter = { name: { $in: ['r1', 'r2', 'r3'] } };
    const first = await opened.store.page(filter, { limit: 2 });
    const last = await opened.store.page(filter, { limit: 2, after: first.next });
    expect([first.items.length, last.items.length, last.next]).toEqual([2, 1, undefined]);
    const names = [...first.items, ...last.items].map(({ state }) => state.name);
    expect(names.sort()).toEqual(['r1', 'r2', 'r3']);
    expect((await opened.store.page(filter, { limit: 3 })).next).toBeUndefined();
  });

  test('what is not there is not found', async () => {
    expect(await opened.store.load(uuidv7())).toBeUndefined();
    expect(await opened.store.page({ name: 'nobody' }, { limit: 5 })).toEqual({ items: [], next: undefined });
  });
});
