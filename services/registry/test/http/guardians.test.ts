// A guardian acts for a minor by their own token, until the minor comes of age or a registrar ends it.
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStepsOn } from './consent-steps.ts';
import { atCounter, guardianStepsOn, refusal } from './guardian-steps.ts';
import { ofAnother, privacy, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn, untilJobIsDone } from './stored.ts';
import { transferStepsOn } from './transfer-steps.ts';

let installation: Installation;
let registry: Client;
let people: ReturnType<typeof stepsOn>;
let steps: ReturnType<typeof guardianStepsOn>;
let consents: ReturnType<typeof consentStepsOn>;
let toldTo: ReturnType<typeof transferStepsOn>['toldTo'];
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
  people = stepsOn(registry);
  steps = guardianStepsOn(registry);
  consents = consentStepsOn(registry);
  toldTo = transferStepsOn(registry).toldTo;
});
afterAll(() => installation?.close());

const thisYear = new Date().getUTCFullYear();
const aChild = `${thisYear - 9}-04-17`;
/** The day of birth of somebody who is 16 in some days: in a year with the same calendar of February. */
function dayOfBirth(inDays: number): string {
  const day = new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);
  return `${Number(day.slice(0, 4)) - 16}${day.slice(4)}`;
}
const rule = (ageOfMajority: number) => ({ ageOfMajority, source: 'Civil code, article 25' });
const majorityAt = '/v1/majority-rules/MFOR';
async function majority(ageOfMajority: number): Promise<void> {
  const { body } = await registry.get(majorityAt, { as: privacy });
  const headers = { 'if-match': `"${body.seq}"` };
  const set = await registry.put(majorityAt, { as: privacy, body: rule(ageOfMajority), headers });
  if (set.status !== 200) throw new Error(set.text);
}
const seqOf = async (id: string) => Number((await people.read(id)).body.seq);
const eventsOf = async (id: string) => {
  const subject = (await people.read(id, atCounter)).body['pairwiseId'];
  return (await toldTo(atCounter)).filter((one) => one.subject === subject);
};

/** All that is told of a minor, once the end of the guardianship is. */
const toldUntilEnded = (id: string) =>
  until('the end of a guardianship', async () => {
    const told = await eventsOf(id);
    return told.some(({ type }) => type.endsWith('guardian-ended.v1')) ? told : undefined;
  });

