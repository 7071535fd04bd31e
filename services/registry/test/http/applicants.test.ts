// What an association applied for is its own: it reads and corrects that, and of all other organisations it learns nothing.
import { randomUUID } from 'node:crypto';
import { type Ask, type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const registrar = 'registrar@MFA';
const analyst = 'analyst@MFIN';
const absent = '0190a1b2-0000-7000-8000-000000000001';
const why = { reasonCode: 'TYPING_ERROR' };
const described = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT' };
const fresh = () => ({ scheme: 'IT-RUN', id: `R/${randomUUID()}` });
const subject = (): Caller => `association@#a-${randomUUID()}`;

const entering = (as: Caller, changed: object = {}, headers: Ask['headers'] = {}) =>
  registry.post('/v1/organisations', { as, body: { ...described, ...changed }, headers });
async function enter(as: Caller, changed: object = {}): Promise<string> {
  const answer = await entering(as, changed);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
const read = (as: Caller, id: string) => registry.get(`/v1/organisations/${id}`, { as });
const list = async (as: Caller, query = '') => (await registry.get(`/v1/organisations${query}`, { as })).body;
const patch = (as: Caller, id: string, fields: object, headers: Ask['headers'] = { 'if-match': '"2"' }) =>
  registry.patch(`/v1/organisations/${id}`, { as, body: { ...why, ...fields }, headers });

describe('an association', () => {
  it('needs no ministry to apply: the registrar ministry owns the organisation, and only these two are told of whom', async () => {
    const own = subject();
    const id = await enter(own);
    const applicantId = own.slice('association@#'.length);
    expect((await read(own, id)).body).toMatchObject({
      ...described,
      ministry: 'MFOR',
      status: 'applied',
      applicantId,
    });
    expect((await read(registrar, id)).body).toMatchObject({ applicantId });
    expect((await read(analyst, id)).body).not.toHaveProperty('applicantId');
    expect((await list(analyst)).items.find((one) => one.id === id)).not.toHaveProperty('applicantId');
  });

  it('is named in no event, so that no other ministry is told of it by the feed', async () => {
    const own = subject();
    const id = await enter(own);
    await patch(own, id, { area: 'Veneto' });
    const told = await until('its events in the feed', async () => {
      const { body } = await registry.get('/v1/changes?limit=200', { as: registrar });
      const found = body.items.filter((event) => event['subject'] === id);
      return found.length === 3 ? found : undefined;
    });
    expect(JSON.stringify(told)).not.toContain(own.slice('association@#'.length));
  });

  it('reads, lists and corrects its own, and finds it by its identifier', async () => {
    const own = subject();
    const identifier = fresh();
    const id = await enter(own, { identifiers: [identifier] });
    expect(await patch(own, id, { area: 'Veneto' })).toMatchObject({ status: 200, body: { seq: 3 } });
    expect((await read(own, id)).body).toMatchObject({ seq: 3, area: 'Veneto' });
    const query = `?identifierScheme=IT-RUN&identifierId=${encodeURIComponent(identifier.id)}`;
    expect((await list(own, query)).items.map((one) => one.id)).toEqual([id]);
  });

  it('corrects no more of it than the recognition leaves open', async () => {
    const own = subject();
    const id = await enter(own);
    const recognition = { startsOn: '2025-01-01', endsOn: '2099-12-31', registerNumber: 'A-1' };
    await registry.post(`/v1/organisations/${id}/recognition`, { as: registrar, body: recognition });
    expect(await patch(own, id, { name: 'Others (sample)' }, { 'if-match': '"3"' })).toMatchObject({
      status: 409,
      body: { code: 'FIELDS_FROZEN' },
    });
    expect(await patch(own, id, { area: 'Veneto' }, { 'if-match': '"3"' })).toMatchObject({ status: 200 });
    expect((await read(own, id)).body).toMatchObject({ status: 'recognised', applicantId: expect.any(String) });
  });

  it('pages through its own alone, in every order', async () => {
    const [one, other] = [subject(), subject()];
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(await enter(one, { country: 'SE' }));
      await enter(other, { country: 'SE' });
    }
    for (const order of ['', '&sort=-updatedAt', '&country=SE&sort=updatedAt', '&status=applied']) {
      const seen: string[] = [];
      let after = '';
      do {
        const page = await list(one, `?limit=2${order}${after}`);
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map(({ id }) => id));
        after = page.next === null ? '' : `&after=${page.next}`;
      } while (after !== '');
      expect([order, seen.sort()]).toEqual([order, [...ids].sort()]);
    }
    expect(await list(subject())).toEqual({ items: [], next: null });
    expect(await list(subject(), '?country=SE&status=applied')).toEqual({ items: [], next: null });
  });

  it('enters once for an Idempotency-Key, which is its own: another subject with the same key enters another', async () => {
    const [one, other] = [subject(), subject()];
    // one person, who acts for two associations
    const [asOne, asOther] = [`${one}:ana`, `${other}:ana`] as const;
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = [await entering(asOne, {}, key), await entering(asOne, {}, key)];
    expect([again.status, again.text]).toEqual([201, first.text]);
    const others = await entering(asOther, {}, key);
    expect(others.status).toBe(201);
    expect(others.body.id).not.toBe(first.body.id);
    expect((await read(asOther, first.body.id)).status).toBe(404);
  });
});

