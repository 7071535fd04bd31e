// Indexes of fields that few states have: only those are in them, and reads by such a field find the same as before.
import { person, retentionProposal } from '@tributary/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateIndexes, supersededIndexes } from '../../src/mongo/aggregate-indexes.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { definitionOf } from '../../src/mongo/definition.ts';
import { makeIndexes } from '../../src/mongo/indexes.ts';
import type { AggregateDefinition } from '../../src/ports/aggregates.ts';
import { annotate, dig, type Well, wells } from '../fixtures/aggregates.ts';
import { reply } from '../fixtures/outcomes.ts';
import { request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { openStore } from '../fixtures/stores.ts';

const noted: AggregateDefinition<Well> = {
  ...wells,
  indexes: [...wells.indexes, { keys: { note: 1, _id: 1 }, present: 'note' }],
};

let servers: Servers;
let connection: MongoConnection;
beforeAll(async () => {
  servers = await startServers();
  connection = await freshDatabase(servers);
});
afterAll(async () => {
  await connection.close();
  await servers.close();
});

const indexesNow = async () => {
  const all = await connection.collection('well').indexes();
  return all
    .filter(({ name = '' }) => name.startsWith('note'))
    .map(({ name, partialFilterExpression }) => [name, partialFilterExpression]);
};

test('a field by which persons are sought and that few of them have is kept for those alone', () => {
  const partial = aggregateIndexes(definitionOf(person)).flatMap(({ name, partialFilterExpression = {} }) =>
    name?.endsWith('_present') ? Object.keys(partialFilterExpression) : [],
  );
  expect(partial.sort()).toEqual(
    ['applicantId', 'bindingCode', 'consentUntil', 'guardedBy', 'mergedInto', 'transferId', 'transferTo'].sort(),
  );
});

test('a field that every state has is in an index of all of them', () => {
  expect(supersededIndexes(definitionOf(retentionProposal))).toEqual([]);
});

test('one takes the place of the index that a release before made, as often as it is made, also at the same time', async () => {
  await connection.collection('well').createIndexes([{ key: { note: 1, _id: 1 } }]);
  expect(await indexesNow()).toEqual([['note_1__id_1', undefined]]);
  const wanted = [['note_1__id_1_present', { note: { $exists: true } }]];
  await Promise.all([1, 2, 3].map(() => makeIndexes(connection, [noted])));
  expect(await indexesNow()).toEqual(wanted);
  // that release starts once more, and goes
  await connection.collection('well').createIndexes([{ key: { note: 1, _id: 1 } }]);
  await makeIndexes(connection, [noted]);
  expect(await indexesNow()).toEqual(wanted);
});

test('who comes to have the field is found by it, and who loses it no more', async () => {
  const { store } = await openStore(connection, noted);
  const ids: string[] = [];
  for (const name of ['one', 'two', 'three']) ids.push(reply(await store.create(request(), () => dig(name))).id);
  const [first = '', second = ''] = ids;
  const found = async (filter: Parameters<typeof store.page>[0]) =>
    (await store.page(filter, { limit: 10 })).items.map(({ id }) => id).sort();
  const note = (id: string, text: string | undefined) =>
    store.change(id, request(), ({ state }) => annotate(state, text));
  expect(await found({ note: 'deep' })).toEqual([]);
  await note(first, 'deep');
  await note(second, 'dry');
  expect(await found({ note: 'deep' })).toEqual([first]);
  expect(await found({ note: { $in: ['deep', 'dry'] } })).toEqual([first, second].sort());
  expect(await found({ note: { $gte: '' } })).toEqual([first, second].sort());
  await note(first, undefined);
  expect(await found({ note: { $gte: '' } })).toEqual([second]);
  expect(await found({})).toEqual([...ids].sort());
});
