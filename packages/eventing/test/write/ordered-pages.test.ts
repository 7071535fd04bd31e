// Pages in the order of a definition: several documents share a place, and a page ends among them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { annotate, type Well, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

const notes = ['b', 'a', 'c', 'b', 'b', 'a', 'b'];

/** What documents are compared by: the listed fields, each in its direction. */
const compare = (order: object) => (one: Record<string, unknown>, other: Record<string, unknown>) => {
  const field = Object.keys(order).find((name) => one[name] !== other[name]);
  if (field === undefined) return 0;
  return String(one[field]) < String(other[field]) === (Reflect.get(order, field) === 1) ? -1 : 1;
};

describe.each([
  [{ note: 1 }, { note: 1, _id: 1 }],
  [{ note: -1 }, { note: -1, _id: -1 }],
  [
    { note: 1, name: -1 },
    { note: 1, name: -1, _id: -1 },
  ],
] as const)('pages in the order %j', (order, whole) => {
  let connection: MongoConnection;
  let opened: OpenStore<Well>;
  beforeAll(async () => {
    connection = await freshDatabase(servers);
    opened = await openStore(connection, { ...wells, order });
    for (const [index, note] of notes.entries()) {
      await opened.store.create(request(), () => annotate({ name: `w${index}`, levels: [] }, note));
    }
  });
  afterAll(() => connection.close());

  test.each([{}, { note: 'b' }, { note: { $in: ['a', 'b'] } }, { name: 'w3' }])(
    'hold each document of %j once, wherever a page ends',
    async (filter) => {
      const all = (await opened.store.page(filter, { limit: 100 })).items;
      const places = all.map(({ id, state }) => ({ ...state, _id: id }));
      expect(places.length).toBeGreaterThan(0);
      expect(places).toEqual(places.toSorted(compare(whole)));
      for (const limit of [1, 2, 3]) {
        const listed: string[] = [];
        let after: string | undefined;
        do {
          const page = await opened.store.page(filter, { limit, after });
          listed.push(...page.items.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        expect(listed).toEqual(all.map(({ id }) => id));
      }
    },
  );

  test('walk an index of their own', async () => {
    const indexes = await connection.collection(wells.name).listIndexes().toArray();
    expect(indexes.map(({ key }) => key)).toContainEqual(whole);
  });
});
