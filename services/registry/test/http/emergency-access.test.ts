// Emergency access over HTTP: at once for those whom it names, to persons in its places, and to nobody after its end.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStepsOn } from './consent-steps.ts';
import { duplicateStepsOn } from './duplicate-steps.ts';
import { declarer, emergencyStepsOn, inField, notNamed, refusal, reviewer } from './emergency-steps.ts';
import { guardianStepsOn } from './guardian-steps.ts';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn, inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;
let people: ReturnType<typeof stepsOn>;
let steps: ReturnType<typeof emergencyStepsOn>;
let consents: ReturnType<typeof consentStepsOn>;
let ahead = 0;

const start = () => startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
const mongoUrl = () => installation.configOf('registry').mongoUrl;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await start();
  people = stepsOn(registry);
  steps = emergencyStepsOn(registry, mongoUrl);
  consents = consentStepsOn(registry);
  await consents.published('contact', '1', { looks: ['WELFARE_CHECK', 'SERVICE'] });
});
afterAll(() => installation.close());

const inSyria = { residence: { country: 'SY' }, phones: ['+963 11 555 0100'] };
const MINUTE = 60_000;

describe('under an emergency access', () => {
  it('a registrar whom it names sees how to reach somebody without a consent, and nothing to be them by', async () => {
    const id = await people.enter(inSyria);
    expect(await consents.look(id, 'WELFARE_CHECK', inField)).toMatchObject(refusal(409, 'CONSENT_MISSING'));
    const answer = await steps.declare();
    expect(answer).toMatchObject({ status: 201, body: { status: 'open' } });
    const look = await steps.look(id, answer.body.id);
    expect(look).toMatchObject({
      status: 200,
      body: {
        id,
        vault: {
          names: { mask: 'full' },
          emails: { mask: 'full', value: [expect.stringContaining('@example.org')] },
          phones: { mask: 'full', value: ['+963 11 555 0100'] },
          birthDate: { mask: 'partial' },
        },
      },
    });
    expect(look.body['vault']).not.toHaveProperty('documents');
    expect(await steps.reads(id)).toMatchObject([
      {
        what: 'emergency',
        purpose: 'WELFARE_CHECK',
        emergencyAccess: answer.body.id,
        ministry: 'MFOR',
        fields: { names: 'full', phones: 'full', birthDate: 'partial' },
      },
    ]);
    // any other look asks for a consent as before
    expect(await consents.look(id, 'WELFARE_CHECK', inField)).toMatchObject(refusal(409, 'CONSENT_MISSING'));
  });

  it('a person who withdrew the consent is reached too, and sees by whom and under what', async () => {
    const { id, me } = await guardianStepsOn(registry).grownUp(inSyria);
    expect((await consents.give(id)).status).toBe(200);
    expect((await consents.withdraw(id)).status).toBe(200);
    const access = await steps.declared();
    expect((await steps.look(id, access)).status).toBe(200);
    const own = await registry.get(`/v1/persons/${id}/reads?limit=200`, { as: me });
    const [told] = own.body.items.filter(({ what }) => what === 'emergency');
    expect(told).toMatchObject({ emergencyAccess: access, purpose: 'WELFARE_CHECK', roles: ['registrar'] });
    expect(own.text).not.toContain('ana');
    const copy = await registry.get(`/v1/persons/${id}/copy`, { as: me });
    expect(copy.body['looks']).toContainEqual(told);
    // an access is nothing that a person could use
    expect(await steps.look(id, access, me)).toMatchObject(refusal(403, 'EMERGENCY_ACCESS_NOT_YOURS'));
  });

  it('those whom it does not name, machines, other roles, whoever declared it and other ministries see nothing', async () => {
    const id = await people.enter(inSyria);
    const access = await steps.declared({ officers: ['ana', 'robot', 'vera'] });
    const all = await steps.declared({ officers: undefined, roles: ['registrar'] });
    expect((await steps.look(id, all, notNamed)).status).toBe(200);
    for (const as of [notNamed, 'registrar@MFOR:robot/robot', privacy, 'registrar@MFOR:vera'] as const) {
      expect(await steps.look(id, access, as)).toMatchObject(refusal(403, 'EMERGENCY_ACCESS_NOT_YOURS'));
    }
    expect(await steps.look(id, all, 'registrar@MFOR:vera')).toMatchObject(refusal(403, 'EMERGENCY_ACCESS_NOT_YOURS'));
    expect((await steps.look(id, access, ofAnother)).status).toBe(404);
    expect((await steps.reads(id)).map(({ what }) => what)).toEqual(['emergency']);
    // one of another ministry is as one that does not exist
    const theirs = (await registry.post('/v1/persons', { as: ofAnother, body: somebody(inSyria) })).body.id;
    expect(await steps.look(theirs, access, ofAnother)).toMatchObject(refusal(422, 'EMERGENCY_ACCESS_UNKNOWN'));
    const unknown = randomUUID();
    expect(await steps.look(id, unknown)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/query/emergencyAccess', detail: expect.stringContaining(unknown) }] },
    });
    expect((await registry.get(`/v1/emergency-accesses/${access}`, { as: ofAnother })).status).toBe(404);
    expect((await registry.get('/v1/emergency-accesses', { as: ofAnother })).body.items).toEqual([]);
  });

  it('persons elsewhere, closed and erased ones and other purposes stay closed, by what the record says now', async () => {
    const access = await steps.declared();
    const id = await people.enter({ residence: { country: 'TR', subdivision: 'TR-34' } });
    const refused = refusal(409, 'EMERGENCY_ACCESS_NOT_COVERING');
    expect(await steps.look(id, access)).toMatchObject(refused);
    const move = { country: 'TR', subdivision: 'TR-31' };
    expect((await registry.post(`/v1/persons/${id}/residence`, { as: registrar, body: move })).status).toBe(200);
    expect((await steps.look(id, access)).status).toBe(200);
    expect((await steps.look(id, access, inField, '&purpose=WELFARE_CHECK')).status).toBe(200);
    expect(await steps.look(id, access, inField, '&purpose=SERVICE')).toMatchObject(refused);
    const body = { reason: 'withdrawn' };
    expect((await registry.post(`/v1/persons/${id}/closure`, { as: registrar, body })).status).toBe(200);
    expect(await steps.look(id, access)).toMatchObject(refused);
    const erased = await people.enter(inSyria);
    expect((await people.erase(erased)).status).toBe(200);
    expect((await steps.look(erased, access)).status).not.toBe(200);
    expect(await steps.reads(erased)).toMatchObject([{ what: 'erasure' }]);
  });

  it('a record that was merged counts by the one that goes on, and the look is told of both', async () => {
    const { one, other, pair } = await duplicateStepsOn(registry, mongoUrl()).twoRecords();
    const french = await steps.declared({ places: [{ country: 'FR' }] });
    const german = await steps.declared({ places: [{ country: 'DE' }] });
    const body = { survivorId: other };
    expect((await registry.post(`/v1/duplicates/${pair.id}/merge`, { as: privacy, body })).status).toBe(200);
    expect(await steps.look(one, french)).toMatchObject(refusal(409, 'EMERGENCY_ACCESS_NOT_COVERING'));
    expect((await steps.look(one, german)).body).toMatchObject({ id: other, mergedFrom: [{ id: one }] });
    for (const id of [one, other]) expect((await steps.reads(id)).at(-1)).toMatchObject({ emergencyAccess: german });
  });

  it('a minor is reached, their guardian is not told of, and a guardian uses none', async () => {
    const guardians = guardianStepsOn(registry);
    const { guardian, child } = await guardians.family(String(new Date().getUTCFullYear() - 8));
    const access = await steps.declared({ places: [{ country: 'FR' }] });
    const look = await steps.look(child, access);
    expect(look.status).toBe(200);
    expect(look.text).not.toContain(guardian.id);
    expect(await steps.look(child, access, guardian.me)).toMatchObject(refusal(403, 'EMERGENCY_ACCESS_NOT_YOURS'));
  });

  it('a search finds no more than it does otherwise', async () => {
    const family = `Haddad-${randomUUID().slice(0, 8)}`;
    await steps.declared();
    for (let at = 0; at < 21; at += 1) await people.enter({ ...inSyria, names: [{ given: 'Rana', family }] });
    const found = await people.search({ name: `Rana ${family}` }, inField);
    expect(found.body.items).toHaveLength(20);
    expect(found.body['more']).toBe(true);
  });
});

