import { reject } from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { type Fund, funds, type Grant, grants, makeGrant, openFund } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
let connection: MongoConnection;
let fundStore: OpenStore<Fund>;
let grantStore: OpenStore<Grant>;

beforeAll(async () => {
  servers = await startServers();
});
beforeEach(async () => {
  await connection?.close();
  connection = await freshDatabase(servers);
  fundStore = await openStore(connection, funds);
  grantStore = await openStore(connection, grants);
});
afterAll(async () => {
  await connection.close();
  await servers.close();
});

const now = request().now;
const anHourLater = new Date(now.getTime() + 3_600_000);

async function fund(limit: number): Promise<string> {
  const outcome = await fundStore.store.create(request(), () => openFund(limit));
  if (outcome.kind !== 'acknowledged') throw new Error('not opened');
  return outcome.reply.id;
}

/** Reserves `amount` of the fund for a grant, as long as all reservations fit the limit. */
const reserve = (fundId: string, owner: string, amount: number) =>
  fundStore.store.reserve(fundId, { kind: 'grant', id: owner }, { now }, fits(amount));

const resize = (fundId: string, owner: string, amount: number) =>
  fundStore.store.resize(fundId, { kind: 'grant', id: owner }, { now }, fits(amount));

const fits =
  (amount: number) =>
  ({ state }: { readonly state: Fund }, others: bigint) =>
    Number(others) + amount <= state.limit
      ? BigInt(amount)
      : reject('WRONG_STATE', { state: 'exhausted', needed: 'open' });

/** Grants as the sweep asks them. */
const grantsOf = (opened: OpenStore<Grant>, kind = 'grant') => ({
  kind,
  reserveId: opened.store.reserveId,
  holds: async (id: string) => {
    const held = (await opened.store.load(id))?.state.amount;
    return held === undefined ? undefined : BigInt(held);
  },
});
const sweep = async () => (await fundStore.store.releaseOrphans([grantsOf(grantStore)], anHourLater)).changed;
const reservedOf = async (fundId: string) => Number((await fundStore.store.load(fundId))?.reserved);
/** Lowers the limit, but not below what is reserved. */
const lower = (fundId: string, limit: number) =>
  fundStore.store.change(fundId, request(), ({ reserved }) =>
    reserved > BigInt(limit) ? reject('WRONG_STATE', { state: 'reserved', needed: 'free' }) : openFund(limit),
  );

const grant = (key: string, fundId: string, amount: number, naturalKey: string) =>
  grantStore.store.create(request({ key }), () => makeGrant(fundId, amount), { naturalKey });

const heldBy = async (fundId: string) => Object.keys((await fundStore.documents.find(fundId))?.reservations ?? {});

