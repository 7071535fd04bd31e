// kill -9 of the registry after each single thing that it writes of a person beside the record: the key, the row, the note
// to compare, the entry of the audit, and each step of an erasure. Nothing is half there when it is back.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { flood } from '../operations/emergency.ts';
import { root } from '../platform/tributary.ts';
import { type Fleet, prepareFleet } from './fleet.ts';

const cli = join(root, 'packages/client/bin/tributary.mjs');

/** It serves and has no jobs, so that what it writes is what was asked for; a start finishes what was cut short. */
const REGISTRY = 'registry-api-1';

let fleet: Fleet;
let mongo: mongoose.Connection;

const registrar = () => fleet.api(REGISTRY, 'registrar', 'MFOR');
const start = (cut?: string) =>
  fleet.start(REGISTRY, {
    TRIBUTARY_ERASURE_LEDGER: join(fleet.folder, 'erasures'),
    ...(cut !== undefined && { TRIBUTARY_TEST_CUT: cut }),
  });

beforeAll(async () => {
  fleet = await prepareFleet();
  await fleet.start('embedded');
  await start();
  const url = `mongodb://127.0.0.1:${fleet.ports.mongo}`;
  mongo = await mongoose.createConnection(url, { dbName: 'tributary_registry' }).asPromise();
});
afterAll(async () => {
  await mongo?.close();
  await fleet?.remove();
});

const somebody = () => ({
  names: [{ given: 'Amina', family: `Torvald-${randomUUID().slice(0, 8)}` }],
  emails: [`${randomUUID()}@example.org`],
  sex: 'female',
  residence: { country: 'FR' },
  channel: 'counter',
  contactable: true,
});

const enter = async (body: object, key: string) =>
  expectStatus(await (await registrar()).post('/v1/persons', body, { key }), 201).json<{ id: string }>().id;
const read = async (id: string) => (await registrar()).get(`/v1/persons/${id}?purpose=SERVICE`);

/** Starts the registry anew so that it ends by itself at a place, and asks for what never gets an answer. */
async function cutAt(place: string, ask: () => Promise<unknown>): Promise<void> {
  await fleet.stop(REGISTRY);
  await start(place);
  await expect(ask()).rejects.toThrow();
  expect(await fleet.ended(REGISTRY)).toMatch(/SIGKILL|not running/);
}

/** What the database has of a person, whose record it may lack. */
async function leftOf(id: string) {
  const owned = { owner: id };
  return {
    record: (await mongo.collection('person').findOne({ _id: id } as never))?.['status'],
    hasKey:
      (await mongo.collection('vault_keys').countDocuments({ _id: id, 'content.key': { $exists: true } } as never)) > 0,
    rows: await mongo.collection('vault').countDocuments(owned),
  };
}

const entriesOf = (id: string) => mongo.collection('audit').countDocuments({ 'content.entry.persons': id });