describe('the end of an emergency access', () => {
  it('by a privacy officer is told once, and no look that is asked for after it is answered', async () => {
    const id = await people.enter(inSyria);
    const access = await steps.declared();
    let done = false;
    const answered: number[] = [];
    const looking = Array.from({ length: 4 }, async () => {
      while (!done) {
        const { status } = await steps.look(id, access);
        if (status === 200) answered.push(performance.now());
        else if (status !== 409) throw new Error(`a look was answered ${status}`);
      }
    });
    await until('a look', async () => (answered.length > 3 ? true : undefined));
    const ends = await Promise.all([steps.end(access), steps.end(access, declarer)]);
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409]);
    const after = await Promise.all(Array.from({ length: 10 }, () => steps.look(id, access)));
    done = true;
    await Promise.all(looking);
    for (const look of after) {
      expect(look).toMatchObject(refusal(409, 'EMERGENCY_ACCESS_OVER'));
      expect(look.text).not.toContain('555 0100');
    }
    // what was answered was recorded, each by an entry of its own
    expect((await steps.reads(id)).length).toBeGreaterThanOrEqual(Math.min(answered.length, 200));
    expect((await steps.end(access, 'privacy@MFOR:robot/robot')).body.code).toBe('FOUR_EYES');
    expect((await steps.end(access, 'privacy@MLAB:nora')).status).toBe(404);
  }, 60_000);

  it('comes by itself at the first look after its hours, and no clock that goes back takes it back', async () => {
    const id = await people.enter(inSyria);
    ahead = -50 * MINUTE;
    const access = await steps.declared({ hours: 1 });
    ahead = 0;
    expect((await steps.look(id, access)).status).toBe(200);
    ahead = 11 * MINUTE;
    expect(await steps.look(id, access)).toMatchObject(refusal(409, 'EMERGENCY_ACCESS_OVER'));
    ahead = 0;
    expect(await steps.look(id, access)).toMatchObject(refusal(409, 'EMERGENCY_ACCESS_OVER'));
    const { body } = await steps.get(access);
    expect(body).toMatchObject({ status: 'expired' });
    expect(body).not.toHaveProperty('endedBy');
  });

  it('comes by a job where nobody looks, also of one that a clock ahead has declared', async () => {
    ahead = 50 * MINUTE;
    const late = await steps.declared({ hours: 1 });
    ahead = 0;
    const open = await steps.declared();
    await steps.followed();
    expect((await steps.get(late)).body).toMatchObject({ status: 'expired' });
    expect((await steps.get(open)).body).toMatchObject({ status: 'open' });
  });
});

