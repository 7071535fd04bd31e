// Persons over HTTP: entered, read through masks, found exactly, corrected, verified, confirmed and closed.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

describe('POST /v1/persons', () => {
  it('enters a person, whom the registrar of the ministry reads and nobody else', async () => {
    const body = somebody();
    const answer = await registry.post('/v1/persons', { as: registrar, body });
    expect(answer).toMatchObject({ status: 201, body: { seq: 1, status: 'registered' } });
    const { id } = answer.body;
    expect((await steps.read(id)).body).toEqual({
      id,
      seq: 1,
      ministry: 'MFOR',
      pairwiseId: expect.any(String),
      updatedAt: expect.any(String),
      status: 'registered',
      assurance: 'assisted',
      birthCohort: '1985-1989',
      sex: 'female',
      residence: { country: 'FR' },
      channel: 'counter',
      contactable: true,
      registeredOn: expect.any(String),
      citizenships: [],
      languages: [],
      skills: [],
      offers: [],
      freshness: {
        seenOn: expect.any(String),
        dueOn: expect.any(String),
        isDue: false,
        staleness: 0,
        dormantFrom: expect.any(String),
      },
      vault: {
        names: { mask: 'full', value: body.names },
        birthDate: { mask: 'full', value: '1988-02-29' },
        emails: { mask: 'full', value: body.emails },
        documents: { mask: 'partial', hint: expect.stringMatching(/^passport MD •••..$/) },
      },
    });
    expect((await steps.read(id, privacy)).body['vault']).toMatchObject({
      names: { mask: 'existence' },
      documents: { mask: 'existence' },
    });
    expect((await steps.read(id, ofAnother)).status).toBe(404);
    expect((await steps.read(id, 'officer@MFOR')).status).toBe(403);
  });

  it('enters once for an Idempotency-Key', async () => {
    const asked = { as: registrar, body: somebody(), headers: { 'idempotency-key': randomUUID() } } as const;
    const first = await registry.post('/v1/persons', asked);
    const again = await registry.post('/v1/persons', asked);
    expect([first.status, again.text]).toEqual([201, first.text]);
    expect((await steps.read(first.body.id)).status).toBe(200);
  });

  it.each([
    ['a birth date that is unknown', { birthDate: undefined }, 'unknown'],
    ['a year alone', { birthDate: '1901' }, '1900-1904'],
    ['a month', { birthDate: '1999-12' }, '1995-1999'],
    ['29 February', { birthDate: '2000-02-29' }, '2000-2004'],
    ['a birth before 1900', { birthDate: '1889-01-02' }, '1885-1889'],
    ['a name of one letter', { names: [{ family: 'Y' }] }, '1985-1989'],
    ['a name of 200 letters', { names: [{ family: 'x'.repeat(200) }] }, '1985-1989'],
    ['a family name alone', { names: [{ family: 'Ng' }] }, '1985-1989'],
    ['a name from right to left', { names: [{ given: 'عبد', family: 'الله', script: 'Arab' }] }, '1985-1989'],
    ['names in two scripts', { names: [{ family: 'Ёлкина', script: 'Cyrl' }, { family: 'Yolkina' }] }, '1985-1989'],
    ['an apostrophe and accents', { names: [{ given: 'Émilie', family: 'd’O’Neill-Ávila' }] }, '1985-1989'],
  ])('takes %s as it is written', async (_what, given, birthCohort) => {
    const id = await steps.enter(given);
    const { body } = await steps.read(id);
    const [field, value] = Object.entries(given)[0] ?? [];
    expect(body).toMatchObject({ birthCohort });
    const shown = (body['vault'] as Record<string, unknown>)[field ?? ''];
    expect(shown).toEqual(value === undefined ? undefined : { mask: 'full', value });
  });

  it.each([
    ['a day that is in no calendar', { birthDate: '1987-02-29' }, '/birthDate', 'NO_SUCH_BIRTH'],
    ['an unlikely year', { birthDate: '1088' }, '/birthDate', 'UNLIKELY_BIRTH'],
    ['a birth before 1880', { birthDate: '1879-12-31' }, '/birthDate', 'UNLIKELY_BIRTH'],
    ['a birth that lies ahead', { birthDate: '2199-01-01' }, '/birthDate', 'FUTURE_BIRTH'],
    ['a year that lies ahead', { birthDate: '2199' }, '/birthDate', 'FUTURE_BIRTH'],
    ['a month that is none', { birthDate: '1988-13' }, '/birthDate', 'WRONG_FORMAT'],
    ['an address that is none', { emails: ['amina.example.org'] }, '/emails/0', 'WRONG_FORMAT'],
    ['a name without a part', { names: [{}] }, '/names/0/family', 'REQUIRED'],
    ['no name', { names: [] }, '/names', 'TOO_FEW'],
  ])('refuses %s, and does not repeat it', async (_what, given, pointer, code) => {
    const answer = await registry.post('/v1/persons', { as: registrar, body: somebody(given) });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    expect(answer.text).not.toMatch(/1987-02-29|1088|1988-13|amina\.example\.org/);
  });

  it('refuses an address or a document that another record has, however it is written, with a link to that', async () => {
    const unique = randomUUID().slice(0, 8);
    const holder = await steps.enter({
      emails: [`Amina.${unique}@gmail.com`],
      documents: [{ kind: 'passport', country: 'MD', number: `X-${unique}` }],
    });
    const twin = (changed: object) => registry.post('/v1/persons', { as: registrar, body: somebody(changed) });
    const byEmail = await twin({ emails: [`amina${unique}+x@googlemail.com`] });
    expect(byEmail).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        errors: [{ pointer: '/emails/0', code: 'IDENTIFIER_TAKEN' }],
        links: { holder: `/registry/v1/persons/${holder}` },
      },
    });
    const number = ` x${unique.toUpperCase()}`;
    const documents = [{ kind: 'national-id', country: 'MD', number }];
    expect(await twin({ documents })).toMatchObject({ status: 409, body: { errors: [{ pointer: '/documents/0' }] } });
    expect(byEmail.text).not.toContain(`email:`);
    // another ministry does not learn of it
    const elsewhere = await registry.post('/v1/persons', {
      as: ofAnother,
      body: somebody({ emails: [`amina${unique}@gmail.com`] }),
    });
    expect(elsewhere.status).toBe(201);
  });

  it('of fifty at once with one document enters one', async () => {
    const documents = [{ kind: 'passport', country: 'MD', number: randomUUID() }];
    const all = await Promise.all(
      Array.from({ length: 50 }, () => registry.post('/v1/persons', { as: registrar, body: somebody({ documents }) })),
    );
    const statuses = all.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
  });
});