describe('a registry that ends by signal 9', () => {
  it.each([
    ['the key', 1, { record: undefined, hasKey: true, rows: 0 }],
    ['the row of the vault', 2, { record: undefined, hasKey: true, rows: 1 }],
    ['the note that it is to be compared', 3, { record: undefined, hasKey: true, rows: 1 }],
  ])(
    'after %s and before the record leaves nobody who can be read, and a repeat enters them whole',
    async (_what, passage, left) => {
      const [body, key] = [somebody(), randomUUID()];
      const before = new Set((await mongo.collection('vault_keys').find().toArray()).map(({ _id }) => String(_id)));
      await cutAt(`after-record:${passage}`, async () => (await registrar()).post('/v1/persons', body, { key }));
      const keys = (await mongo.collection('vault_keys').find().toArray()).map(({ _id }) => String(_id));
      const [id = ''] = keys.filter((one) => !before.has(one));
      expect(await leftOf(id)).toEqual(left);
      await start();
      expect((await read(id)).status).toBe(404);
      const sought = { purpose: 'SERVICE', email: body.emails[0] };
      expect((await (await registrar()).post('/v1/persons/search', sought)).json()).toMatchObject({ items: [] });
      expect(await enter(body, key)).toBe(id);
      expect((await read(id)).json()).toMatchObject({ vault: { emails: { value: body.emails } } });
    },
  );

  it('between the entry of the audit and the answer has told nobody, and the chain holds', async () => {
    const id = await enter(somebody(), randomUUID());
    const before = await entriesOf(id);
    await cutAt('after-record:1', () => read(id));
    expect(await entriesOf(id)).toBe(before + 1);
    await start();
    expect((await read(id)).status).toBe(200);
    expect(await entriesOf(id)).toBe(before + 2);
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[cli, 'audit', 'verify', '--mongo', `mongodb://127.0.0.1:${fleet.ports.mongo}`],
      ...['--vault-keys', join(fleet.folder, 'keys', 'vault.keys')],
    ]);
    expect(stdout).toMatch(/^\d+ entries hold/);
  });

  it('in a look under an emergency access has told nobody, and what was recorded is counted once it is back', async () => {
    const id = await enter(somebody(), randomUUID());
    const declarer = await fleet.api(REGISTRY, 'privacy', 'MFOR', 'vera');
    const access = expectStatus(await declarer.post('/v1/emergency-accesses', flood), 201).json<{ id: string }>().id;
    const look = async () => (await registrar()).get(`/v1/persons/${id}?emergencyAccess=${access}`);
    const looks = async () => {
      const reviewer = await fleet.api(REGISTRY, 'privacy', 'MFOR', 'paul');
      return (await reviewer.get(`/v1/emergency-accesses/${access}/use`)).json<{ looks: number; officers: object[] }>();
    };
    // the note that this officer uses it, which comes once
    await cutAt('after-record:1', look);
    await start();
    expect(await looks()).toEqual({ looks: 0, officers: [] });
    await cutAt('after-record:1', look);
    await start();
    expect(await looks()).toMatchObject({ looks: 1, officers: [{ looks: 1 }] });
    expect((await look()).status).toBe(200);
    expect(await looks()).toMatchObject({ looks: 2, officers: [{ looks: 2 }] });
    expect(await entriesOf(id)).toBe(2);
  });

  it('after the entry of an erasure, and before its ledger, has erased nothing', async () => {
    const id = await enter(somebody(), randomUUID());
    await cutAt('after-record:1', () => erase(id));
    await start();
    expect((await read(id)).status).toBe(200);
    expectStatus(await erase(id), 200);
    expect((await read(id)).status).toBe(410);
  });

  it.each([
    ['the ledger', 'after-record:2', { record: 'registered', hasKey: true, rows: 1 }],
    ['the tombstone', 'after-record:3', { record: 'registered', hasKey: true, rows: 1 }],
    ['the key', 'after-record:4', { record: 'registered', hasKey: false, rows: 1 }],
    ['the rows are forbidden', 'after-record:5', { record: 'registered', hasKey: false, rows: 1 }],
    ['the rows', 'after-record:6', { record: 'registered', hasKey: false, rows: 0 }],
    ['the record', 'after-write-before-reply:1', { record: 'erased', hasKey: false, rows: 0 }],
  ])('in an erasure after %s ends it at its next start, before it answers', async (_what, place, left) => {
    const id = await enter(somebody(), randomUUID());
    await cutAt(place, () => erase(id));
    expect(await leftOf(id)).toEqual(left);
    await start();
    expect((await read(id)).status).toBe(410);
    expect(await leftOf(id)).toEqual({ record: 'erased', hasKey: false, rows: 0 });
    expectStatus(await erase(id), 200);
  });
});

async function erase(id: string) {
  const privacy = await fleet.api(REGISTRY, 'privacy', 'MFOR');
  return privacy.post(`/v1/persons/${id}/erasure`, { reasonCode: 'ASKED_FOR' });
}