describe('a limit across aggregates', () => {
  test('rule 11, I6: however many ask at once, what is reserved never exceeds the limit', async () => {
    const id = await fund(30);
    const owners = Array.from({ length: 5 }, () => uuidv7());
    const results = await Promise.all(owners.map((owner) => reserve(id, owner, 10)));
    expect(results.filter((result) => result === 'reserved')).toHaveLength(3);
    expect(await heldBy(id)).toHaveLength(3);
    expect((await fundStore.store.load(id))?.seq).toBe(1);
  });

  test('rule 11, I6: asking again for the same owner reserves nothing more', async () => {
    const id = await fund(10);
    const owner = uuidv7();
    expect([await reserve(id, owner, 10), await reserve(id, owner, 10)]).toEqual(['reserved', 'reserved']);
    expect(await reserve(id, uuidv7(), 1)).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(await reserve(uuidv7(), owner, 1)).toMatchObject({ rejected: 'NOT_FOUND' });
  });

  test('rule 11: a reservation whose owner never came is released, and a late owner fails', async () => {
    const id = await fund(10);
    await reserve(id, naturalId('grant:late'), 10);
    expect(await sweep()).toBe(1);
    expect(await heldBy(id)).toEqual([]);
    const late = await grant('k', id, 10, 'grant:late');
    expect(late).toMatchObject({ kind: 'rejected', rejection: { rejected: 'CONFLICT' } });
    expect(await grantStore.store.load(naturalId('grant:late'))).toBeUndefined();
    expect(await reserve(id, uuidv7(), 10)).toBe('reserved');
  });

  test('rule 11: what an owner holds stays, and so does what is too fresh to judge', async () => {
    const id = await fund(10);
    await reserve(id, naturalId('grant:kept'), 6);
    expect((await grant('k', id, 6, 'grant:kept')).kind).toBe('acknowledged');
    await reserve(id, naturalId('grant:fresh'), 4);
    expect(await fundStore.store.releaseOrphans([grantsOf(grantStore)], now)).toMatchObject({ changed: 0 });
    expect((await heldBy(id)).sort()).toEqual([naturalId('grant:kept'), naturalId('grant:fresh')].sort());
    await sweep();
    expect(await heldBy(id)).toEqual([]);
    expect(await reservedOf(id)).toBe(6);
  });

  test('rule 11, I6: whether the owner or the release comes first, the limit holds', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await fund(10);
      const owner = naturalId(`grant:race:${round}`);
      await reserve(id, owner, 10);
      const [made] = await Promise.all([grant('k', id, 10, `grant:race:${round}`), sweep()]);
      expect(await reservedOf(id)).toBe(made.kind === 'acknowledged' ? 10 : 0);
      expect(await heldBy(id)).toEqual([]);
    }
  });

  test('rule 11, I6: a limit is not lowered below what is reserved, whoever is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await fund(100);
      const reserving = reserve(id, uuidv7(), 80);
      const lowering = lower(id, 50);
      const [reserved, lowered] = await Promise.all([reserving, lowering]);
      expect((reserved === 'reserved') !== (lowered.kind === 'acknowledged')).toBe(true);
      const { state, reserved: held } = (await fundStore.store.load(id)) ?? { state: { limit: 0 }, reserved: 1n };
      expect(Number(held)).toBeLessThanOrEqual(state.limit);
    }
  });

  test('rule 11, I6: a reservation between the read and the write of a change is seen by it', async () => {
    const id = await fund(100);
    let reserved = false;
    fundStore.through((documents) => ({
      async save(guard, step) {
        if (!reserved) {
          reserved = true;
          const owner = { kind: 'grant', id: uuidv7() };
          expect(await fundStore.elsewhere.reserve(id, owner, { now }, fits(80))).toBe('reserved');
        }
        return documents.save(guard, step);
      },
    }));
    expect(await lower(id, 50)).toMatchObject({ kind: 'rejected', rejection: { rejected: 'WRONG_STATE' } });
    fundStore.through(() => ({}));
    expect((await fundStore.store.load(id))?.state.limit).toBe(100);
  });

  test('rule 11: a release bars an id among its own kind, and leaves what it does not know', async () => {
    const id = await fund(30);
    const others = await openStore(connection, { ...grants, name: 'loan' });
    const [kept, lost, unknown] = ['loan:kept', 'loan:lost', 'pledge:1'].map(naturalId) as [string, string, string];
    for (const [kind, owner] of [
      ['loan', kept],
      ['loan', lost],
      ['pledge', unknown],
    ] as const) {
      await fundStore.store.reserve(id, { kind, id: owner }, { now }, fits(10));
    }
    const loan = { state: { fundId: id, amount: 10 }, events: [{ type: 'initiatives.loan.made.v1', data: {} }] };
    await connection
      .collection('loan')
      .insertOne({ _id: kept as never, seq: 1, ...loan.state, outbox: [], receipts: [] });
    const kinds = [grantsOf(grantStore), grantsOf(others, 'loan')];
    expect(await fundStore.store.releaseOrphans(kinds, anHourLater)).toEqual({ next: undefined, changed: 1 });
    expect(await heldBy(id)).toEqual([unknown]);
    expect(await reservedOf(id)).toBe(20);
    expect(await connection.collection('grant').countDocuments()).toBe(0);
    expect(await connection.collection('loan').findOne({ _id: lost as never })).toMatchObject({ void: true });
  });

  test('rule 11: confirmed, it counts for good in one total, again and again the same', async () => {
    const id = await fund(100);
    const owner = naturalId('grant:confirmed');
    await reserve(id, owner, 60);
    await grant('k', id, 60, 'grant:confirmed');
    await Promise.all([1, 2, 3].map(() => fundStore.store.confirm(id, owner)));
    expect([await heldBy(id), await reservedOf(id)]).toEqual([[], 60]);
    expect(await reserve(id, owner, 60)).toBe('reserved');
    await fundStore.store.confirm(id, owner);
    expect(await reservedOf(id)).toBe(60);
    expect(await reserve(id, uuidv7(), 41)).toMatchObject({ rejected: 'WRONG_STATE' });
    const { documents } = fundStore;
    let looked = 0;
    fundStore.through(() => ({
      holding: (...asked) => {
        looked += 1;
        return documents.holding(...asked);
      },
    }));
    expect(await sweep()).toBe(0);
    expect(looked).toBe(0);
  });

  test('rule 11: the document of a limit does not grow with those who share it', async () => {
    const id = await fund(1_000);
    const before = fundStore.documents.sizeOf((await fundStore.documents.find(id)) as never);
    for (let n = 0; n < 40; n += 1) {
      const owner = naturalId(`grant:many:${n}`);
      expect(await reserve(id, owner, 25)).toBe('reserved');
      await fundStore.store.confirm(id, owner);
    }
    expect(await reserve(id, uuidv7(), 1)).toMatchObject({ rejected: 'WRONG_STATE' });
    const after = fundStore.documents.sizeOf((await fundStore.documents.find(id)) as never);
    expect(after - before).toBeLessThan(100);
  });

  test('rule 11, I6: an owner gets more or less, counted at the larger of both until it is confirmed', async () => {
    const id = await fund(100);
    const owner = naturalId('grant:resized');
    await reserve(id, owner, 50);
    await fundStore.store.confirm(id, owner);
    expect(await resize(id, owner, 101)).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(await resize(id, owner, 80)).toBe('reserved');
    expect(await reservedOf(id)).toBe(80);
    await fundStore.store.confirm(id, owner);
    expect(await resize(id, owner, 20)).toBe('reserved');
    expect(await reservedOf(id)).toBe(80);
    await fundStore.store.confirm(id, owner);
    expect(await reservedOf(id)).toBe(20);
  });

  test('rule 11, I6: a change of an owner that was cut short is settled by what the owner holds', async () => {
    const id = await fund(100);
    const owner = naturalId('grant:cut');
    await reserve(id, owner, 50);
    await grant('k', id, 50, 'grant:cut');
    await fundStore.store.confirm(id, owner);
    await resize(id, owner, 90);
    expect(await sweep()).toBe(0);
    expect([await heldBy(id), await reservedOf(id)]).toEqual([[], 50]);
  });

  test('rule 11, I6: what is given back is free, once, also where its owner never was written', async () => {
    const id = await fund(100);
    const [ended, refused] = [uuidv7(), uuidv7()];
    for (const owner of [ended, refused]) await reserve(id, owner, 40);
    await fundStore.store.confirm(id, ended);
    for (const owner of [ended, refused, ended, refused]) {
      await fundStore.store.release(id, { kind: 'grant', id: owner }, { now });
    }
    expect([await heldBy(id), await reservedOf(id)]).toEqual([[], 0]);
    expect(await reserve(id, refused, 100)).toBe('reserved');
  });

  test('rule 11, I6: a fold that was cut anywhere is finished by the next one', async () => {
    for (const step of ['hold', 'reserve'] as const) {
      const id = await fund(100);
      const owner = uuidv7();
      await reserve(id, owner, 40);
      const { documents } = fundStore;
      fundStore.through(() => ({
        [step]: async (...told: readonly unknown[]) => {
          await (documents[step] as (...args: readonly unknown[]) => Promise<unknown>)(...told);
          throw new Error('the process ends here');
        },
      }));
      await expect(fundStore.store.confirm(id, owner)).rejects.toThrow('the process ends here');
      fundStore.through(() => ({}));
      await fundStore.store.confirm(id, owner);
      expect([await heldBy(id), await reservedOf(id)]).toEqual([[], 40]);
    }
  });
});
