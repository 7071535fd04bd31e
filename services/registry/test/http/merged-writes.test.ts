// Whoever reads a person by the id of a record that was merged writes what they read by that id too.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStepsOn } from './consent-steps.ts';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { atCounter, guardianStepsOn, refusal } from './guardian-steps.ts';
import { ofAnother, registrar, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';

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
  await consentStepsOn(registry).published('contact', '1');
});
afterAll(() => installation?.close());

/** A pair of which `one` was merged into `other`. */
async function merged() {
  const found = await pairs.twoRecords();
  expect((await pairs.post(`${found.pair.id}/merge`, { survivorId: found.other })).status).toBe(200);
  return found;
}

/** The version of a record as it is kept, which every change moves. */
const versionOf = (id: string) =>
  inDatabase(
    mongoUrl(),
    async (database) => (await database.collection('person').findOne({ _id: id } as never))?.['seq'],
  );

/** Commands on a person in an order in which each is taken, with what a read shows after it. */
const commands: readonly (readonly [path: string, body: object, shown: object])[] = [
  ['residence', { country: 'IT' }, { residence: { country: 'IT' } }],
  ['verification', { assurance: 'consular', evidence: 'PASSPORT' }, { status: 'verified', assurance: 'consular' }],
  ['consents', { purpose: 'contact', noticeVersion: '1', channel: 'counter', evidence: 'F-1' }, { status: 'verified' }],
  [
    'consents/contact/withdrawal',
    { channel: 'counter' },
    { consents: [{ history: [{ state: 'given' }, { state: 'withdrawn' }] }] },
  ],
  ['confirmation', { contactable: false, channel: 'counter' }, { status: 'active' }],
  ['transfer', { to: 'MLAB', reasonCode: 'MOVED_ABROAD' }, { status: 'active' }],
  ['transfer-withdrawal', { reasonCode: 'STAYS' }, { status: 'active' }],
  ['closure', { reason: 'withdrawn' }, { status: 'withdrawn' }],
];

describe('by the id of a record that was merged', () => {
  it('every command changes the record that a read by it shows, in the version that it shows', async () => {
    const { one, other } = await merged();
    const before = await versionOf(one);
    const read = await people.read(one);
    const patched = await people.patch(one, read.body.seq, { sex: 'other' });
    expect(patched).toMatchObject({ status: 200, body: { id: other } });
    expect((await people.read(one)).body).toMatchObject({ id: other, sex: 'other' });
    for (const [path, body, shown] of commands) {
      const { seq } = (await people.read(one)).body;
      const headers = { 'if-match': `"${seq}"` };
      const answer = await registry.post(`/v1/persons/${one}/${path}`, { as: registrar, body, headers });
      expect([path, answer.status, answer.body.id]).toEqual([path, 200, other]);
      expect((await people.read(one)).body).toMatchObject({ id: other, ...shown });
    }
    expect([before, await versionOf(one)]).toEqual([2, 2]);
  });

  it('what was read before somebody else changed it is refused', async () => {
    const { one, other } = await merged();
    const { seq } = (await people.read(one)).body;
    expect((await people.patch(other, seq, { sex: 'other' })).status).toBe(200);
    expect(await people.patch(one, seq, { sex: 'male' })).toMatchObject(refusal(412, 'STALE'));
  });

  it('a command that was answered before the merge is answered again and done once', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    const moving = (key: string) =>
      registry.post(`/v1/persons/${one}/residence`, {
        as: registrar,
        body: { country: 'IT' },
        headers: { 'idempotency-key': key },
      });
    const [early, late] = [randomUUID(), randomUUID()];
    const first = await moving(early);
    expect(first).toMatchObject({ status: 200, body: { id: one } });
    await pairs.post(`${pair.id}/merge`, { survivorId: other });
    expect((await moving(early)).body).toEqual(first.body);
    expect((await people.read(other)).body).toMatchObject({ residence: { country: 'DE' } });
    const moved = await moving(late);
    expect(moved.body).toMatchObject({ id: other });
    expect((await moving(late)).body).toEqual(moved.body);
  });

  it('a code is of the record that goes on, and whoever presents it corrects that one by either id', async () => {
    const { one, other } = await merged();
    const me: Caller = `person@MNONE:${randomUUID()}`;
    await families.bind(one, me);
    expect((await registry.get('/v1/self/records', { as: me })).body.items.map(({ id }) => id)).toEqual([other]);
    for (const [id, sex] of [
      [one, 'other'],
      [other, 'male'],
    ] as const) {
      const { seq } = (await families.own(one, me)).body;
      expect(await people.patch(id, seq, { sex }, me)).toMatchObject({ status: 200, body: { id: other } });
    }
  });

  it('nobody writes who may not read', async () => {
    const { one } = await merged();
    const { seq } = (await people.read(one)).body;
    const callers: readonly Caller[] = [ofAnother, `person@MNONE:${randomUUID()}`];
    for (const as of callers) {
      expect(await people.patch(one, seq, { sex: 'other' }, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
    }
  });

  it('a guardianship that it keeps is ended in the version that a read shows', async () => {
    const year = new Date().getUTCFullYear() - 10;
    const guardian = await families.grownUp();
    const [one, other] = [await families.child(`${year}-05-04`), await families.child(`${year}-05-04`)];
    expect((await families.add(one, guardian.id)).status).toBe(200);
    await inDatabase(mongoUrl(), (database) =>
      database.collection('person').updateOne({ _id: one } as never, {
        $set: { status: 'merged', statusBefore: 'registered', mergedInto: other, mergedOn: '2026-03-01' },
      }),
    );
    expect((await people.patch(other, 1, { sex: 'other' })).status).toBe(200);
    expect((await people.patch(other, 2, { sex: 'male' })).status).toBe(200);
    const { seq } = (await people.read(one)).body;
    const ending = (version: number) =>
      registry.post(`/v1/persons/${one}/guardians/1/end`, {
        as: atCounter,
        body: { reasonCode: 'COURT_DECISION' },
        headers: { 'if-match': `"${version}"` },
      });
    expect(await ending(seq + 1)).toMatchObject(refusal(412, 'STALE'));
    expect(await ending(seq)).toMatchObject({ status: 200, body: { id: one } });
  });
});
