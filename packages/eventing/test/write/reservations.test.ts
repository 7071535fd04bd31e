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
  fundStore.store.reserve(fundId, owner, { now }, ({ state }, others) => {
    const taken = [...others.values()].reduce<number>((sum, held) => sum + Number(held), 0);
    return taken + amount <= state.limit ? amount : reject('WRONG_STATE', { state: 'exhausted', needed: 'open' });
  });

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
    expect(await fundStore.store.releaseOrphans(grantStore.store, anHourLater)).toBe(1);
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
    expect(await fundStore.store.releaseOrphans(grantStore.store, now)).toBe(0);
    expect((await heldBy(id)).sort()).toEqual([naturalId('grant:kept'), naturalId('grant:fresh')].sort());
    await fundStore.store.releaseOrphans(grantStore.store, anHourLater);
    expect(await heldBy(id)).toEqual([naturalId('grant:kept')]);
  });

  test('rule 11, I6: whether the owner or the release comes first, the limit holds', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await fund(10);
      const owner = naturalId(`grant:race:${round}`);
      await reserve(id, owner, 10);
      const [made] = await Promise.all([
        grant('k', id, 10, `grant:race:${round}`),
        fundStore.store.releaseOrphans(grantStore.store, anHourLater),
      ]);
      expect(await heldBy(id)).toEqual(made.kind === 'acknowledged' ? [owner] : []);
    }
  });
});
