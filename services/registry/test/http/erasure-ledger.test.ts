// I16: who was erased stays erased after a backup of the database from before is restored, since the ledger lies outside.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '@tributary/service-kit';
import { type Client, type Installation, startInstallation, testLimits, until } from '@tributary/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { inDatabase } from './stored.ts';

let installation: Installation;
let ledger: string;
let service: Service;

beforeEach(async () => {
  installation = await startInstallation();
  ledger = join(await mkdtemp(join(tmpdir(), 'erasures-')), 'ledger');
});
afterEach(async () => {
  await installation.close();
  await rm(join(ledger, '..'), { recursive: true, force: true });
});

const mongoUrl = () => installation.configOf('registry').mongoUrl;

/** Starts a registry, the one before having ended. @param more of its configuration */
const start = (more: object = {}): Promise<Client> =>
  installation.start('registry', async (config) => {
    service = await compose({ ...config, erasureLedger: ledger, ...more }, { checkReplies: true, limits: testLimits });
    return service;
  });

type Dump = readonly (readonly [string, readonly object[]])[];

/** All documents of the database, as a backup holds them. */
const dump = (): Promise<Dump> =>
  inDatabase(mongoUrl(), async (database) => {
    const collections = await database.listCollections().toArray();
    return Promise.all(
      collections.map(async ({ name }) => [name, await database.collection(name).find().toArray()] as const),
    );
  });

/** Puts a backup in place of what there is. */
const restore = (saved: Dump): Promise<void> =>
  inDatabase(mongoUrl(), async (database) => {
    for (const { name } of await database.listCollections().toArray()) await database.collection(name).deleteMany({});
    for (const [name, documents] of saved)
      if (documents.length > 0) await database.collection(name).insertMany(documents as never);
  });

/** What the database has of a person. */
const leftOf = (id: string) =>
  inDatabase(mongoUrl(), async (database) => {
    const one = async (name: string) => database.collection(name).findOne({ _id: id } as never);
    const [person, key] = [await one('person'), await one('vault_keys')];
    return {
      status: person?.['status'],
      tokens: person?.['tokens'],
      vault: person?.['vault'],
      created: person?.['created'],
      key: key?.['content'].key,
      rows: await database.collection('vault').countDocuments({ owner: id } as never),
    };
  });

const nothing = { status: 'erased', tokens: [], vault: undefined, created: undefined, key: undefined, rows: 0 };

/** Somebody is entered, saved, entered and erased, and the backup from before the erasure is restored. */
async function erasedAfterBackup() {
  const registry = await start();
  const asked = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
  const stays = await stepsOn(registry).enter();
  const { body } = await registry.post('/v1/persons', asked);
  const saved = await dump();
  const late = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
  const { body: entered } = await registry.post('/v1/persons', late);
  const receipts = [];
  for (const { id } of [body, entered]) receipts.push((await stepsOn(registry).erase(id)).body);
  await service.close();
  await restore(saved);
  return { id: body.id as string, lateId: entered.id as string, stays, asked, late, receipts };
}

