import type { Document } from 'bson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as surface from '../../src/mongo/surface.ts';
import { documented, edges, entries } from './conformance/entries.ts';
import { rows } from './conformance/rows/index.ts';
import { type TestServer, testServer } from './support/server.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

const allRows = Object.values(rows).flat();

describe('the frozen list', () => {
  test('each entry and each edge is shown by a row', () => {
    const proved = new Set(allRows.flatMap(({ proves }) => proves));
    expect([...entries, ...edges].filter((entry) => !proved.has(entry))).toEqual([]);
  });

  test('each row shows something of the list, cites its source and has a title of its own', () => {
    const known = new Set([...entries, ...edges]);
    expect(allRows.flatMap(({ proves }) => proves).filter((entry) => !known.has(entry))).toEqual([]);
    expect(allRows.filter(({ source }) => source.length < 10).map(({ title }) => title)).toEqual([]);
    for (const list of Object.values(rows)) expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
    const silent = Object.entries(rows).flatMap(([name, list]) => (name === 'refused' ? [] : list));
    expect(silent.filter(({ proves }) => proves.length === 0).map(({ title }) => title)).toEqual([]);
  });
});

describe('what MongoDB documents and the list does not hold is refused by name', () => {
  let server: TestServer;
  let client: WireClient;
  beforeAll(async () => {
    server = await testServer();
    client = await wireClient(server.port);
    await run({ insert: 'c', documents: [{ _id: 1, a: [1], n: 1 }] });
  });
  afterAll(async () => {
    client.close();
    await server.end();
  });

  const run = (command: Document) => client.run({ ...command, $db: 'surface' });
  const others = (names: string, known: readonly string[]) => names.split(' ').filter((name) => !known.includes(name));

  async function refuses(name: string, code: number, command: Document): Promise<void> {
    const reply = await run(command);
    const error = reply['writeErrors']?.[0] ?? reply;
    expect({ name, code: error.code?.value }).toEqual({ name, code });
    expect(error.errmsg).toContain(name);
    expect((await run({ find: 'c' }))['cursor'].firstBatch).toHaveLength(1);
  }

  test('commands', async () => {
    for (const name of others(documented.commands, Object.keys(surface.commands)))
      await refuses(name, 59, { [name]: 1 });
  });

  test('filter operators, at the top and on a field', async () => {
    const known = [...surface.filterOperators, ...surface.logicalOperators];
    for (const name of others(documented.filters, known)) {
      await refuses(name, 2, { find: 'c', filter: { [name]: 1 } });
      await refuses(name, 2, { find: 'c', filter: { a: { [name]: 1 } } });
    }
    for (const name of surface.logicalOperators) await refuses(name, 2, { find: 'c', filter: { a: { [name]: [{}] } } });
    for (const name of surface.filterOperators) await refuses(name, 2, { find: 'c', filter: { [name]: 1 } });
  });

  test('update operators and their modifiers', async () => {
    const update = (u: Document) => ({ update: 'c', updates: [{ q: {}, u }] });
    for (const name of others(documented.updates, surface.updateOperators))
      await refuses(name, 9, update({ [name]: { n: 1 } }));
    for (const name of others(documented.pushModifiers, surface.pushModifiers)) {
      await refuses(name, 2, update({ $push: { a: { $each: [2], [name]: 1 } } }));
    }
    for (const name of others(documented.pushModifiers, surface.addToSetModifiers)) {
      await refuses(name, 2, update({ $addToSet: { a: { $each: [2], [name]: 1 } } }));
    }
  });

  test('stages and accumulators', async () => {
    const aggregate = (stage: Document) => ({ aggregate: 'c', pipeline: [stage], cursor: {} });
    for (const name of others(documented.stages, surface.stages)) await refuses(name, 9, aggregate({ [name]: {} }));
    for (const name of others(documented.accumulators, surface.accumulators)) {
      await refuses(name, 2, aggregate({ $group: { _id: null, n: { [name]: 1 } } }));
    }
  });

  test('arguments of find and options of indexes', async () => {
    for (const name of documented.findArguments.split(' ')) await refuses(name, 40415, { find: 'c', [name]: 1 });
    for (const name of others(documented.indexOptions, surface.indexOptions)) {
      await refuses(name, 67, { createIndexes: 'c', indexes: [{ key: { n: 1 }, name: 'n', [name]: 1 }] });
    }
  });

  test('an argument that no command takes, for each command', async () => {
    for (const [name, args] of Object.entries(surface.commands)) {
      await refuses('anything', 40415, { [name]: 'c', anything: 1 });
      expect(args).not.toContain('anything');
    }
  });
});
