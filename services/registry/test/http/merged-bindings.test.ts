// Records of one person that were merged, and the identities that stand for them: one acts for the record that goes on.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { atCounter, guardianStepsOn, refusal } from './guardian-steps.ts';
import { privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let people: ReturnType<typeof stepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;
let families: ReturnType<typeof guardianStepsOn>;

const mongoUrl = () => installation.configOf('registry').mongoUrl;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  people = stepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
  families = guardianStepsOn(registry);
});
afterAll(() => installation?.close());

const identity = (): Caller => `person@MNONE:${randomUUID()}`;
const issuing = (id: string) =>
  registry.post(`/v1/persons/${id}/binding-code`, { as: atCounter, body: { evidence: 'PASSPORT' } });
const codeFor = async (id: string) => String((await issuing(id)).body['code']);
const present = (as: Caller, code: string) => registry.post('/v1/self/binding', { as, body: { code } });
const unbinding = (id: string) =>
  registry.post(`/v1/persons/${id}/unbinding`, { as: privacy, body: { reasonCode: 'TWO_ACCOUNTS' } });
const own = (as: Caller, id: string) => registry.get(`/v1/persons/${id}`, { as });
const listed = async (as: Caller) => (await registry.get('/v1/self/records', { as })).body.items;
const pairNow = async (id: string) => (await registry.get(`/v1/duplicates/${id}`, { as: privacy })).body;
const kept = (id: string) =>
  inDatabase(mongoUrl(), (database) => database.collection('person').findOne({ _id: id } as never));
const bindingsOf = async (...ids: string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const {
        status,
        applicantId,
        identity: token,
        boundOn,
        bindingCode,
        bindingCodes,
        holds,
      } = (await kept(id)) as Record<string, unknown>;
      return { status, applicantId, identity: token, boundOn, bindingCode, bindingCodes, holds };
    }),
  );

/** A pair of which the merged record is the own of an identity, and merged. */
async function mergedBound() {
  const found = await pairs.twoRecords();
  const me = identity();
  await families.bind(found.one, me);
  expect((await pairs.post(`${found.pair.id}/merge`, { survivorId: found.other })).status).toBe(200);
  return { ...found, me };
}