describe('I16: a backup of before, restored,', () => {
  it('brings back no key, row, token or record of who was erased since, and of nobody else', async () => {
    const { id, lateId, stays, asked, late, receipts } = await erasedAfterBackup();
    expect((await leftOf(id)).key).toBeDefined();
    const registry = await start({ acceptLoss: true });
    // at the first answer it is done: nothing is waited for
    expect((await stepsOn(registry).read(id)).status).toBe(410);
    expect(await leftOf(id)).toEqual(nothing);
    expect((await stepsOn(registry).search({ email: asked.body.emails[0] })).body.items).toEqual([]);
    expect((await stepsOn(registry).read(stays)).status).toBe(200);
    expect((await stepsOn(registry).erase(id)).body).toEqual(receipts[0]);
    // whoever was entered after the backup is not there, and a retry of the entry does not bring them back either
    for (const again of [asked, late]) expect((await registry.post('/v1/persons', again)).status).toBe(410);
    expect((await leftOf(lateId)).rows).toBe(0);
    await until('the erasure to be told again', async () => {
      const { body } = await registry.get('/v1/changes?limit=200', { as: registrar });
      return body.items.find((event) => event['type'] === 'registry.person.erased.v1');
    });
  });

  it('brings them back where no ledger is configured, which is why there is one', async () => {
    const { id } = await erasedAfterBackup();
    const registry = await start({ acceptLoss: true, erasureLedger: undefined });
    expect((await stepsOn(registry).read(id)).status).toBe(200);
  });

  it('is opened with a newer file of keys as well: what is applied needs none', async () => {
    const { id, stays } = await erasedAfterBackup();
    const { vaultKeys } = installation.configOf('registry');
    const registry = await start({ acceptLoss: true, vaultKeys: `${vaultKeys}\nkek.2 ${'ab'.repeat(32)}` });
    expect(await leftOf(id)).toEqual(nothing);
    expect((await stepsOn(registry).read(stays)).status).toBe(200);
  });
});

describe('the ledger', () => {
  it('has a file for each person, without personal data, and gains what the database alone has', async () => {
    const before = await start({ erasureLedger: undefined });
    const first = await stepsOn(before).enter();
    await stepsOn(before).erase(first);
    await service.close();
    const registry = await start();
    const second = await stepsOn(registry).enter();
    const { body } = await registry.post(`/v1/persons/${second}/erasure`, {
      as: privacy,
      body: { reasonCode: 'ASKED_FOR' },
    });
    expect((await readdir(ledger)).sort()).toEqual([`${first}.json`, `${second}.json`, 'ledger.json'].sort());
    expect(JSON.parse(await readFile(join(ledger, `${second}.json`), 'utf8'))).toEqual(body);
  });

  it('comes first: what cannot be noted is not erased', async () => {
    const registry = await start();
    const id = await stepsOn(registry).enter();
    await rename(ledger, `${ledger}-away`);
    await writeFile(ledger, 'no folder');
    expect((await stepsOn(registry).erase(id)).status).toBe(503);
    expect((await stepsOn(registry).read(id)).status).toBe(200);
    await rm(ledger);
    await rename(`${ledger}-away`, ledger);
    expect((await stepsOn(registry).erase(id)).status).toBe(200);
  });

  it('is refused where it is another one, none, or damaged: nothing opens then', async () => {
    const id = await stepsOn(await start()).enter();
    await stepsOn(await start({ instance: 'registry-1' })).erase(id);
    await service.close();
    const refusal = (more: object = {}) =>
      start({ instance: randomUUID(), ...more }).then(
        () => 'opened',
        (error: Error) => error.message,
      );
    const empty = `${ledger}-empty`;
    expect(await refusal({ erasureLedger: empty })).toContain(`${empty} holds no ledger of erasures`);
    const identity = await readFile(join(ledger, 'ledger.json'), 'utf8');
    await writeFile(join(ledger, 'ledger.json'), '{"id":"another"}');
    expect(await refusal()).toContain(`${ledger} holds the ledger of another database`);
    await writeFile(join(ledger, 'ledger.json'), identity);
    await writeFile(join(ledger, `${id}.json`), '{');
    expect(await refusal()).toContain(`${id}.json is damaged`);
    // not even where facts that are missing are given up: whoever gives the ledger up says so in its place
    expect(await refusal({ erasureLedger: empty, acceptLoss: true })).toContain(
      `write ${identity.trim()} into ledger.json`,
    );
    await mkdir(empty);
    await writeFile(join(empty, 'ledger.json'), identity);
    expect(await refusal({ erasureLedger: empty })).toBe('opened');
    expect((await readdir(empty)).sort()).toEqual([`${id}.json`, 'ledger.json'].sort());
  });
});