describe('a guardian', () => {
  it('reads, corrects, moves, takes the copy of the minor, and sees who looked, as if it were their own', async () => {
    const { guardian, child } = await steps.family(aChild);
    const { me } = guardian;
    const read = await steps.own(child, me);
    expect(read).toMatchObject({ status: 200, body: { vault: { names: { mask: 'full' } } } });
    expect(read.body).not.toHaveProperty('applicantId');
    expect(read.text).not.toContain(guardian.id);
    const corrected = await people.patch(child, read.body.seq, { city: 'Lyon' }, me);
    expect(corrected.status).toBe(200);
    const moved = await registry.post(`/v1/persons/${child}/residence`, { as: me, body: { country: 'IT' } });
    expect(moved.status).toBe(200);
    const copy = await registry.get(`/v1/persons/${child}/copy`, { as: me });
    expect(copy).toMatchObject({ status: 200, body: { guardians: [{ guardianId: guardian.id, status: 'open' }] } });
    const looks = await registry.get(`/v1/persons/${child}/reads`, { as: me });
    const seen = looks.body.items.map(({ what, purpose }) => `${what} ${purpose}`);
    expect(seen.filter((one) => one !== 'comparison DUPLICATE_CHECK')).toEqual([
      'guardian BIRTH_CERTIFICATE',
      'read GUARDIAN',
      'correction TYPING_ERROR',
      'copy GUARDIAN',
    ]);
    expect(await steps.wards(me)).toMatchObject([{ id: child, relation: 'mother', status: 'registered' }]);
  });

  it('gives and withdraws the consents of the minor', async () => {
    const { guardian, child } = await steps.family(aChild);
    await consents.published('contact', 'for-children');
    const given = { noticeVersion: 'for-children', channel: 'web', evidence: undefined };
    expect(await consents.give(child, given, guardian.me)).toMatchObject({ status: 200 });
    expect((await steps.own(child, guardian.me)).body['consents']).toMatchObject([{ state: 'given' }]);
    expect(await consents.withdraw(child, 'contact', guardian.me)).toMatchObject({ status: 200 });
  });

  it('does not correct the birth date, on which the guardianship rests, nor close or move the record away', async () => {
    const { guardian, child } = await steps.family(aChild);
    const { me } = guardian;
    const birth = await people.patch(child, await seqOf(child), { birthDate: `${thisYear - 3}-01-01` }, me);
    expect(birth).toMatchObject(refusal(409, 'FIELDS_FROZEN'));
    const closed = await registry.post(`/v1/persons/${child}/closure`, { as: me, body: { reason: 'withdrawn' } });
    expect(closed).toMatchObject(refusal(404, 'NOT_FOUND'));
    const away = { to: 'MROM', reasonCode: 'MOVED_ABROAD' };
    const transfer = await registry.post(`/v1/persons/${child}/transfer`, { as: me, body: away });
    expect(transfer).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('is nobody else: another signed-in person, and the guardian of another child, find nothing', async () => {
    const [one, other] = [await steps.family(aChild), await steps.family(aChild)];
    const stranger: Caller = 'person@MNONE:stranger-to-all';
    for (const as of [other.guardian.me, stranger]) {
      expect(await steps.own(one.child, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
      expect(await steps.listed(one.child, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
      const copy = await registry.get(`/v1/persons/${one.child}/copy`, { as });
      expect(copy).toMatchObject(refusal(404, 'NOT_FOUND'));
    }
    expect(await steps.wards(stranger)).toEqual([]);
  });

  it('acts no longer once a registrar has ended it, for a reason that is told', async () => {
    const { guardian, child } = await steps.family(aChild);
    expect(await steps.end(child)).toMatchObject({ status: 200 });
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await steps.wards(guardian.me)).toEqual([]);
    const [kept] = (await steps.listed(child)).body['guardians'] as unknown as readonly object[];
    expect(kept).toMatchObject({ status: 'ended', cause: 'ended', reasonCode: 'COURT_DECISION' });
    expect(kept).not.toHaveProperty('guardianId');
    expect(await steps.end(child)).toMatchObject(refusal(409, 'WRONG_STATE'));
    expect(await steps.end(child, 7)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('may be one of two, of whom neither is told who the other one is', async () => {
    const { guardian, child } = await steps.family(aChild);
    const father = await steps.grownUp();
    expect(await steps.add(child, father.id, { relation: 'father' })).toMatchObject({ status: 200 });
    const seen = (await steps.listed(child, father.me)).body['guardians'] as unknown as readonly {
      guardianId?: string;
    }[];
    expect(seen.map(({ guardianId }) => guardianId)).toEqual([undefined, father.id]);
    expect((await registry.get(`/v1/persons/${child}/copy`, { as: father.me })).text).not.toContain(guardian.id);
  });
});

describe('who is named', () => {
  it('is another person of the ministry, of age and seen by an officer', async () => {
    const child = await steps.child(aChild);
    const youngster = await steps.child(`${thisYear - 15}-01-01`);
    const elsewhere = await people.enter({}, ofAnother);
    const me: Caller = 'person@MNONE:enters-alone';
    const alone = await registry.post('/v1/persons', { as: me, body: somebody() });
    for (const id of [child, youngster, elsewhere, alone.body.id, '0190a1b2-0000-7000-8000-00000000ffff']) {
      const answer = await steps.add(child, id);
      expect(answer).toMatchObject(refusal(422, 'GUARDIAN_NOT_TAKEN'));
      expect(answer.body['errors']).toMatchObject([{ pointer: '/guardianId' }]);
    }
  });

  it('acts for a minor alone, once, and is not who names them', async () => {
    const { guardian, child } = await steps.family(aChild);
    const grown = await people.enter();
    expect(await steps.add(grown, guardian.id)).toMatchObject(refusal(422, 'NOT_A_MINOR'));
    const unknown = await people.enter({ birthDate: undefined });
    expect(await steps.add(unknown, guardian.id)).toMatchObject(refusal(422, 'NOT_A_MINOR'));
    expect(await steps.add(child, guardian.id)).toMatchObject(refusal(409, 'ALREADY_EXISTS'));
    const officer = await people.enter();
    await steps.bind(officer, 'person@MFOR:carl');
    expect(await steps.add(child, officer, {}, 'registrar@MFOR:carl')).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect(await steps.add(child, officer, {}, ofAnother)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const reversed = await steps.add(child, officer, { since: '2026-01-05', until: '2026-01-01' });
    expect(reversed).toMatchObject(refusal(422, 'DATES_REVERSED'));
  });

  it('is named in no event, no other answer and no birth date is told with it', async () => {
    const { guardian, child } = await steps.family(aChild);
    await steps.end(child);
    const told = await toldUntilEnded(child);
    const ofGuardians = told.filter(({ type }) => type.includes('guardian'));
    expect(ofGuardians.map(({ type }) => type)).toEqual([
      'registry.person.guardian-added.v1',
      'registry.person.guardian-ended.v1',
    ]);
    const guardianAs = (await people.read(guardian.id, atCounter)).body['pairwiseId'];
    for (const secret of [guardian.id, String(guardianAs), aChild]) expect(JSON.stringify(told)).not.toContain(secret);
    for (const as of [ofAnother, 'privacy@MLAB'] as const) {
      expect(await steps.listed(child, as)).toMatchObject(refusal(404, 'NOT_FOUND'));
      expect(await steps.end(child, 1, 'registrar@MLAB')).toMatchObject(refusal(404, 'NOT_FOUND'));
    }
  });
});

describe('a minor', () => {
  it('reads their own record, takes a copy and withdraws a consent; the rest is done by a guardian', async () => {
    const { child } = await steps.family(aChild);
    const me: Caller = 'person@MNONE:young-one';
    await steps.bind(child, me);
    await consents.published('contact', 'young');
    await consents.give(child, { noticeVersion: 'young' });
    expect(await steps.own(child, me)).toMatchObject({ status: 200 });
    expect((await registry.get(`/v1/persons/${child}/copy`, { as: me })).status).toBe(200);
    expect((await registry.get(`/v1/persons/${child}/reads`, { as: me })).status).toBe(200);
    expect((await steps.listed(child, me)).body['guardians']).toMatchObject([{ guardianId: expect.any(String) }]);
    expect(await consents.withdraw(child, 'contact', me)).toMatchObject({ status: 200 });
    const own = (path: string, body: object) => registry.post(`/v1/persons/${child}/${path}`, { as: me, body });
    for (const answer of [
      people.patch(child, await seqOf(child), { city: 'Lyon' }, me),
      consents.give(child, { noticeVersion: 'young', evidence: undefined }, me),
      own('residence', { country: 'IT' }),
      own('confirmation', { contactable: false, channel: 'web' }),
      own('closure', { reason: 'withdrawn' }),
      own('transfer', { to: 'MROM', reasonCode: 'MOVED_ABROAD' }),
      own('transfer-withdrawal', { reasonCode: 'STAYS' }),
    ]) {
      expect(await answer).toMatchObject(refusal(403, 'ACTS_BY_GUARDIAN'));
    }
    const body = somebody({ birthDate: aChild });
    expect(await registry.post('/v1/persons', { as: me, body })).toMatchObject(refusal(403, 'ACTS_BY_GUARDIAN'));
  });

  it('comes of age by the rule of the ministry, which says by what', async () => {
    const path = majorityAt;
    const { guardian, child } = await steps.family(`${thisYear - 17}-01-01`);
    expect((await steps.listed(child)).body).toMatchObject({
      ...{ isMinor: true, ageOfMajority: 18, source: 'Convention on the Rights of the Child, Article 1' },
    });
    const set = await registry.put(path, { as: privacy, body: rule(16), headers: { 'if-none-match': '*' } });
    expect(set.status).toBe(201);
    expect((await steps.listed(child)).body).toMatchObject({ isMinor: false, ...rule(16) });
    expect(await steps.own(child, guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    const back = await registry.put(path, { as: privacy, body: rule(18), headers: { 'if-match': '"1"' } });
    expect(back.status).toBe(200);
    expect(await steps.own(child, guardian.me)).toMatchObject({ status: 200 });
    const foreign = await registry.put(path, { as: 'privacy@MLAB', body: rule(16), headers: { 'if-match': '"2"' } });
    expect(foreign).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect((await registry.get(path, { as: 'privacy@MLAB' })).status).toBe(404);
  });

  it('who comes of age acts alone from that day; the event says so on the first day of a month after', async () => {
    const { mongoUrl } = installation.configOf('registry');
    const [today, tomorrow] = [dayOfBirth(0), dayOfBirth(1)];
    await majority(17);
    const [comesOfAge, oneDayYounger] = [await steps.family(today), await steps.family(tomorrow)];
    const me: Caller = 'person@MNONE:grown-today';
    await steps.bind(comesOfAge.child, me);
    await majority(16);
    expect(await steps.own(comesOfAge.child, comesOfAge.guardian.me)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await steps.wards(comesOfAge.guardian.me)).toEqual([]);
    expect(await steps.own(oneDayYounger.child, oneDayYounger.guardian.me)).toMatchObject({ status: 200 });
    expect(await steps.wards(oneDayYounger.guardian.me)).toHaveLength(1);
    const { child } = comesOfAge;
    expect(await people.patch(child, await seqOf(child), { city: 'Rome' }, me)).toMatchObject({ status: 200 });

    const ended = async () => (await eventsOf(child)).filter(({ type }) => type.endsWith('guardian-ended.v1'));
    await untilJobIsDone(mongoUrl, 'guardians.due');
    expect(await ended()).toEqual([]);
    const next = new Date();
    next.setUTCMonth(next.getUTCMonth() + 1, 3);
    ahead = next.getTime() - Date.now();
    await untilJobIsDone(mongoUrl, 'guardians.due');
    ahead = 0;
    await toldUntilEnded(child);
    const endedOn = `${next.toISOString().slice(0, 7)}-01`;
    expect(await ended()).toMatchObject([{ data: { cause: 'of-age', endedOn } }]);
    expect((await steps.listed(child)).body['guardians']).toMatchObject([{ status: 'ended', cause: 'of-age' }]);
    const { database, files } = await everythingIn(installation);
    for (const kept of [database, files]) expect(kept).not.toContain(today);
    await majority(18);
  });
});