describe('an organisation of another subject, or of an institution', () => {
  it('is answered as one that does not exist', async () => {
    const [own, other] = [subject(), subject()];
    for (const [id, seq] of [
      [await enter(other), 2],
      [await enter(registrar), 1],
    ] as const) {
      for (const ask of [
        (at: string) => read(own, at),
        (at: string) => patch(own, at, { area: 'Veneto' }),
        (at: string) => patch(own, at, { area: 'Veneto' }, {}),
        (at: string) => patch(own, at, { area: 'Veneto' }, { 'if-match': '"9"' }),
        (at: string) => patch(own, at, { area: 'Veneto' }, { 'if-match': '"1"', prefer: 'return=representation' }),
      ]) {
        const [anothers, none] = [await ask(id), await ask(absent)];
        expect([anothers.status, none.status]).toEqual([404, 404]);
        expect({ ...anothers.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });
        const names = (headers: Headers) => [...headers.keys()].sort();
        expect(names(anothers.headers)).toEqual(names(none.headers));
      }
      expect((await read(registrar, id)).body).toMatchObject({ seq });
    }
  });

  it('is not named where its identifier is taken, by the answer or its links', async () => {
    const [own, other] = [subject(), subject()];
    const [taken, mine] = [fresh(), fresh()];
    const holder = await enter(other, { name: 'Hidden Well Society (sample)', identifiers: [taken] });
    const id = await enter(own, { identifiers: [mine] });
    for (const refused of [
      await entering(own, { identifiers: [fresh(), taken] }),
      await patch(own, id, { identifiers: [mine, taken] }),
    ]) {
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/identifiers/1', code: 'ALREADY_EXISTS' }] },
      });
      expect(refused.body['detail']).toContain(taken.id);
      expect(refused.body).not.toHaveProperty('links');
      for (const told of [holder, 'Hidden Well', other.slice('association@#'.length)]) {
        expect(refused.text).not.toContain(told);
      }
    }
    const query = `?identifierScheme=IT-RUN&identifierId=${encodeURIComponent(taken.id)}`;
    expect((await list(own, query)).items).toEqual([]);
    const itself = await entering(own, { identifiers: [mine] });
    expect(itself.body).toMatchObject({ links: { holder: `/registry/v1/organisations/${id}` } });
  });
});

describe('a token of an association without a subject', () => {
  it('is refused, whatever ministry it names, and told what it lacks', async () => {
    const as = 'association@MFOR';
    for (const answer of [await entering(as), await read(as, absent), await patch(as, absent, {})]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      expect(answer.body['detail']).toContain('a token that names its subject in the claim subject_id');
    }
  });
});

describe('a person', () => {
  it('neither enters nor reads an organisation', async () => {
    expect(await entering('person@#p-1')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await read('person@#p-1', absent)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});
