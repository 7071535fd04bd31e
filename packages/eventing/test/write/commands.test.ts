import { reject } from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import type { Outcome } from '../../src/ports/commands.ts';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { annotate, dig, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';
import { wellDug } from '../read/support/facts.ts';

let servers: Servers;
let connection: MongoConnection;
let opened: OpenStore<Well>;

beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  await connection?.close();
  connection = await freshDatabase(servers);
  opened = await openStore(connection, wells);
});
afterAll(() => connection.close());

const reply = (outcome: Outcome) => {
  if (outcome.kind !== 'acknowledged') throw new Error(`refused: ${outcome.rejection.rejected}`);
  return outcome.reply;
};
const code = (outcome: Outcome) => (outcome.kind === 'rejected' ? outcome.rejection.rejected : outcome.kind);

/** Every document of the collection as it stands in the database. */
const stored = () => connection.collection(wells.name).find({}).sort({ _id: 1 }).toArray();

async function dug(name: string): Promise<string> {
  return reply(await opened.store.create(request(), () => dig(name))).id;
}

describe('creating an aggregate', () => {
  test('rule 1: one document holds the state, the unpublished events and the receipt', async () => {
    const context = request({ key: 'k', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    const { id, seq, status, links } = reply(await opened.store.create(context, () => dig('north')));
    expect({ seq, status, links }).toEqual({ seq: 1, status: 'dug', links: { self: `/registry/v1/wells/${id}` } });
    const [document, ...others] = await stored();
    expect(others).toEqual([]);
    expect(document).toMatchObject({ _id: id, ministry: 'MPLA', seq: 1, name: 'north', levels: [], receipts: [] });
    expect(document?.['created']).toMatchObject({ status: 201, fingerprint: context.fingerprint });
    expect(document?.['outbox']).toEqual([
      {
        seq: 1,
        by: context.actor,
        event: {
          id: expect.stringMatching(/^[0-9a-f-]{14}7/),
          type: wellDug.type,
          subject: id,
          seq: 1,
          at: context.now.toISOString(),
          ministry: 'MPLA',
          hops: 0,
          traceparent: context.traceparent,
          data: { name: 'north', dugOn: '2026-03-01' },
        },
      },
    ]);
    expect(opened.woken()).toBe(1);
  });

  test('rule 6, I9: the same key gives the same bytes and makes one aggregate, also at the same moment', async () => {
    const again = () => opened.store.create(request({ key: 'k', body: { name: 'east' } }), () => dig('east'));
    const outcomes = await Promise.all(Array.from({ length: 8 }, again));
    const replies = new Set(outcomes.map((outcome) => JSON.stringify(reply(outcome))));
    expect(replies.size).toBe(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'acknowledged' && !outcome.repeated)).toHaveLength(1);
    expect(outcomes.every((outcome) => outcome.kind === 'acknowledged' && outcome.created)).toBe(true);
    expect(await stored()).toHaveLength(1);
  });

  test('rule 6: the same key with another body is refused', async () => {
    await opened.store.create(request({ key: 'k', body: 1 }), () => dig('a'));
    expect(code(await opened.store.create(request({ key: 'k', body: 2 }), () => dig('b')))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect(await stored()).toHaveLength(1);
  });

  test('rule 3: another client, route or target under the same key is another request', async () => {
    const other = { ...request().actor, client: 'other' };
    await opened.store.create(request({ key: 'k' }), () => dig('a'));
    await opened.store.create(request({ key: 'k', actor: other }), () => dig('b'));
    await opened.store.create(request({ key: 'k', route: 'POST /v1/springs' }), () => dig('c'));
    await opened.store.create(request({ key: 'k', target: '/v1/springs' }), () => dig('d'));
    expect(await stored()).toHaveLength(4);
  });

  test('rule 3, I13: a key is its caller’s own: two officers behind one portal get an answer and an aggregate each', async () => {
    const ana = request({ key: 'k', body: { name: 'shared' } });
    const officers = [ana.actor, { ...ana.actor, sub: 'ben' }, { ...ana.actor, ministry: 'MFOR' }];
    const create = (n: number) => opened.store.create({ ...ana, actor: officers[n] ?? ana.actor }, () => dig(`s${n}`));
    const made = [await create(0), await create(1), await create(2)].map(reply);
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
    const [{ id } = { id: '' }] = made;
    const asked = { ...ana, route: 'PATCH /v1/wells/{id}' };
    const change = (n: number) =>
      opened.store.change(id, { ...asked, actor: officers[n] ?? ana.actor }, ({ state }) => measure(state, n));
    expect([await change(0), await change(1), await change(2)].map(reply).map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(await change(0)).toMatchObject({ repeated: true, reply: { seq: 2 } });
  });

  test('rule 6: without a key every create is its own', async () => {
    expect(await dug('a')).not.toBe(await dug('b'));
  });

  test('rule 6: a business key that is taken is a conflict, and nothing is written', async () => {
    await dug('same');
    expect(code(await opened.store.create(request({ key: 'k' }), () => dig('same')))).toBe('ALREADY_EXISTS');
    expect(await stored()).toHaveLength(1);
  });

  test('rule 1: a natural key gives the id; who comes second under another key is told so', async () => {
    const create = (key: string) => opened.store.create(request({ key }), () => dig('n'), { naturalKey: 'well:n' });
    expect(reply(await create('k1')).id).toBe(naturalId('well:n'));
    expect(code(await create('k2'))).toBe('ALREADY_EXISTS');
    expect(await create('k1')).toMatchObject({ kind: 'acknowledged', repeated: true });
    const must = request({ key: 'k3', mustCreate: true });
    expect(code(await opened.store.create(must, () => dig('n'), { naturalKey: 'well:n' }))).toBe('STALE');
  });

  test('rule 3: a repeat gets its first answer even when the decision would refuse by now', async () => {
    const first = await opened.store.create(request({ key: 'k' }), () => dig('x'));
    const second = await opened.store.create(request({ key: 'k' }), () => measure({ name: 'x', levels: [] }, 9_999));
    expect(reply(second)).toEqual(reply(first));
    expect(
      code(await opened.store.create(request({ key: 'k2' }), () => measure({ name: 'y', levels: [] }, 9_999))),
    ).toBe('WRONG_STATE');
  });

  test('I1: nothing is acknowledged before it is written', async () => {
    opened.through(() => ({ insert: () => Promise.reject(new Error('the disk is full')) }));
    await expect(opened.store.create(request(), () => dig('lost'))).rejects.toThrow('the disk is full');
    expect(await stored()).toEqual([]);
  });

  test('rule 9, I9: an answer that never came is looked for, and the write is made once', async () => {
    let calls = 0;
    opened.through((documents) => ({
      async insert(document) {
        calls += 1;
        if (calls === 2) await documents.insert(document);
        if (calls <= 2) throw new UnknownOutcome('cut off');
        return documents.insert(document);
      },
    }));
    const outcome = await opened.store.create(request({ key: 'k' }), () => dig('unknown'));
    expect(reply(outcome).seq).toBe(1);
    expect(calls).toBe(2);
    expect(await stored()).toHaveLength(1);
  });
});

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
    await connection.collection(wells.name).updateOne({ _id: id as never }, { $inc: { seq: 1 } });
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
    const { store } = await openStore(connection, { ...wells, name: 'wide', self: () => `/${'x'.repeat(600)}` });
    const wide = { type: 'registry.wide.dug.v1', data: {} };
    await expect(
      store.create(request(), () => ({ state: { name: 'w', levels: [] }, events: [wide] })),
    ).rejects.toThrow();
    expect(await connection.collection('wide').countDocuments()).toBe(0);
  });
});
