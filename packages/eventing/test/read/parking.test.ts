// Poison: what can never be applied sets one aggregate aside; the others, and all positions, go on.
import { describe, expect, it } from 'vitest';
import { engine, GROUP } from './support/engine.ts';
import { idIn, journal, measured, subjectErased, subjectSeen, wellDug } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';
import { poison, said, sick, sound } from './support/poison.ts';

describe('parking in views (rule 26)', () => {
  it('a poison event sets one aggregate aside with a marker that holds no payload; the others go on', async () => {
    const records = journal(said);
    const { bring, group, store } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(group.applied('registry', 2)).toBe(5);
    expect(store.held.get(sick)).toMatchObject({ seq: 1 });
    expect(store.held.get(sound)).toMatchObject({ seq: 2 });
    expect(await store.parked.list()).toEqual([
      {
        group: GROUP,
        service: 'registry',
        partition: 2,
        agg: sick,
        fromSeq: 2,
        error: 'registry.well.measured.v1 /level: invalid_type',
        mending: false,
      },
    ]);
  });

  it.each([
    ['a row that the store refuses', new RangeError('a document of more than 16 MB')],
    [
      'an error of MongoDB about a document',
      Object.assign(new Error('too large'), { name: 'MongoServerError', code: 17419 }),
    ],
  ])('%s sets aside the one aggregate that it is about, and its assignment goes on', async (_what, refusal) => {
    const records = journal(said.map((one) => (one.fact === poison ? { ...one, fact: measured(1) } : one)));
    const { group, store } = await engine(fakePublisherOf(records));
    const { write } = store.rows;
    store.rows.write = async (changes) => {
      if (changes.some(({ agg }) => agg === sick)) throw refusal;
      return write(changes);
    };
    expect(await group.take('registry', 2, records, async () => undefined)).toBe(true);
    expect(group.applied('registry', 2)).toBe(5);
    expect(store.held.get(sound)).toMatchObject({ seq: 2 });
    expect(await store.parked.list()).toMatchObject([
      { agg: sick, fromSeq: 1, error: expect.stringContaining(refusal.message) },
    ]);
    store.rows.write = write;
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(store.held.get(sick)?.facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('a field that only a newer producer knows is no poison', async () => {
    const records = journal([
      { agg: sick, fact: { type: wellDug.type, data: { name: 'n', dugOn: '2026-01-01', depth: 4 } } },
    ]);
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(store.held.get(sick)).toMatchObject({ seq: 1, facts: [{ data: { depth: 4 } }] });
  });
});

describe('a terminal event (rule 29)', () => {
  const person = idIn(7);
  const broken = { type: subjectSeen.type, data: { place: 12 } };
  const records = journal([
    { agg: person, fact: subjectSeen({ place: 'harbour' }) },
    { agg: person, fact: broken },
    { agg: person, fact: subjectErased({ receiptId: 'r1' }) },
    { agg: person, fact: subjectSeen({ place: 'market' }) },
  ]);

  it('ignores the marker, empties the row, leaves a tombstone that keeps its position, and deletes the marker', async () => {
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records.slice(0, 2));
    expect(await store.parked.list()).toHaveLength(1);
    expect(store.held.get(person)?.facts).toHaveLength(1);
    await bring(records.slice(2, 3));
    expect(store.held.get(person)).toMatchObject({ seq: 3, pos: 3, facts: [], erased: true });
    expect(await store.parked.list()).toEqual([]);
  });

  it('stays terminal: later events and a replay of the topic put nothing back', async () => {
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    await bring(records);
    expect(store.held.get(person)).toMatchObject({ seq: 4, facts: [], erased: true });
  });

  it('I3: leaves the same tombstone when all its events come in one chunk', async () => {
    const { group, store } = await engine(fakePublisherOf(records));
    await group.take('partnerships', 7, records, async () => undefined);
    expect(store.held.get(person)).toMatchObject({ seq: 4, facts: [], erased: true });
    expect(await store.parked.list()).toEqual([]);
  });
});
