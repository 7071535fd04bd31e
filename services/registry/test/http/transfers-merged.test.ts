// Records that were merged move together, whatever happens to them at the same moment.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { born, duplicateStepsOn } from './duplicate-steps.ts';
import { stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';
import { receiver, sender, transferStepsOn } from './transfer-steps.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let transfers: ReturnType<typeof transferStepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;

const mongoUrl = () => installation.configOf('registry').mongoUrl;
const refusal = (status: number, code: string) => ({ status, body: { code } });
const recordOf = (id: string) =>
  inDatabase(mongoUrl(), (database) => database.collection('person').findOne({ _id: id } as never));

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
  transfers = transferStepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
});
afterAll(() => installation?.close());

describe('a record of somebody whom the other ministry has already', () => {
  it('comes beside that one where the registrar names it, is compared with it, and merged', async () => {
    const [email, birthDate] = [`twice.${randomUUID()}@example.org`, born()];
    const same = { names: [{ given: 'Ilinca', family: 'Vulpescu' }], birthDate, emails: [email] };
    const [id, theirs] = [await steps.enter(same), await steps.enter(same, receiver)];
    const transfer = await transfers.proposed(id);
    expect(await transfers.accept(transfer, receiver, randomUUID())).toMatchObject(refusal(409, 'ALREADY_EXISTS'));
    expect((await transfers.accept(transfer, receiver, theirs)).status).toBe(200);
    const ofAddress = { email };
    expect((await steps.search(ofAddress, receiver)).body.items).toMatchObject([{ id: theirs }]);
    await pairs.compared();
    const [pair] = await pairs.pairsOf(id, receiver);
    expect([pair?.personId, pair?.otherId].sort()).toEqual([id, theirs].sort());
    const merged = await pairs.post(`${pair?.id}/merge`, { survivorId: id }, 'privacy@MROM');
    expect(merged.status).toBe(200);
    expect((await steps.search(ofAddress, receiver)).body.items).toMatchObject([{ id }]);
  });
});

describe('a record into which another one was merged', () => {
  it('takes it along: the ministry of before finds neither, and no pair names them any more', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: other })).status).toBe(200);
    await transfers.accept(await transfers.proposed(other));
    for (const id of [one, other]) {
      expect(await steps.read(id, sender)).toMatchObject(refusal(404, 'NOT_FOUND'));
      expect((await steps.read(id, receiver)).body).toMatchObject({ id: other, mergedFrom: [{ id: one }] });
    }
    expect(await pairs.pairsOf(one)).toMatchObject([{ status: 'lapsed', lines: [] }]);
    expect(await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' })).toMatchObject(
      refusal(409, 'WRONG_STATE'),
    );
  });

  it('that is merged while it moves is shown to one ministry alone', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const transfer = await transfers.proposed(other);
    const [accepted, merged] = await Promise.all([
      transfers.accept(transfer),
      pairs.post(`${pair.id}/merge`, { survivorId: other }),
    ]);
    expect([accepted.status, [200, 409].includes(merged.status)]).toEqual([200, true]);
    await untilJobIsDone(mongoUrl(), 'duplicates.settle');
    expect(await steps.read(other, sender)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const left = await steps.read(one, sender);
    if (left.status === 200) expect(left.body).toMatchObject({ id: one, ministry: 'MFOR', status: 'registered' });
    else expect(await recordOf(one)).toMatchObject({ ministry: 'MROM', status: 'merged' });
  });

  it('is brought along by a job where the acceptance was cut short', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await transfers.accept(await transfers.proposed(other));
    expect((await steps.read(one, sender)).status).toBe(200);
    const actor = { sub: 'bo', client: 'bo', ministry: 'MROM', roles: ['registrar'] };
    await inDatabase(mongoUrl(), async (database) => {
      const merged = { status: 'merged', statusBefore: 'registered', mergedInto: other, mergedOn: '2026-03-01' };
      await database.collection('person').updateOne({ _id: one } as never, { $set: merged });
      const content = { person: other, to: 'MROM', actor, since: new Date(0).toISOString() };
      await database.collection('unsettled_transfers').insertOne({ _id: randomUUID(), version: 1, content } as never);
    });
    expect(await steps.read(one, sender)).toMatchObject(refusal(404, 'NOT_FOUND'));
    await untilJobIsDone(mongoUrl(), 'transfers.settle');
    expect(await recordOf(one)).toMatchObject({ ministry: 'MROM', status: 'merged' });
    expect((await pairs.pairsOf(one)).find(({ id }) => id === pair.id)).toMatchObject({ status: 'lapsed' });
    expect(
      await inDatabase(mongoUrl(), (database) => database.collection('unsettled_transfers').countDocuments()),
    ).toBe(0);
  });
});