describe('an identity of a record that was merged', () => {
  it('acts for the record that goes on, and has it once among its own', async () => {
    const { one, other, me } = await mergedBound();
    expect(await listed(me)).toEqual([
      { id: other, ministry: 'MFOR', status: 'registered', boundOn: expect.any(String) },
    ]);
    const shown = await own(me, other);
    expect(shown).toMatchObject({ status: 200, body: { id: other, mergedFrom: [{ id: one }] } });
    expect((await own(me, one)).body).toEqual(shown.body);
    expect((await people.patch(other, shown.body.seq, { sex: 'other' }, me)).status).toBe(200);
    const moving = (id: string) => registry.post(`/v1/persons/${id}/residence`, { as: me, body: { country: 'IT' } });
    for (const id of [one, other]) expect(await moving(id)).toMatchObject({ status: 200, body: { id: other } });
    expect((await registry.get(`/v1/persons/${other}/copy`, { as: me })).body['records']).toHaveLength(2);
    expect((await people.read(other)).body).toMatchObject({ boundOn: expect.any(String) });
    expect(await own(identity(), other)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('is taken from it by either id, and no code is issued beside it until then', async () => {
    const { one, other, me } = await mergedBound();
    expect(await issuing(other)).toMatchObject(refusal(409, 'ALREADY_BOUND'));
    expect((await unbinding(other)).status).toBe(200);
    for (const id of [one, other]) expect(await own(me, id)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await unbinding(one)).toMatchObject(refusal(409, 'NOT_BOUND'));
    expect((await issuing(other)).status).toBe(200);
  });

  it('has its binding to the byte when the records are parted, and then acts for its own alone', async () => {
    const found = await pairs.twoRecords();
    const me = identity();
    await families.bind(found.one, me);
    const before = await bindingsOf(found.one, found.other);
    await pairs.post(`${found.pair.id}/merge`, { survivorId: found.other });
    await pairs.post(`${found.pair.id}/unmerge`, { reasonCode: 'MISTAKEN' });
    expect(await bindingsOf(found.one, found.other)).toEqual(before);
    expect((await own(me, found.one)).status).toBe(200);
    expect(await own(me, found.other)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('acts on through a chain of merges', async () => {
    const { other, me } = await mergedBound();
    const third = await people.enter({
      names: [{ given: 'Maria', family: 'Chain' }],
      emails: [`chain.${randomUUID()}@example.org`],
    });
    await inDatabase(mongoUrl(), (database) =>
      database.collection('person').updateOne({ _id: other } as never, {
        $set: { status: 'merged', statusBefore: 'registered', mergedInto: third, mergedOn: '2026-03-01' },
      }),
    );
    expect((await own(me, third)).body).toMatchObject({ id: third });
    expect((await listed(me)).map(({ id }) => id)).toEqual([third]);
  });
});

describe('two records of one subject', () => {
  it('are merged, shown once, and parted with both bindings to the byte', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const me = identity();
    await families.bind(other, me);
    // as a record is that the person entered themself
    const { applicantId } = (await kept(other)) as unknown as { applicantId: string };
    await inDatabase(mongoUrl(), (database) =>
      database.collection('person').updateOne({ _id: one } as never, { $set: { applicantId } }),
    );
    const before = await bindingsOf(one, other);
    expect((await listed(me)).map(({ id }) => id).sort()).toEqual([one, other].sort());
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: one })).status).toBe(200);
    expect((await listed(me)).map(({ id }) => id)).toEqual([one]);
    expect((await own(me, other)).body).toMatchObject({ id: one });
    expect((await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' })).status).toBe(200);
    expect(await bindingsOf(one, other)).toEqual(before);
    expect((await listed(me)).map(({ id }) => id).sort()).toEqual([one, other].sort());
  });
});

describe('two records of two subjects', () => {
  it('are merged when an officer has taken one of them from its identity', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const [first, second] = [identity(), identity()];
    await families.bind(one, first);
    await families.bind(other, second);
    const refused = await pairs.post(`${pair.id}/merge`, { survivorId: other });
    expect(refused).toMatchObject(refusal(409, 'BOUND_TO_TWO'));
    for (const id of [one, other]) expect(refused.body['detail']).toContain(id);
    expect((await pairNow(pair.id))['status']).toBe('open');
    expect([(await own(first, one)).status, (await own(second, other)).status]).toEqual([200, 200]);
    expect((await unbinding(one)).status).toBe(200);
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: other })).status).toBe(200);
    expect((await own(second, one)).body).toMatchObject({ id: other });
    expect(await own(first, one)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('that were merged before this was refused are acted for by that of the record that goes on', async () => {
    const { one, other } = await pairs.twoRecords();
    const [first, second] = [identity(), identity()];
    await families.bind(one, first);
    await families.bind(other, second);
    await inDatabase(mongoUrl(), (database) =>
      database.collection('person').updateOne({ _id: one } as never, {
        $set: { status: 'merged', statusBefore: 'registered', mergedInto: other, mergedOn: '2026-03-01' },
      }),
    );
    expect((await own(second, one)).body).toMatchObject({ id: other });
    expect(await own(first, one)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await listed(first)).toEqual([]);
  });
});

describe('a code for a record that is merged before it is presented', () => {
  it('binds the identity to that record, by which it acts for the one that goes on', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const code = await codeFor(one);
    await pairs.post(`${pair.id}/merge`, { survivorId: other });
    const me = identity();
    expect(await present(me, code)).toMatchObject({ status: 200, body: { id: one } });
    expect((await present(me, code)).status).toBe(200);
    expect(await present(identity(), code)).toMatchObject(refusal(409, 'CODE_USED'));
    expect((await own(me, other)).body).toMatchObject({ id: other });
    await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' });
    expect((await own(me, one)).body).toMatchObject({ id: one });
    expect(await own(me, other)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('is refused to a second identity, and to anybody once the record that goes on is closed', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const code = await codeFor(one);
    await families.bind(other, identity());
    await pairs.post(`${pair.id}/merge`, { survivorId: other });
    expect(await present(identity(), code)).toMatchObject(refusal(409, 'ALREADY_BOUND'));
    await unbinding(other);
    expect(await present(identity(), code)).toMatchObject(refusal(422, 'CODE_UNKNOWN'));
    const closed = await pairs.twoRecords();
    const late = await codeFor(closed.one);
    await pairs.post(`${closed.pair.id}/merge`, { survivorId: closed.other });
    await registry.post(`/v1/persons/${closed.other}/closure`, { as: registrar, body: { reason: 'withdrawn' } });
    expect(await present(identity(), late)).toMatchObject(refusal(409, 'WRONG_STATE'));
  });
});

describe('at the same moment', () => {
  /** The subjects of two records that stand together, and whether they do. */
  async function standing(one: string, other: string) {
    const both = await bindingsOf(one, other);
    return {
      isMerged: both.some(({ status }) => status === 'merged'),
      subjects: new Set(both.flatMap(({ applicantId }) => applicantId ?? [])).size,
    };
  }

  it('two codes of one person never bind two identities', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { one, other, pair } = await pairs.twoRecords();
      const codes = [await codeFor(one), await codeFor(other)];
      await pairs.post(`${pair.id}/merge`, { survivorId: other });
      const answers = await Promise.all(codes.map((code) => present(identity(), code)));
      const taken = answers.filter(({ status }) => status === 200);
      for (const answer of answers.filter(({ status }) => status !== 200)) {
        expect([409, 503]).toContain(answer.status);
      }
      expect(await standing(one, other)).toEqual({ isMerged: true, subjects: taken.length });
      expect(taken.length).toBeLessThan(2);
    }
  });

  it('a merge and a binding never leave two identities on one person', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { one, other, pair } = await pairs.twoRecords();
      await families.bind(one, identity());
      const code = await codeFor(other);
      const [merged, bound] = await Promise.all([
        pairs.post(`${pair.id}/merge`, { survivorId: other }),
        present(identity(), code),
      ]);
      const { isMerged, subjects } = await standing(one, other);
      expect(isMerged ? subjects : 1).toBe(1);
      expect([merged.status === 200, bound.status === 200]).toEqual([isMerged, subjects === 2]);
      if (!isMerged) expect(merged).toMatchObject(refusal(409, 'BOUND_TO_TWO'));
    }
  });
});

