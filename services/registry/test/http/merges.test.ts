// Pairs that were decided: merged, parted again, rejected for good; and I16 of those who are in one.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { privacy, registrar, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
});
afterAll(() => installation.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;

describe('a merge', () => {
  it('is found by both ids, and parted gives both back to the byte', async () => {
    const { one, other, pair, email } = await pairs.twoRecords();
    const before = [(await steps.read(one)).body, (await steps.read(other)).body];
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: other }, registrar)).toMatchObject({ status: 403 });
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: randomUUID() })).toMatchObject({
      status: 422,
      body: { code: 'NOT_OF_THE_PAIR' },
    });
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: other })).toMatchObject({
      status: 200,
      body: { status: 'merged' },
    });
    for (const id of [one, other]) {
      const { body } = await steps.read(id);
      expect(body).toMatchObject({ id: other, mergedFrom: [{ id: one, vault: { emails: { value: [email] } } }] });
    }
    expect((await steps.search({ email })).body.items).toMatchObject([{ id: other }]);
    expect(await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' })).toMatchObject({
      body: { status: 'unmerged' },
    });
    const without = ({ seq: _seq, updatedAt: _at, ...rest }: Record<string, unknown>) => JSON.stringify(rest);
    expect([(await steps.read(one)).body, (await steps.read(other)).body].map(without)).toEqual(before.map(without));
    await steps.patch(one, (await steps.read(one)).body['seq'] as unknown as number, { city: 'Lyon' });
    await pairs.compared();
    expect((await pairs.pairsOf(one)).map(({ status }) => status)).toEqual(['unmerged']);
  });

  it('that was cut short between the pair and the record is finished by a job', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await pairs.post(`${pair.id}/merge`, { survivorId: other });
    const actor = { sub: 'x', client: 'x', ministry: 'MFOR', roles: ['privacy'] };
    await inDatabase(mongoUrl(), async (database) => {
      // as the database would be had the process ended before the record was written
      const restored = { $set: { status: 'registered' }, $unset: { mergedInto: '', mergedOn: '', statusBefore: '' } };
      await database.collection('person').updateOne({ _id: one } as never, restored);
      const content = { duplicate: pair.id, actor, since: '2026-01-01T00:00:00.000Z' };
      await database.collection('unsettled_duplicates').insertOne({ _id: randomUUID(), version: 1, content } as never);
    });
    await untilJobIsDone(mongoUrl(), 'duplicates.settle');
    expect((await steps.read(one)).body).toMatchObject({ id: other, mergedFrom: [{ id: one }] });
    await inDatabase(mongoUrl(), async (database) => {
      expect(await database.collection('unsettled_duplicates').countDocuments()).toBe(0);
    });
  });

  it('asked fifty times at once, with as many partings, ends in what the pair says', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await Promise.all(
      Array.from({ length: 25 }, async () => {
        await pairs.post(`${pair.id}/merge`, { survivorId: other });
        await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' });
      }),
    );
    const { status } = (await registry.get(`/v1/duplicates/${pair.id}`, { as: privacy })).body;
    const isMerged = (await steps.read(one)).body['id'] === other;
    expect(isMerged).toBe(status === 'merged');
  });
});

describe('a rejection', () => {
  it('is for good', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    expect(await pairs.post(`${pair.id}/rejection`, { reasonCode: 'TWINS' }, registrar)).toMatchObject({
      body: { status: 'rejected' },
    });
    await steps.patch(other, 1, { city: 'Bonn' });
    await pairs.compared();
    expect((await pairs.pairsOf(one)).map(({ status }) => status)).toEqual(['rejected']);
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: one })).toMatchObject({ status: 409 });
  });
});

describe('I16: the erasure of somebody', () => {
  it('who is proposed leaves nothing of how the fields compare, and nothing to decide', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await steps.erase(one);
    const { body } = await registry.get(`/v1/duplicates/${pair.id}`, { as: privacy });
    expect(body).toMatchObject({ status: 'lapsed', lines: [], score: 0 });
    await steps.patch(other, 1, { city: 'Bonn' });
    await pairs.compared();
    expect((await pairs.pairsOf(other)).map(({ status }) => status)).toEqual(['lapsed']);
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: other })).toMatchObject({ status: 409 });
  });

  it('whose records were merged erases each of them, by whichever id', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await pairs.post(`${pair.id}/merge`, { survivorId: other });
    expect((await steps.erase(one)).body).toMatchObject({ personId: one });
    await inDatabase(mongoUrl(), async (database) => {
      for (const id of [one, other]) {
        const [document] = await database
          .collection('person')
          .find({ _id: id } as never)
          .toArray();
        expect(document).toMatchObject({ status: 'erased', tokens: [] });
        expect(document).not.toHaveProperty('mergedInto');
        expect(await database.collection('vault').countDocuments({ owner: id } as never)).toBe(0);
      }
    });
    expect((await steps.read(one)).status).toBe(410);
  });
});
