// Consents of persons over HTTP: by which notice they are given, by whom, and what is refused once they are withdrawn.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStepsOn, noticeBody, publisher, writer } from './consent-steps.ts';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn, inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let consents: ReturnType<typeof consentStepsOn>;
let pairs: ReturnType<typeof duplicateStepsOn>;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
  steps = stepsOn(registry);
  consents = consentStepsOn(registry);
  pairs = duplicateStepsOn(registry, mongoUrl());
  await consents.published('contact', '1');
  await consents.published('service-delivery', '1', { legalBasis: 'legal-obligation', looks: ['SERVICE'] });
});
afterAll(() => installation.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;
const refusal = (status: number, code: string) => ({ status, body: { code } });
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);
/** The consents of a person as they stand, by a look that needs none. */
const standing = async (id: string) => (await steps.read(id)).body as unknown as Standing;
interface Standing {
  readonly id: string;
  readonly contactable: boolean;
  readonly consents?: readonly { readonly state: string; readonly revision: number; readonly history: object[] }[];
}

describe('a notice', () => {
  it('is written by one person and published by another one, and stays as it is from then on', async () => {
    expect(await consents.draft('research', '1')).toMatchObject({ status: 201, body: { status: 'draft' } });
    expect(await consents.publish('research', '1', writer)).toMatchObject(refusal(403, 'FOUR_EYES'));
    const at = consents.at('research', '1');
    const { seq } = (await registry.get(at, { as: privacy })).body;
    const again = { as: publisher, body: noticeBody({ recipients: [] }), headers: { 'if-match': `"${seq}"` } };
    expect(await registry.put(at, again)).toMatchObject({ status: 200 });
    // whoever wrote it last has written all of it
    expect(await consents.publish('research', '1', publisher)).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect(await consents.publish('research', '1', writer)).toMatchObject({ body: { status: 'published' } });
    const after = (await registry.get(at, { as: privacy })).body.seq;
    const late = { ...again, headers: { 'if-match': `"${after}"` } };
    expect(await registry.put(at, late)).toMatchObject(refusal(409, 'NOTICE_PUBLISHED'));
  });

  it('is read by registrars and persons, a draft by none but institutions, and written by its own ministry', async () => {
    expect((await consents.draft('statistics', 'draft')).status).toBe(201);
    const me: Caller = `person@#${randomUUID()}`;
    const { body } = await registry.get('/v1/privacy-notices', { as: me });
    const names = body.items.map((one) => `${one['purpose']} ${one['version']}`);
    expect(names).toEqual(expect.arrayContaining(['contact 1']));
    expect(names).not.toContain('statistics draft');
    expect(body.items[0]).not.toHaveProperty('draftedBy');
    expect((await registry.get(consents.at('statistics', 'draft'), { as: me })).status).toBe(404);
    expect((await registry.get(consents.at('statistics', 'draft'), { as: registrar })).status).toBe(200);
    expect((await registry.get(consents.at('contact', '1'), { as: me })).body['paragraphs']).toEqual(
      noticeBody().paragraphs,
    );
    expect(await consents.draft('contact', '9', {}, 'privacy@MLAB')).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await consents.publish('statistics', 'draft', 'privacy@MLAB')).toMatchObject(refusal(403, 'FORBIDDEN'));
  });

  it('that was withdrawn takes no more consents, and those that were given stay', async () => {
    const id = await steps.enter();
    await consents.published('contact', '0');
    expect((await consents.give(id, { noticeVersion: '0' })).status).toBe(200);
    const withdrawal = { as: writer, body: { reasonCode: 'REWORDED' } };
    expect((await registry.post(`${consents.at('contact', '0')}/withdrawal`, withdrawal)).status).toBe(200);
    expect((await standing(id)).consents).toMatchObject([{ state: 'given', revision: 1 }]);
    expect(await consents.give(id, { noticeVersion: '0' })).toMatchObject(refusal(422, 'NOTICE_WITHDRAWN'));
    expect(await consents.give(id, { noticeVersion: '7' })).toMatchObject(refusal(422, 'NOTICE_UNKNOWN'));
    expect(await consents.give(id, { purpose: 'service-delivery' })).toMatchObject(refusal(422, 'NO_CONSENT_NEEDED'));
    expect(await consents.give(id, { recipients: ['BANK'] })).toMatchObject(refusal(422, 'NOTICE_NOT_COVERING'));
  });
});