describe('a person', () => {
  const subject = () => `person@#p-${randomUUID()}` as const;

  it('enters, reads and corrects their own record, and no other', async () => {
    const own = subject();
    const id = await steps.enter({ channel: 'web' }, own);
    expect((await steps.read(id, own)).body).toMatchObject({
      assurance: 'self',
      ministry: 'MFOR',
      applicantId: own.slice('person@#'.length),
      vault: { documents: { mask: 'full' } },
    });
    expect(await steps.patch(id, 1, { birthDate: '1988-03' }, own)).toMatchObject({ status: 200 });
    const other = await steps.enter();
    expect((await steps.read(other, own)).status).toBe(404);
    expect((await steps.patch(other, 1, { birthDate: '1988' }, own)).status).toBe(404);
    expect((await steps.read(id)).body).not.toHaveProperty('applicantId');
  });

  it('is told who looked at the record and why, and need not say why they look themselves', async () => {
    const own = subject();
    const id = await steps.enter({}, own);
    await steps.read(id);
    expect((await registry.get(`/v1/persons/${id}`, { as: own })).status).toBe(200);
    expect(await registry.get(`/v1/persons/${id}`, { as: registrar })).toMatchObject({
      status: 422,
      body: { code: 'PURPOSE_REQUIRED', errors: [{ pointer: '/query/purpose', code: 'REQUIRED' }] },
    });
    const { body } = await registry.get(`/v1/persons/${id}/reads`, { as: own });
    expect(body.items).toEqual([
      {
        at: expect.any(String),
        ministry: 'MFOR',
        roles: ['registrar'],
        purpose: 'SERVICE',
        what: 'read',
        fields: { names: 'full', birthDate: 'full', emails: 'full', documents: 'partial' },
        entry: expect.any(Number),
      },
      expect.objectContaining({ roles: ['person'], purpose: 'OWN_RECORD', what: 'read' }),
    ]);
    expect((await registry.get(`/v1/persons/${id}/reads`, { as: registrar })).status).toBe(403);
    const page = await registry.get(`/v1/persons/${id}/reads?limit=1`, { as: privacy });
    const next = await registry.get(`/v1/persons/${id}/reads?limit=1&after=${page.body.next}`, { as: privacy });
    expect([...page.body.items, ...next.body.items]).toEqual(body.items);
  });

  it('closes their own record, and says of themselves nothing but that they withdrew', async () => {
    const own = subject();
    const id = await steps.enter({}, own);
    const closing = (reason: string) => registry.post(`/v1/persons/${id}/closure`, { as: own, body: { reason } });
    expect((await closing('deceased')).status).toBe(403);
    expect(await closing('withdrawn')).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect((await closing('withdrawn')).status).toBe(409);
  });
});
