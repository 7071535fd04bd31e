// Commands that create an aggregate: what is stored of one, and what a repeat is answered.
import { describe, expect, test } from 'vitest';
import { naturalId } from '../../src/ids.ts';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { dig, measure } from '../fixtures/aggregates.ts';
import { code, reply } from '../fixtures/outcomes.ts';
import { request } from '../fixtures/requests.ts';
import { wellsOfEachTest } from '../fixtures/wells-of-each-test.ts';
import { wellDug } from '../read/support/facts.ts';

const { opened, stored, dug } = wellsOfEachTest();

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