describe('a look that rests on a consent', () => {
  it('is refused without one, cites it, and is refused at once when it is withdrawn', async () => {
    const id = await steps.enter();
    expect(await consents.look(id, 'NEWSLETTER')).toMatchObject(refusal(409, 'CONSENT_MISSING'));
    expect((await consents.look(id, 'SERVICE')).status).toBe(200);
    expect((await consents.give(id)).status).toBe(200);
    expect((await consents.look(id, 'NEWSLETTER')).status).toBe(200);
    expect((await consents.look(id, 'contact')).status).toBe(200);
    const asked = performance.now();
    expect((await consents.withdraw(id)).status).toBe(200);
    expect(await consents.look(id, 'NEWSLETTER')).toMatchObject(refusal(409, 'CONSENT_MISSING'));
    process.stdout.write(`  refused ${Math.round(performance.now() - asked)} ms after the withdrawal was asked for\n`);
    // who sees that there is something reaches nobody by it
    expect((await consents.look(id, 'NEWSLETTER', privacy)).status).toBe(200);
    const { items } = (await registry.get(`/v1/persons/${id}/reads`, { as: privacy })).body;
    expect(items.map(({ purpose, consent }) => [purpose, consent])).toEqual([
      ['SERVICE', undefined],
      ['NEWSLETTER', 'contact/1'],
      ['contact', 'contact/1'],
      ['NEWSLETTER', undefined],
    ]);
  });

  it('needs none in a ministry that has published no notice of it', async () => {
    const answer = await registry.post('/v1/persons', { as: ofAnother, body: somebody() });
    expect((await consents.look(answer.body.id, 'NEWSLETTER', ofAnother)).status).toBe(200);
  });
});

describe('a person', () => {
  it('consents, withdraws, and sees and takes along what was said, alone', async () => {
    const me: Caller = `person@#${randomUUID()}`;
    const id = await steps.enter({}, me);
    expect(await consents.give(id, {}, me)).toMatchObject(refusal(422, 'CONSENT_EVIDENCE'));
    const alone = { evidence: undefined, channel: 'web' };
    expect((await consents.give(id, alone, me)).status).toBe(200);
    expect(await consents.give(id, alone)).toMatchObject(refusal(422, 'CONSENT_EVIDENCE'));
    expect(await consents.give(id, alone, `person@#${randomUUID()}`)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await consents.withdraw(id, 'contact', me)).toMatchObject({ status: 200 });
    const mine = (await registry.get(`/v1/persons/${id}`, { as: me })).body;
    expect(mine).toMatchObject({ contactable: false, consents: [{ state: 'withdrawn', revision: 2 }] });
    interface Copy {
      readonly records: readonly Standing[];
      readonly events: readonly { readonly type: string; readonly data: object }[];
    }
    // events are copied from the journal, which follows the record
    const { copy, told } = await until('both events in the copy', async () => {
      const read = (await registry.get(`/v1/persons/${id}/copy`, { as: me })).body as unknown as Copy;
      const events = read.events.filter(({ type }) => type.includes('consent'));
      return events.length === 2 ? { copy: read, told: events } : undefined;
    });
    expect(copy.records[0]?.consents?.[0]?.history).toHaveLength(2);
    expect(told.map(({ type }) => type.split('.')[2])).toEqual(['consent-given', 'consent-withdrawn']);
    expect(JSON.stringify(told)).not.toContain('FORM');
    const confirmation = { contactable: true, channel: 'web' };
    const confirm = (body: object) => registry.post(`/v1/persons/${id}/confirmation`, { as: me, body });
    expect(await confirm(confirmation)).toMatchObject(refusal(409, 'CONSENT_WITHDRAWN'));
    expect((await confirm({ ...confirmation, contactable: false })).status).toBe(200);
    expect(await steps.patch(id, 4, { contactable: true }, me)).toMatchObject(refusal(409, 'CONSENT_WITHDRAWN'));
  });

  it('who is registered consents at once', async () => {
    const one = { purpose: 'contact', noticeVersion: '1', evidence: 'FORM-2' };
    const enter = (body: object) => registry.post('/v1/persons', { as: registrar, body: somebody(body) });
    const answer = await enter({ consents: [one] });
    expect(answer.status).toBe(201);
    expect(await standing(answer.body.id)).toMatchObject({ contactable: true, consents: [{ revision: 1 }] });
    const bad = await enter({ consents: [one, { ...one, purpose: 'research', noticeVersion: '9' }] });
    expect(bad).toMatchObject({ status: 422, body: { code: 'NOTICE_UNKNOWN' } });
    expect(bad.body.errors).toMatchObject([{ pointer: '/consents/1/noticeVersion' }]);
  });

  it('of another ministry is not there', async () => {
    const id = await steps.enter();
    expect(await consents.give(id, {}, ofAnother)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await consents.withdraw(id, 'contact', ofAnother)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('who gives and withdraws at once is what was said last, each change once', async () => {
    const id = await steps.enter();
    await consents.give(id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? consents.withdraw(id) : consents.give(id))),
    );
    expect(statuses(answers).filter((status) => status !== 200 && status !== 409)).toEqual([]);
    const made = answers.filter(({ status }) => status === 200);
    const { consents: [consent] = [], contactable } = await standing(id);
    expect(consent?.revision).toBe(1 + made.length);
    expect(contactable).toBe(consent?.state === 'given');
    expect((await consents.look(id, 'contact')).status).toBe(consent?.state === 'given' ? 200 : 409);
  });
});

describe('records that were merged', () => {
  it('keep what each says, are refused where the person withdrew last, and are parted to the byte', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    expect((await consents.give(one)).status).toBe(200);
    const before = JSON.stringify((await standing(one)).consents);
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: other })).status).toBe(200);
    expect((await consents.look(other, 'contact')).status).toBe(200);
    // by the id of the merged record it is kept in the one that goes on
    expect(await consents.withdraw(one)).toMatchObject({ status: 200, body: { id: other } });
    expect(await consents.look(one, 'contact')).toMatchObject(refusal(409, 'CONSENT_MISSING'));
    expect(await standing(one)).toMatchObject({
      id: other,
      contactable: false,
      consents: [{ state: 'withdrawn' }],
      mergedFrom: [{ id: one, consents: [{ state: 'given' }] }],
    });
    expect((await pairs.post(`${pair.id}/unmerge`, { reasonCode: 'MISTAKEN' })).status).toBe(200);
    expect(JSON.stringify((await standing(one)).consents)).toBe(before);
  });

  it('make nobody contactable who withdrew in one of them', async () => {
    const { one, other, pair } = await pairs.twoRecords();
    await consents.give(one);
    await consents.withdraw(one);
    expect((await standing(other)).contactable).toBe(true);
    expect(await pairs.post(`${pair.id}/merge`, { survivorId: other })).toMatchObject(
      refusal(409, 'CONSENT_WITHDRAWN'),
    );
    const { seq } = (await steps.read(other)).body;
    expect((await steps.patch(other, seq, { contactable: false })).status).toBe(200);
    expect((await pairs.post(`${pair.id}/merge`, { survivorId: other })).status).toBe(200);
  });
});

