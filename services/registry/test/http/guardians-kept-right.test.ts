// What becomes of a guardianship when one of the two records is erased, merged or moves, and when two act at once.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { guardianStepsOn, refusal } from './guardian-steps.ts';
import { stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';
import { receiver, sender, transferStepsOn } from './transfer-steps.ts';

let installation: Installation;
let registry: Client;
let people: ReturnType<typeof stepsOn>;
let steps: ReturnType<typeof guardianStepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;
let transfers: ReturnType<typeof transferStepsOn>;

const mongoUrl = () => installation.configOf('registry').mongoUrl;
beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  people = stepsOn(registry);
  steps = guardianStepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
  transfers = transferStepsOn(registry);
});
afterAll(() => installation?.close());

const aChild = `${new Date().getUTCFullYear() - 9}-04-17`;
const moveAway = async (id: string) => transfers.accept(await transfers.proposed(id));
/** The collections in which one document leads from one record to the other; that two were compared says nothing of them. */
const leadingFrom = (one: string, other: string) => {
  const leads = (kept: string) => kept.includes(one) && kept.includes(other) && !kept.includes('"what":"comparison"');
  return inDatabase(mongoUrl(), async (database) => {
    const names = (await database.listCollections().toArray()).map(({ name }) => name);
    const found = await Promise.all(
      names.map(async (name) => {
        const documents = (await database.collection(name).find().toArray()).map((kept) => JSON.stringify(kept));
        return documents.some(leads) ? [name] : [];
      }),
    );
    return found.flat();
  });
};

describe('an erasure', () => {
  it('of a guardian ends what they did, and the record of the minor leads to nobody', async () => {
    const { guardian, child } = await steps.family(aChild);
    expect(await leadingFrom(child, guardian.id)).toEqual(['person']);
    expect((await people.erase(guardian.id)).status).toBe(200);
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const { guardians: items } = (await steps.listed(child)).body;
    expect(items).toMatchObject([{ status: 'ended', cause: 'guardian-gone' }]);
    expect(JSON.stringify(items)).not.toContain(guardian.id);
    expect(await leadingFrom(child, guardian.id)).toEqual([]);
  });

  it('of a minor leaves nothing that leads to a guardian', async () => {
    const { guardian, child } = await steps.family(aChild);
    expect((await people.erase(child)).status).toBe(200);
    expect(await steps.wards(guardian.me)).toEqual([]);
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const record = await inDatabase(mongoUrl(), (database) =>
      database.collection('person').findOne({ _id: child } as never),
    );
    expect(JSON.stringify(record)).not.toMatch(/guard/);
    expect(await leadingFrom(child, guardian.id)).toEqual([]);
  });
});

describe('a merge', () => {
  it('of the guardian’s record into another one lets them act as before', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const me: Caller = `person@MNONE:${randomUUID()}`;
    await steps.bind(one, me);
    const child = await steps.child(aChild);
    expect(await steps.add(child, one)).toMatchObject({ status: 200 });
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: other })).toMatchObject({ status: 200 });
    expect(await steps.own(child, me)).toMatchObject({ status: 200 });
    expect(await steps.wards(me)).toMatchObject([{ id: child }]);
    expect((await steps.listed(child)).body['guardians']).toMatchObject([{ guardianId: other, status: 'open' }]);
    expect(await steps.add(child, other)).toMatchObject(refusal(409, 'ALREADY_EXISTS'));
  });

  it('of the minor’s record into another one keeps the guardian of either, and a parting gives each its own', async () => {
    const names = [{ given: 'Oksana', family: `Marchenko-${randomUUID().slice(0, 6)}` }];
    const birthDate = `${new Date().getUTCFullYear() - 11}-09-23`;
    const [mother, father] = [await steps.grownUp(), await steps.grownUp()];
    const [one, other] = [await steps.child(birthDate, { names }), await steps.child(birthDate, { names })];
    await steps.add(one, mother.id);
    await steps.add(other, father.id, { relation: 'father' });
    await pairs.compared();
    const [pair] = (await pairs.pairsOf(one)).filter(({ personId, otherId }) => [personId, otherId].includes(other));
    expect(await pairs.post(`${pair?.id}/merge`, { survivorId: other })).toMatchObject({ status: 200 });
    for (const { me } of [mother, father]) {
      expect((await steps.own(one, me)).body).toMatchObject({ id: other });
      expect(await steps.wards(me)).toMatchObject([{ id: other }]);
    }
    expect(await steps.own(other, mother.me)).toMatchObject({ status: 200 });
    expect(await steps.end(one)).toMatchObject({ status: 200 });
    expect(await steps.own(other, mother.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    await pairs.post(`${pair?.id}/unmerge`, { reasonCode: 'MISTAKEN' });
    expect(await steps.own(one, father.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await steps.own(other, father.me)).toMatchObject({ status: 200 });
  });
});

describe('a move to another ministry', () => {
  it('lets the guardianship rest while the two are apart, and holds again once they are together', async () => {
    const { guardian, child } = await steps.family(aChild);
    expect(await moveAway(child)).toMatchObject({ status: 200 });
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await steps.wards(guardian.me)).toEqual([]);
    expect(await steps.listed(child, sender)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const there = await steps.listed(child, receiver);
    expect(there.body['guardians']).toMatchObject([{ status: 'resting', relation: 'mother' }]);
    expect(there.text).not.toContain(guardian.id);
    expect(await moveAway(guardian.id)).toMatchObject({ status: 200 });
    expect(await steps.own(child, guardian.me)).toMatchObject({ status: 200, body: { ministry: 'MROM' } });
    expect((await steps.listed(child, receiver)).body['guardians']).toMatchObject([
      { status: 'open', guardianId: guardian.id },
    ]);
  });

  it('of the guardian alone tells the ministry that has the minor nothing of them, and a registrar can end it', async () => {
    const { guardian, child } = await steps.family(aChild);
    expect(await moveAway(guardian.id)).toMatchObject({ status: 200 });
    const here = await steps.listed(child, sender);
    expect(here.body['guardians']).toMatchObject([{ status: 'resting' }]);
    expect(here.text).not.toContain(guardian.id);
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await steps.end(child)).toMatchObject({ status: 200 });
    expect((await people.erase(guardian.id, 'privacy@MROM')).status).toBe(200);
    expect((await people.erase(child)).status).toBe(200);
  });
});

describe('at once', () => {
  it('nothing that a guardian asks for comes after the end of the guardianship', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { guardian, child } = await steps.family(aChild);
      const move = (country: string) =>
        registry.post(`/v1/persons/${child}/residence`, { as: guardian.me, body: { country } });
      const [ended, ...moves] = await Promise.all([steps.end(child), move('IT'), move('DE'), move('ES')]);
      expect(ended.status).toBe(200);
      for (const { status, body } of moves) {
        if (status === 200) expect(Number(body.seq)).toBeLessThan(Number(ended.body.seq));
        else expect(status).toBe(404);
      }
    }
  });

  it('one guardian is named once', async () => {
    const guardian = await steps.grownUp();
    const child = await steps.child(aChild);
    const answers = await Promise.all(Array.from({ length: 4 }, () => steps.add(child, guardian.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });
});