describe('a declaration', () => {
  it('asked for twice by one key is one, and by two keys are two, each with its own end', async () => {
    const key = randomUUID();
    const twice = await Promise.all([steps.declare({}, declarer, key), steps.declare({}, declarer, key)]);
    expect(new Set(twice.map(({ body }) => body.id)).size).toBe(1);
    const both = await Promise.all([steps.declare(), steps.declare({}, reviewer)]);
    const [one = '', other = ''] = both.map(({ body }) => body.id);
    expect(one).not.toBe(other);
    expect((await steps.end(one)).status).toBe(200);
    expect((await steps.get(other)).body).toMatchObject({ status: 'open' });
  });

  it('is for natural persons of the role privacy, names who may look, and is not longer than the rules allow', async () => {
    expect(await steps.declare({}, 'privacy@MFOR:robot/robot')).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect(await steps.declare({}, registrar)).toMatchObject(refusal(403, 'FORBIDDEN'));
    const unnamed = await steps.declare({ officers: undefined });
    expect(unnamed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/officers', code: 'REQUIRED' }] } });
    expect(unnamed.text).toContain('officers, roles');
    expect((await steps.declare({ officers: [] })).status).toBe(400);
    expect((await steps.declare({ places: [] })).status).toBe(400);
    expect((await steps.declare({ hours: 169 })).status).toBe(400);
    const long = await steps.declare({ hours: 73 });
    expect(long).toMatchObject({ status: 422, body: { code: 'EMERGENCY_TOO_LONG', errors: [{ pointer: '/hours' }] } });
    const at = '/v1/emergency-access-rules/MFOR';
    const rules = { as: declarer, body: { accessHours: 100, reviewHours: 24 }, headers: { 'if-none-match': '*' } };
    expect(await registry.put(at, { ...rules, as: 'privacy@MLAB:nora' })).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect((await registry.put(at, rules)).status).toBe(201);
    const id = await steps.declared({ hours: 73 });
    expect((await steps.get(id)).body).toMatchObject({ reviewHours: 24 });
  });

  it('is told to its own ministry alone, by events that name nobody', async () => {
    const reason = `Nobody answers ${randomUUID()}`;
    const id = await steps.declared({ reason });
    expect((await steps.end(id)).status).toBe(200);
    const types = ['declared', 'ended'].map((fact) => `registry.emergency-access.${fact}.v1`);
    const changes = `/v1/changes?limit=200&type=${types.join()}`;
    const told = await until('both events', async () => {
      const { body } = await registry.get(changes, { as: reviewer });
      const of = body.items.filter(({ subject }) => subject === id);
      return of.length === 2 ? of : undefined;
    });
    expect(told.map(({ type }) => type)).toEqual(types);
    expect(JSON.stringify(told)).not.toMatch(/vera|paul|"ana"|Nobody answers/);
    expect((await registry.get(changes, { as: 'privacy@MLAB' })).body.items).toEqual([]);
  });
});

it('what is read under it is stored nowhere but in the vault', async () => {
  const canary = `zqx${randomUUID().replaceAll('-', '')}`;
  const id = await people.enter({ ...inSyria, emails: [`${canary}@example.org`] });
  const access = await steps.declared();
  expect((await steps.look(id, access)).text).toContain(canary);
  const { database, files } = await everythingIn(installation);
  expect(database).not.toContain(canary);
  expect(files).not.toContain(canary);
});

it('a look that cannot be recorded is not answered', async () => {
  const id = await people.enter(inSyria);
  const access = await steps.declared();
  const before = await inDatabase(mongoUrl(), (database) => database.collection('audit').countDocuments());
  const places = [String(before + 1).padStart(15, '0'), '9'.repeat(15), `1${'0'.repeat(15)}`];
  const content = { no: Number('9'.repeat(15)), prev: '', hash: 'f'.repeat(64), entry: { persons: [] } };
  await inDatabase(mongoUrl(), (database) =>
    database.collection('audit').insertMany(places.map((_id) => ({ _id, version: 1, content })) as never),
  );
  const look = await steps.look(id, access);
  await inDatabase(mongoUrl(), (database) =>
    database.collection('audit').deleteMany({ _id: { $in: places } } as never),
  );
  expect(look.status).toBe(503);
  expect(look.text).not.toContain('555 0100');
});