describe('a merge whose records were bound to two identities meanwhile', () => {
  it('and that was cut short is taken back by a job, with both bindings as they were', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const [first, second] = [identity(), identity()];
    await families.bind(one, first);
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: other })).status).toBe(200);
    const stranger = await families.grownUp();
    const { applicantId } = (await kept(stranger.id)) as unknown as { applicantId: string };
    const actor = { sub: 'x', client: 'x', ministry: 'MFOR', roles: ['privacy'] };
    await inDatabase(mongoUrl(), async (database) => {
      await database.collection('person').updateOne({ _id: other } as never, { $set: { applicantId } });
      const content = { duplicate: pair.id, actor, since: '2026-01-01T00:00:00.000Z' };
      await database.collection('unsettled_duplicates').insertOne({ _id: randomUUID(), version: 1, content } as never);
    });
    await untilJobIsDone(mongoUrl(), 'duplicates.settle');
    expect(await pairNow(pair.id)).toMatchObject({ status: 'unmerged', reasonCode: 'BOUND_TO_TWO' });
    expect((await own(first, one)).body).toMatchObject({ id: one, status: 'registered' });
    expect((await own(stranger.me, other)).body).toMatchObject({ id: other });
    expect(await own(second, one)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });
});

describe('guardians of merged records', () => {
  it('act for a minor whose record was merged, and by a record of theirs that was', async () => {
    const { guardian, child } = await families.family('2014-05-06');
    const into = await families.child('2014-05-06');
    const mine = await people.enter(somebody({ names: [{ given: 'Doina', family: 'Rusu' }] }));
    await inDatabase(mongoUrl(), async (database) => {
      const merged = { status: 'merged', statusBefore: 'registered', mergedOn: '2026-03-01' };
      const persons = database.collection('person');
      await persons.updateOne({ _id: child } as never, { $set: { ...merged, mergedInto: into } });
      await persons.updateOne({ _id: guardian.id } as never, { $set: { ...merged, mergedInto: mine } });
    });
    expect(await families.wards(guardian.me)).toMatchObject([{ id: into }]);
    expect((await own(guardian.me, into)).body).toMatchObject({ id: into });
    expect((await own(guardian.me, mine)).body).toMatchObject({ id: mine });
  });

  it('whose record lost its identity to that of the record that goes on act no longer', async () => {
    const { guardian, child } = await families.family('2014-05-06');
    const other = await families.grownUp();
    await inDatabase(mongoUrl(), (database) =>
      database.collection('person').updateOne({ _id: guardian.id } as never, {
        $set: { status: 'merged', statusBefore: 'registered', mergedInto: other.id, mergedOn: '2026-03-01' },
      }),
    );
    expect(await own(guardian.me, child)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect((await own(other.me, child)).status).toBe(200);
  });
});
