// Persons over HTTP: found exactly, corrected, verified, confirmed and closed.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofAnother, privacy, registrar, stepsOn } from './person-steps.ts';
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

describe('POST /v1/persons/search', () => {
  it('finds exactly, by any one thing that is known, and shows little', async () => {
    const unique = randomUUID().slice(0, 8);
    const id = await steps.enter({
      names: [{ given: 'José', family: `Ávila ${unique}` }],
      emails: [`jose-${unique}@example.org`],
      phones: [`06 ${unique.replace(/\D/g, '1').replace(/(..)/g, '$1 ')}`],
      documents: [{ kind: 'passport', country: 'MD', number: `P-${unique}` }],
    });
    const phone = `+33 6 ${unique.replace(/\D/g, '1')}`;
    for (const sought of [
      { name: `AVILA ${unique} jose` },
      { name: `jose avila ${unique}`, birthDate: '1988-02-29' },
      { email: `JOSE-${unique}@Example.org` },
      { phone },
      { document: { kind: 'passport', country: 'MD', number: `p${unique}` } },
    ]) {
      const { status, body } = await steps.search(sought);
      expect([status, body['more']], JSON.stringify(sought)).toEqual([200, false]);
      expect(body.items, JSON.stringify(sought)).toMatchObject([{ id, vault: { names: { mask: 'full' } } }]);
      expect(body.items[0]).not.toHaveProperty('vault.emails.value');
    }
    expect((await steps.search({ name: `Jose ${unique}` })).body.items).toEqual([]);
    expect((await steps.search({ name: `avila ${unique} jose`, birthDate: '1988' })).body.items).toEqual([]);
    expect((await steps.search({ name: `avila ${unique} jose` }, ofAnother)).body.items).toEqual([]);
    const { body } = await registry.get(`/v1/persons/${id}/reads`, { as: privacy });
    expect(body.items.filter((look) => look['what'] === 'search')).toHaveLength(5);
  });

  it('shows twenty at most, says that there are more, and lists nobody without a thing to look for', async () => {
    const family = `Sought-${randomUUID()}`;
    for (let n = 0; n < 21; n += 1) await steps.enter({ names: [{ family }] });
    const { body } = await steps.search({ name: family });
    expect([body.items.length, body['more']]).toEqual([20, true]);
    expect(await steps.search({})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/name' }] } });
    for (const nothing of [{ name: '?' }, { phone: '?' }, { name: family, phone: '?' }]) {
      expect(await steps.search(nothing)).toMatchObject({ status: 200, body: { items: [], more: false } });
    }
    const unsaid = await registry.post('/v1/persons/search', { as: registrar, body: { name: family } });
    expect(unsaid).toMatchObject({ status: 400, body: { errors: [{ pointer: '/purpose' }] } });
    expect((await registry.get('/v1/persons', { as: registrar })).status).toBe(405);
  });
});

describe('a search by sound', () => {
  it('finds across scripts, by a part of the name, with day and month exchanged, and who has all of the parts alone', async () => {
    const id = await steps.enter({ names: [{ given: 'Аршалуйс', family: 'Мкртчян' }], birthDate: '1966-03-08' });
    for (const sought of [
      { name: 'Arshaluys Mkrtchyan' },
      { name: 'Մկրտչյան' },
      { name: 'Mkrtchian, Arshaluis', birthDate: '1966-08-03' },
      { name: 'Mkrtchyan', birthDate: '1966' },
    ]) {
      const { body } = await steps.search({ ...sought, matching: 'phonetic' });
      expect(body.items, JSON.stringify(sought)).toMatchObject([{ id }]);
    }
    for (const sought of [{ name: 'Arshaluys Petrosyan' }, { name: 'Mkrtchyan', birthDate: '1967' }, { name: '?' }]) {
      expect((await steps.search({ ...sought, matching: 'phonetic' })).body.items, JSON.stringify(sought)).toEqual([]);
    }
    expect((await steps.search({ name: 'Mkrtchyan', matching: 'phonetic' }, ofAnother)).body.items).toEqual([]);
    expect((await steps.search({ name: 'Arshaluys Mkrtchyan' })).body.items).toEqual([]);
  });

  it.each([['Ó'], ['x'.repeat(200)], ["D'Ångelo-Núñez"], ['محمد'], ['לוי'], ['Γεωργίου'], ['ბერიძე']])(
    'finds %s, which is all that is known of a name',
    async (family) => {
      const birthDate = '1903-11-01';
      const id = await steps.enter({ names: [{ family }], birthDate });
      const { body } = await steps.search({ name: family, birthDate, matching: 'phonetic' });
      expect(body.items.map((found) => found['id'])).toContain(id);
    },
  );
});

describe('a search by two things', () => {
  it('finds the one person who has both, among more who share the first than are shown', async () => {
    const family = `Shared-${randomUUID()}`;
    const phones = [`+33 1 ${String(Date.now()).slice(-8)}`];
    let id = '';
    for (let n = 0; n < 23; n += 1) id = await steps.enter({ names: [{ family: `${family}-${n}` }], phones });
    const { body } = await steps.search({ phone: phones[0], name: `${family}-22` });
    expect([body.items.map((found) => found['id']), body['more']]).toEqual([[id], false]);
  });
});

describe('PATCH /v1/persons/{id}', () => {
  it('changes what it names, in the vault and beside it, and finds the person by it from then on', async () => {
    const unique = randomUUID().slice(0, 8);
    const id = await steps.enter({ city: 'Lyon' });
    const before = (await steps.read(id)).body['vault'] as Record<string, unknown>;
    const answer = await steps.patch(id, 1, { names: [{ family: `New-${unique}` }], city: null, sex: 'other' });
    expect(answer).toMatchObject({ status: 200, body: { seq: 2 } });
    const { body } = await steps.read(id);
    expect(body).toMatchObject({ sex: 'other', birthCohort: '1985-1989' });
    expect(body['vault']).toEqual({
      ...before,
      city: undefined,
      names: { mask: 'full', value: [{ family: `New-${unique}` }] },
    });
    expect((await steps.search({ name: `new ${unique}` })).body.items).toMatchObject([{ id }]);
    expect(await steps.patch(id, 1, { city: 'Nantes' })).toMatchObject({ status: 412 });
    expect(await steps.patch(id, 2, { sex: 'other' })).toMatchObject({ status: 200, body: { seq: 2 } });
    expect(await steps.patch(id, 2, { city: 'Nantes' })).toMatchObject({ status: 200, body: { seq: 3 } });
    expect(await steps.patch(id, 3, { reason: 'Her name is …' })).toMatchObject({ status: 400 });
  });

  it('refuses an address that another record has', async () => {
    const email = `${randomUUID()}@example.org`;
    const holder = await steps.enter({ emails: [email] });
    const id = await steps.enter();
    expect(await steps.patch(id, 1, { emails: [email] })).toMatchObject({
      status: 409,
      body: { links: { holder: `/registry/v1/persons/${holder}` } },
    });
    expect((await steps.read(id)).body).toMatchObject({ seq: 1 });
  });
});

describe('a corrected birth date', () => {
  it('is refused where it lies ahead, and the record stays as it was', async () => {
    const id = await steps.enter();
    expect(await steps.patch(id, 1, { birthDate: '2199-12' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/birthDate', code: 'FUTURE_BIRTH' }] },
    });
    expect((await steps.read(id)).body).toMatchObject({ seq: 1, birthCohort: '1985-1989' });
  });
});

describe('what becomes of a person', () => {
  it('is told by events that name nothing but coarse attributes', async () => {
    const id = await steps.enter({ registeredOn: '2026-01-05' });
    const post = (action: string, body: object) =>
      registry.post(`/v1/persons/${id}/${action}`, { as: registrar, body });
    await post('verification', { assurance: 'consular', evidence: 'PASSPORT', verifiedOn: '2026-01-06' });
    expect(await post('verification', { assurance: 'assisted', evidence: 'LETTER' })).toMatchObject({ status: 409 });
    expect(await post('confirmation', { contactable: false, channel: 'web', confirmedOn: '2026-01-07' })).toMatchObject(
      {
        body: { status: 'active' },
      },
    );
    await post('residence', { country: 'FR', subdivision: 'FR-69', changedOn: '2026-01-08' });
    await post('residence', { country: 'IT', changedOn: '2026-01-09' });
    await post('closure', { reason: 'deceased', closedOn: '2026-01-10' });
    const { pairwiseId } = (await steps.read(id)).body;
    const told = await until('the events in the feed', async () => {
      const { body } = await registry.get('/v1/changes?limit=200', { as: registrar });
      const found = body.items.filter((event) => event['subject'] === pairwiseId);
      return found.length === 6 ? found : undefined;
    });
    expect(told.map((event) => [event['type'], event['data']])).toEqual([
      [
        'registry.person.registered.v1',
        {
          sex: 'female',
          birthCohort: '1985-1989',
          residenceCountry: 'FR',
          channel: 'counter',
          assurance: 'assisted',
          contactable: true,
          registeredOn: '2026-01-05',
        },
      ],
      ['registry.person.assurance-raised.v1', { assurance: 'consular', verifiedOn: '2026-01-06' }],
      ['registry.person.confirmed.v1', { contactable: false, channel: 'web', confirmedOn: '2026-01-07' }],
      ['registry.person.revised.v1', {}],
      ['registry.person.residence-changed.v1', { residenceCountry: 'IT', changedOn: '2026-01-09' }],
      ['registry.person.closed.v1', { reason: 'deceased', closedOn: '2026-01-10' }],
    ]);
    const elsewhere = await registry.get('/v1/changes?limit=200', { as: ofAnother });
    expect(elsewhere.text).not.toContain('registry.person.');
  });
});
