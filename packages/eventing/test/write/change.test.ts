// Commands that change an aggregate: in which order they are looked at, what one version takes, what is refused.
import { type Accepted, reject } from '@tributary/contracts';
import { describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { annotate, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { code, reply } from '../fixtures/outcomes.ts';
import { request } from '../fixtures/requests.ts';
import { openStore } from '../fixtures/stores.ts';
import { wellsOfEachTest } from '../fixtures/wells-of-each-test.ts';
import { wellDug } from '../read/support/facts.ts';

const { opened, stored, dug } = wellsOfEachTest();

describe('changing an aggregate', () => {
  test('rule 4: state, seq, events and receipt change together', async () => {
    const id = await dug('w');
    const outcome = await opened.store.change(id, request({ key: 'k' }), ({ state }) => measure(state, 3, 4));
    expect(outcome).toMatchObject({ kind: 'acknowledged', created: false, repeated: false });
    expect(reply(outcome)).toMatchObject({ id, seq: 3, status: 4 });
    const [document] = await stored();
    expect(document).toMatchObject({ seq: 3, levels: [3, 4] });
    expect(document?.['outbox'].map((entry: { seq: number }) => entry.seq)).toEqual([1, 2, 3]);
    expect(document?.['receipts']).toHaveLength(1);
  });

  test('a decision that moves it changes its ministry in the same write, and tells each ministry its own facts', async () => {
    const id = await dug('w');
    const { ministry: from } = (await opened.store.load(id)) ?? {};
    const [arriving] = (measure({ levels: [] } as unknown as Well, 2) as Accepted<Well>).events;
    const outcome = await opened.store.change(id, request(), ({ state }) => {
      const left = measure(state, 1) as Accepted<Well>;
      return { ...left, moves: { to: 'MROM', arriving: arriving === undefined ? [] : [arriving] } };
    });
    expect(reply(outcome)).toMatchObject({ id, seq: 3 });
    await opened.store.change(id, request(), ({ state }) => measure(state, 3));
    const [document] = await stored();
    expect(document).toMatchObject({ ministry: 'MROM', seq: 4 });
    const told = document?.['outbox'].map(({ event }: { event: { ministry: string } }) => event.ministry);
    expect(told).toEqual([from, from, 'MROM', 'MROM']);
    expect(from).not.toBe('MROM');
  });

  test('rule 3, I9: a repeat gets the same bytes without a decision, whatever happened since', async () => {
    const id = await dug('w');
    const first = await opened.store.change(id, request({ key: 'k' }), ({ state }) => measure(state, 1));
    await opened.store.change(id, request(), ({ state }) => measure(state, 2));
    const again = await opened.store.change(id, request({ key: 'k', ifMatch: 1 }), () => {
      throw new Error('a repeat decides nothing');
    });
    expect(JSON.stringify(reply(again))).toBe(JSON.stringify(reply(first)));
    expect(code(await opened.store.change(id, request({ key: 'k', body: 2 }), ({ state }) => measure(state, 9)))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect((await opened.store.load(id))?.state.levels).toEqual([1, 2]);
  });

  test('rule 3, I9: who may not is refused before a receipt, a version or a decision is looked at', async () => {
    const id = await dug('w');
    const change = (sub: string, asked: Parameters<typeof request>[0]) => {
      const context = request({ ...asked, actor: { sub, client: 'console', ministry: 'MPLA', roles: ['officer'] } });
      const authorise = () => (sub === 'ana' ? undefined : reject('FORBIDDEN'));
      return opened.store.change(id, context, ({ state }) => measure(state, 5), { authorise });
    };
    const first = await change('ana', { key: 'k', ifMatch: 1 });
    expect(reply(await change('ana', { key: 'k', ifMatch: 1 }))).toEqual(reply(first));
    for (const asked of [{ key: 'k', ifMatch: 1 }, { ifMatch: 9 }, { preconditionMissing: true }, {}]) {
      expect(code(await change('ben', asked))).toBe('FORBIDDEN');
    }
    expect((await opened.store.load(id))?.seq).toBe(2);
  });

  test('rule 3: a version that the route asks for and nobody named is missed after the receipt, before the decision', async () => {
    const id = await dug('w');
    const first = await opened.store.change(id, request({ key: 'k', ifMatch: 1 }), ({ state }) => measure(state, 1));
    const without = { preconditionMissing: true };
    const undecided = () => {
      throw new Error('nothing is decided');
    };
    expect(reply(await opened.store.change(id, request({ key: 'k', ...without }), undecided))).toEqual(reply(first));
    expect(code(await opened.store.change(id, request(without), undecided))).toBe('PRECONDITION_REQUIRED');
    expect(code(await opened.store.change(uuidv7(), request(without), undecided))).toBe('NOT_FOUND');
    expect(code(await opened.store.put('well:new', request(without), undecided))).toBe('PRECONDITION_REQUIRED');
  });

  test('rule 5, I5: of commands with the same If-Match one is acknowledged and the others are stale', async () => {
    const id = await dug('w');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        opened.store.change(id, request({ ifMatch: 1, key: `k${n}` }), ({ state }) => measure(state, n)),
      ),
    );
    expect(outcomes.map(code).sort()).toEqual([...Array.from({ length: 9 }, () => 'STALE'), 'acknowledged']);
    expect((await opened.store.load(id))?.seq).toBe(2);
  });

  test('a change that is none is acknowledged as it stands, and writes nothing', async () => {
    const id = await dug('w');
    const before = await opened.store.load(id);
    const outcome = await opened.store.change(id, request({ ifMatch: 1 }), () => 'unchanged');
    expect(outcome).toMatchObject({ kind: 'acknowledged', created: false, reply: { id, seq: 1 } });
    expect(await opened.store.load(id)).toEqual(before);
    expect(code(await opened.store.change(id, request({ ifMatch: 2 }), () => 'unchanged'))).toBe('STALE');
  });

  test('rule 5: with If-Match a decision is never taken again', async () => {
    const id = await dug('w');
    let decided = 0;
    opened.through((documents) => ({
      async save(guard, step) {
        if (decided === 1) await measureBehind(id);
        return documents.save(guard, step);
      },
    }));
    const outcome = await opened.store.change(id, request({ ifMatch: 1 }), ({ state }) => {
      decided += 1;
      return measure(state, 7);
    });
    expect([code(outcome), decided]).toEqual(['STALE', 1]);
  });

  async function measureBehind(id: string): Promise<void> {
    await opened.connection.collection(wells.name).updateOne({ _id: id as never }, { $inc: { seq: 1 } });
  }

  test('rule 5: without If-Match a decision is taken again until the caller’s time is up, and then is asked to come again', async () => {
    const id = await dug('w');
    let decided = 0;
    let overtakes = 3;
    opened.through((documents) => ({
      async save(guard, step) {
        if (overtakes-- > 0) await measureBehind(id);
        return documents.save(guard, step);
      },
    }));
    const decide = ({ state }: { state: Well }) => {
      decided += 1;
      return measure(state, 7);
    };
    expect(code(await opened.store.change(id, request(), decide))).toBe('acknowledged');
    expect(decided).toBe(4);
    decided = 0;
    overtakes = Number.POSITIVE_INFINITY;
    const impatient = request({ until: performance.now() + 2_000 });
    expect(await opened.store.change(id, impatient, decide)).toMatchObject({
      rejection: { rejected: 'UNAVAILABLE', values: { seconds: 1 } },
    });
    expect(decided).toBeGreaterThan(1);
    expect((await opened.store.load(id))?.state.levels).toEqual([7]);
  });

  test('rule 9, I9: an answer that never came has one effect, whether the write was made or not', async () => {
    for (const made of [true, false]) {
      const id = await dug(`lost ${made}`);
      let calls = 0;
      opened.through((documents) => ({
        async save(guard, step) {
          calls += 1;
          if (calls > 1) return documents.save(guard, step);
          if (made) await documents.save(guard, step);
          throw new UnknownOutcome('cut off');
        },
      }));
      const outcome = await opened.store.change(id, request({ ifMatch: 1 }), ({ state }) => measure(state, 5));
      expect(reply(outcome).seq).toBe(2);
      expect(calls).toBe(made ? 1 : 2);
      expect((await opened.store.load(id))?.state.levels).toEqual([5]);
    }
  });

  test('rule 9: a lost write that arrives while it is sent again matches once', async () => {
    const id = await dug('late');
    let late: (() => Promise<unknown>) | undefined;
    opened.through((documents) => ({
      async save(guard, step) {
        if (late === undefined) {
          late = () => documents.save(guard, step);
          throw new UnknownOutcome('cut off');
        }
        await late();
        return documents.save(guard, step);
      },
    }));
    const outcome = await opened.store.change(id, request(), ({ state }) => measure(state, 5));
    expect(reply(outcome).seq).toBe(2);
    expect((await opened.store.load(id))?.state.levels).toEqual([5]);
  });

  test('rule 2: a change that has nothing to tell is told as revised, and a field that was dropped is gone', async () => {
    const id = await dug('w');
    await opened.store.change(id, request(), ({ state }) => annotate(state, 'dry'));
    expect((await opened.store.load(id))?.state.note).toBe('dry');
    expect(reply(await opened.store.change(id, request(), ({ state }) => annotate(state, undefined))).seq).toBe(3);
    expect((await opened.store.load(id))?.state).toEqual({ name: 'w', levels: [] });
    const [document] = await stored();
    const types = document?.['outbox'].map(({ event }: { event: { type: string } }) => event.type);
    expect(types.slice(1)).toEqual(['registry.well.revised.v1', 'registry.well.revised.v1']);
  });

  test('I2: a refusal of the domain writes nothing', async () => {
    const id = await dug('w');
    const before = await stored();
    expect(code(await opened.store.change(id, request({ key: 'k' }), ({ state }) => measure(state, 9_999)))).toBe(
      'WRONG_STATE',
    );
    expect(code(await opened.store.change(uuidv7(), request(), ({ state }) => measure(state, 1)))).toBe('NOT_FOUND');
    expect(await stored()).toEqual(before);
  });

  test('rule 3: an event that breaks its contract is an error of the program, and nothing is written', async () => {
    const id = await dug('w');
    const before = await stored();
    const bad = (fact: object) =>
      opened.store.change(id, request(), ({ state }) => ({ state, events: [fact as ReturnType<typeof wellDug>] }));
    await expect(bad({ type: wellDug.type, data: { name: 3 } })).rejects.toThrow(/registry.well.dug.v1/);
    await expect(bad({ type: wellDug.type, data: { name: 'w', dugOn: '2026-03-01', more: 1 } })).rejects.toThrow();
    await expect(bad({ type: 'registry.spring.found.v1', data: {} })).rejects.toThrow(/no event of registry.well/);
    await expect(
      opened.store.change(
        id,
        request(),
        ({ state }) => ({ ...measure(state, 1), state: { ...state, depth: 1 } }) as never,
      ),
    ).rejects.toThrow(/depth/);
    expect(await stored()).toEqual(before);
  });

  test('rule 13: an aggregate never goes back in time', async () => {
    const id = await dug('w');
    const earlier = request({ now: new Date('2025-01-01T00:00:00.000Z') });
    await opened.store.change(id, earlier, ({ state }) => measure(state, 1));
    const later = request({ now: new Date('2027-01-01T00:00:00.000Z') });
    await opened.store.change(id, later, ({ state }) => measure(state, 2));
    const [document] = await stored();
    expect(document?.['outbox'].map(({ event }: { event: { at: string } }) => event.at)).toEqual([
      '2026-03-01T12:00:00.000Z',
      '2026-03-01T12:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });

  test('rule 7: a reply over 512 bytes is an error of the program, and nothing is written', async () => {
    const { store } = await openStore(opened.connection, { ...wells, name: 'wide', self: () => `/${'x'.repeat(600)}` });
    const wide = { type: 'registry.wide.dug.v1', data: {} };
    await expect(
      store.create(request(), () => ({ state: { name: 'w', levels: [] }, events: [wide] })),
    ).rejects.toThrow();
    expect(await opened.connection.collection('wide').countDocuments()).toBe(0);
  });
});