describe('I16: who is erased', () => {
  it('leaves no consent, and nothing that showed it', async () => {
    const evidence = `FORM-${randomUUID()}`;
    const id = await steps.enter();
    expect((await consents.give(id, { evidence })).status).toBe(200);
    expect((await everythingIn(installation)).database).toContain(evidence);
    await steps.erase(id);
    await inDatabase(mongoUrl(), async (database) => {
      const [document] = await database
        .collection('person')
        .find({ _id: id } as never)
        .toArray();
      expect(document).toMatchObject({ status: 'erased', contactable: false });
      expect(document).not.toHaveProperty('consents');
    });
    expect((await everythingIn(installation)).database).not.toContain(evidence);
    expect(await consents.give(id, { evidence })).toMatchObject({ status: 410 });
  });
});

// last of all: jobs wait for the moment that this one lets them believe in
describe('a person', () => {
  it('whose consent has expired is not looked at by it, and is not contactable once a job has seen it', async () => {
    await consents.published('contact', 'short', { consentMonths: 1 });
    const id = await steps.enter();
    expect((await consents.give(id, { noticeVersion: 'short' })).status).toBe(200);
    expect((await consents.look(id, 'contact')).status).toBe(200);
    ahead = 32 * 86_400_000;
    await untilJobIsDone(mongoUrl(), 'consents.expiry');
    ahead = 0;
    expect(await standing(id)).toMatchObject({ contactable: false, consents: [{ state: 'expired', revision: 2 }] });
    const long = await steps.enter();
    expect((await consents.give(long, { noticeVersion: 'short', givenOn: '2026-01-15' })).status).toBe(200);
    expect(await standing(long)).toMatchObject({ contactable: false, consents: [{ state: 'given' }] });
    expect(await consents.look(long, 'contact')).toMatchObject(refusal(409, 'CONSENT_MISSING'));
  });
});
