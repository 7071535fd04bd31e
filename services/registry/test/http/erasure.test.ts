// I16: who was erased stays erased, whatever comes late, again or from before. And a process that ends in the middle
// leaves nothing that can be read, and nothing half done.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;

describe('I16: an erasure', () => {
  it('leaves a receipt without personal data, an empty record, and neither key, row nor token', async () => {
    const unique = randomUUID().slice(0, 8);
    const id = await steps.enter({ city: `Lyon-${unique}`, emails: [`${unique}@example.org`] });
    await steps.patch(id, 1, { city: `Nice-${unique}` });
    expect((await steps.erase(id, 'privacy@MLAB')).status).toBe(404);
    const { status, body, text } = await steps.erase(id);
    expect([status, body]).toEqual([
      200,
      {
        receiptId: expect.any(String),
        personId: id,
        ministry: 'MFOR',
        reasonCode: 'ASKED_FOR',
        erasedOn: expect.any(String),
      },
    ]);
    expect((await steps.erase(id)).text).toBe(text);
    expect((await steps.read(id)).status).toBe(410);
    expect((await steps.search({ email: `${unique}@example.org` })).body.items).toEqual([]);
    await inDatabase(mongoUrl(), async (database) => {
      const [document] = await database
        .collection('person')
        .find({ _id: id } as never)
        .toArray();
      expect(document).toMatchObject({ status: 'erased', tokens: [] });
      for (const gone of ['vault', 'holds', 'sex', 'residence', 'applicantId', 'created']) {
        expect(document).not.toHaveProperty(gone);
      }
      const [key] = await database
        .collection('vault_keys')
        .find({ _id: id } as never)
        .toArray();
      expect(key?.['content']).toEqual({
        ministry: 'MFOR',
        madeAt: expect.any(String),
        destroyedAt: expect.any(String),
      });
      expect(await database.collection('vault').countDocuments({ owner: id } as never)).toBe(0);
    });
    const told = await until('the event', async () => {
      const { body: feed } = await registry.get('/v1/changes?limit=200', { as: registrar });
      return feed.items.find((event) => event['type'] === 'registry.person.erased.v1');
    });
    expect(told['data']).toEqual({ receiptId: expect.any(String), erasedOn: body['erasedOn'] });
    expect(JSON.stringify(told)).not.toContain(body['receiptId']);
  });

  it('is not undone by a retry of what entered the person, nor by a late change', async () => {
    const asked = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
    const { body } = await registry.post('/v1/persons', asked);
    await steps.erase(body.id);
    const again = await registry.post('/v1/persons', asked);
    expect(again).toMatchObject({ status: 410, body: { code: 'GONE' } });
    expect((await steps.patch(body.id, 2, { city: 'Lyon' })).status).toBe(410);
    const moved = await registry.post(`/v1/persons/${body.id}/residence`, { as: registrar, body: { country: 'IT' } });
    expect(moved.status).toBe(410);
    await inDatabase(mongoUrl(), async (database) => {
      expect(await database.collection('vault').countDocuments({ owner: body.id } as never)).toBe(0);
      const [key] = await database
        .collection('vault_keys')
        .find({ _id: body.id } as never)
        .toArray();
      expect(key).not.toHaveProperty('content.key');
    });
  });

  it('frees the document and the address for a record that is made anew', async () => {
    const body = somebody();
    const first = await registry.post('/v1/persons', { as: registrar, body });
    await steps.erase(first.body.id);
    const second = await registry.post('/v1/persons', { as: registrar, body });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('of a person who is changed at the same moment ends with nothing left, fifty times', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => steps.enter()));
    await Promise.all(ids.flatMap((id) => [steps.patch(id, 1, { city: 'Lyon' }), steps.erase(id)]));
    await Promise.all(ids.map((id) => steps.erase(id)));
    await inDatabase(mongoUrl(), async (database) => {
      for (const id of ids) {
        const [document] = await database
          .collection('person')
          .find({ _id: id } as never)
          .toArray();
        expect(document).toMatchObject({ status: 'erased', tokens: [] });
        expect(document).not.toHaveProperty('vault');
        expect(await database.collection('vault').countDocuments({ owner: id } as never)).toBe(0);
      }
    });
  });

  it('that was cut short after its ledger, its key or its rows is finished from the ledger', async () => {
    const id = await steps.enter();
    const actor = { sub: 'x', client: 'x', ministry: 'MFOR', roles: ['privacy'] };
    const entry = { receiptId: randomUUID(), personId: id, ministry: 'MFOR', reasonCode: 'X', erasedOn: '2026-01-01' };
    await inDatabase(mongoUrl(), async (database) => {
      const content = { ...entry, actor, pending: 'yes' };
      await database.collection('erasure_ledger').insertOne({ _id: id, version: 1, content } as never);
      await database.collection('vault_keys').updateOne({ _id: id } as never, {
        $unset: { 'content.key': '' },
        $set: { 'content.destroyedAt': '2026-01-01T00:00:00.000Z' },
      });
      // a record whose key is gone is not readable, and nobody is told otherwise
      expect((await steps.read(id)).status).toBe(410);
      await database.collection('jobs').updateOne({ _id: 'erasures:' } as never, { $set: { dueAt: new Date(0) } });
      await until('the job', async () => {
        const [document] = await database
          .collection('person')
          .find({ _id: id } as never)
          .toArray();
        return document?.['status'] === 'erased' ? document : undefined;
      });
    });
    expect((await steps.erase(id)).body).toEqual(entry);
  });
});

describe('a registration that is repeated', () => {
  it('under its key is answered as before and puts nothing more into the vault, nor with another body', async () => {
    const asked = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
    const first = await registry.post('/v1/persons', asked);
    const kept = () =>
      inDatabase(mongoUrl(), async (database) => ({
        rows: await database.collection('vault').countDocuments({ owner: first.body.id } as never),
        waiting: await database.collection('to_compare').countDocuments({ 'content.person': first.body.id } as never),
      }));
    const { rows } = await kept();
    expect(rows).toBe(1);
    const again = await Promise.all(Array.from({ length: 5 }, () => registry.post('/v1/persons', asked)));
    expect(again.map(({ text }) => text)).toEqual(Array(5).fill(first.text));
    const other = await registry.post('/v1/persons', { ...asked, body: somebody() });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await kept()).rows).toBe(1);
    expect((await kept()).waiting).toBeLessThanOrEqual(1);
  });
});

describe('a registration that was cut short', () => {
  it('between the vault and the record leaves a row that nothing points at and nobody can read, and the retry enters whole', async () => {
    const asked = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
    const { body } = await registry.post('/v1/persons', asked);
    await inDatabase(mongoUrl(), async (database) => {
      // as the database would be had the process ended before the record was written
      await database.collection('person').deleteOne({ _id: body.id } as never);
      expect((await steps.read(body.id)).status).toBe(404);
      const again = await registry.post('/v1/persons', asked);
      expect(again).toMatchObject({ status: 201, body: { id: body.id } });
      expect((await steps.read(body.id)).body['vault']).toMatchObject({ names: { value: asked.body.names } });
      const rows = await database
        .collection('vault')
        .find({ owner: body.id } as never)
        .toArray();
      expect(rows).toHaveLength(2);
    });
  });
});
