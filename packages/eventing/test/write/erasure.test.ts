import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { mongoTombstones } from '../../src/mongo/tombstones.ts';
import { erase, see, subjects, type Visit, visit, visits } from '../fixtures/aggregates.ts';
import { code } from '../fixtures/outcomes.ts';
import { answering, request } from '../fixtures/requests.ts';
import { type OpenStore, openStore, storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(subjects);

type Raced = OpenStore<Visit>;

/** A subject seen twice and erased, each request with a key of its own. */
async function erased(name: string) {
  const first = request({ key: `${name} first`, body: 'Ana was seen in Lisbon' });
  const made = await opened.store.create(first, () => see(undefined, 'Lisbon'));
  if (made.kind !== 'acknowledged') throw new Error('not made');
  const { id } = made.reply;
  const second = request({ key: `${name} second`, body: 'Ana was seen in Porto' });
  await opened.store.change(id, second, ({ state }) => see(state, 'Porto'));
  const third = request({ key: `${name} third` });
  const ended = await opened.store.change(id, third, () => erase());
  return { id, first, second, third, ended };
}

describe('an erased subject', () => {
  test('rule 6: nothing that was remembered of earlier requests is left', async () => {
    const { id, first, second } = await erased('a');
    const raw = await opened.connection.collection(subjects.name).findOne({ _id: id as never });
    expect(raw).not.toHaveProperty('created');
    expect(raw?.['receipts']).toHaveLength(1);
    expect(JSON.stringify({ ...raw, outbox: [] })).not.toContain(first.fingerprint);
    expect(JSON.stringify({ ...raw, outbox: [] })).not.toContain(second.fingerprint);
  });

  test('rule 6: a retry of what made or changed it answers GONE', async () => {
    const { id, first, second } = await erased('b');
    expect(code(await opened.store.create(first, () => see(undefined, 'Lisbon')))).toBe('GONE');
    expect(code(await opened.store.change(id, second, ({ state }) => see(state, 'Porto')))).toBe('GONE');
    expect(code(await opened.store.change(id, request(), ({ state }) => see(state, 'Faro')))).toBe('GONE');
  });

  test('rule 6, I9: a retry of the erasure itself gets its first answer', async () => {
    const { id, third, ended } = await erased('c');
    const again = await opened.store.change(id, third, () => erase());
    expect(again).toEqual({ ...ended, repeated: true });
  });

  test('rule 29: no event of another service has an effect on it any more', async () => {
    const { id } = await erased('d');
    const before = await opened.documents.find(id);
    const answer = await opened.store.react({ id }, answering('0198', 1), (subject) => see(subject?.state, 'Faro'));
    expect(answer).toBe('dropped');
    expect(await opened.documents.find(id)).toEqual(before);
  });
});

describe('what comes to name an erased subject', () => {
  let raced: Raced;
  let store: Raced['store'];
  beforeAll(async () => {
    raced = await openStore(opened.connection, visits);
    ({ store } = raced);
  });

  const bury = (subject: string) => mongoTombstones(() => opened.connection).bury(subject, request());

  test('rule 29: is refused as gone, made or changed, and what named it before can still be changed', async () => {
    const [erasedOne, alive] = [uuidv7(), uuidv7()];
    const before = await store.create(request(), () => visit('Lisbon', erasedOne));
    await Promise.all([bury(erasedOne), bury(erasedOne)]);
    const context = request({ key: 'late' });
    expect(code(await store.create(context, () => visit('Porto', alive, erasedOne)))).toBe('GONE');
    const newDocuments = [{ naturalKey: 'visit:1', decide: () => visit('Faro', erasedOne) }];
    expect(await store.createAll(request(), newDocuments)).toMatchObject({ rejected: 'GONE' });
    const made = await store.create(request(), () => visit('Porto', alive));
    if (made.kind !== 'acknowledged' || before.kind !== 'acknowledged') throw new Error('not made');
    const adding = () => visit('Porto', alive, erasedOne);
    expect(code(await store.change(made.reply.id, request(), adding))).toBe('GONE');
    expect(code(await store.change(before.reply.id, request(), () => visit('Faro', erasedOne)))).toBe('acknowledged');
    expect((await store.page({}, { limit: 9 })).items).toHaveLength(2);
  });

  test('rule 29: is dropped where a reaction would bring it', async () => {
    const erasedOne = uuidv7();
    await bury(erasedOne);
    const react = store.react({ naturalKey: 'visit:2' }, answering(erasedOne, 1), () => visit('Faro', erasedOne));
    expect(await react).toBe('dropped');
    expect(await store.load(naturalId('visit:2'))).toBeUndefined();
  });

  describe('at the very moment of the erasure', () => {
    /** Two ids, and a look for tombstones that misses the one of the first: it is buried before the write. */
    function racing(): { readonly erasedOne: string; readonly alive: string } {
      const [erasedOne, alive] = [uuidv7(), uuidv7()];
      const once = async <T>(write: () => Promise<T>): Promise<T> => {
        await bury(erasedOne);
        return write();
      };
      raced.through((documents) => ({
        insert: (document) => once(() => documents.insert(document)),
        insertAll: (all) => once(() => documents.insertAll(all)),
        save: (guard, step) => once(() => documents.save(guard, step)),
      }));
      return { erasedOne, alive };
    }

    afterEach(() => raced.through(() => ({})));

    const namedBy = async (id: string) => (await store.load(id))?.state.subjectIds;

    test('rule 29: what is made is acknowledged, and names them no longer', async () => {
      const { erasedOne, alive } = racing();
      const made = await store.create(request(), () => visit('Lisbon', erasedOne, alive));
      if (made.kind !== 'acknowledged') throw new Error('not made');
      expect(await namedBy(made.reply.id)).toEqual([alive]);
    });

    test('rule 29: so is what is changed, and what is made of many at once', async () => {
      const made = await store.create(request(), () => visit('Lisbon', uuidv7()));
      const { erasedOne, alive } = racing();
      if (made.kind !== 'acknowledged') throw new Error('not made');
      const { id } = made.reply;
      expect(code(await store.change(id, request(), () => visit('Porto', alive, erasedOne)))).toBe('acknowledged');
      expect(await namedBy(id)).toEqual([alive]);
      const other = racing();
      const newDocuments = ['a', 'b'].map((name) => ({
        naturalKey: `racing:${name}`,
        decide: () => visit(name, other.erasedOne, other.alive),
      }));
      expect(await store.createAll(request(), newDocuments)).toBeUndefined();
      for (const { naturalKey } of newDocuments) expect(await namedBy(naturalId(naturalKey))).toEqual([other.alive]);
    });

    test('rule 29: where a crash came right after the write, the sweep takes them out, and looks at none twice', async () => {
      const { erasedOne, alive } = racing();
      const { documents } = raced;
      await store.sweeps.naming(undefined, request());
      raced.through(() => ({
        insert: async (document) => {
          await bury(erasedOne);
          await documents.insert(document);
          throw new Error('the process is gone');
        },
      }));
      const context = request({ key: 'racing crash' });
      await expect(store.create(context, () => visit('Lisbon', erasedOne, alive))).rejects.toThrow('is gone');
      const left = (await documents.withNaming(undefined, 100)).find(({ naming }) => naming.includes(erasedOne));
      const id = left?.id ?? '';
      expect(await namedBy(id)).toEqual([erasedOne, alive]);
      const step = () => store.sweeps.naming(undefined, request());
      expect(await step()).toEqual({ next: undefined, changed: 1 });
      expect(await namedBy(id)).toEqual([alive]);
      expect(await step()).toEqual({ next: undefined, changed: 0 });
      expect(await documents.withNaming(undefined, 100)).toEqual([]);
    });
  });
});
