// `self` is a relation: persons and associations are let in for what the subject of their token applied for. Everything
// else is answered as what does not exist is: by status, body, list and refusal.
import { accept, allow, decideNew, defineAggregate, type Role } from '@tributary/contracts';
import type { Actor } from '@tributary/eventing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ruleOf } from '../src/access/policy.ts';
import { PolicyMissing } from '../src/index.ts';
import { type Fixture, NOTE_ID, startFixture } from './fixture.ts';
import { ABSENT, own, routes, served, Wish, wishes, wishMade, wishOf, wishRoutes } from './wishes.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ routes: wishRoutes });
});
afterAll(() => fixture.close());
beforeEach(() => {
  Object.assign(wishes, { kept: wishOf('a-1'), made: undefined, taken: false, pages: [] });
});

type Method = 'GET' | 'POST' | 'PATCH';
const tokenOf = (subject: string | undefined, claims: object = {}) =>
  fixture.issuer.token('association', 'MPLA', { ministry: undefined, subject_id: subject, ...claims });

async function send(method: Method, url: string, token: string, payload?: object, headers: object = {}) {
  const answer = await fixture.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}
const as = async (subject: string, method: Method, url: string, payload?: object, headers: object = {}) =>
  send(method, url, await tokenOf(subject), payload, headers);

const one = `/v1/wishes/${NOTE_ID}`;

describe('the policy of what is their own', () => {
  const route = (access: typeof own, method: Method = 'POST') => ({ method, path: '/v1/wishes', access }) as const;
  const caller = (role: Role, more: Partial<Actor> = {}): Actor => ({
    sub: 's',
    client: 'c',
    ministry: '',
    roles: [role],
    ...more,
  });

  it('lets in a subject without a ministry, and no token of such a role without a subject', () => {
    for (const method of ['POST', 'GET'] as const) {
      const { admit } = ruleOf(route(own, method));
      expect(admit(caller('association', { subjectId: 'a-1' }))).toBeUndefined();
      for (const ministry of ['', 'MFOR']) {
        expect(admit(caller('association', { ministry }))).toEqual({ code: 'FORBIDDEN', condition: 'subject' });
      }
      expect(admit(caller('person', { subjectId: 'p-1' }))?.code).toBe('FORBIDDEN');
    }
  });

  it('shows a subject its own rows, whatever ministry owns them, and nothing to who has none', () => {
    const rule = ruleOf(route(own, 'GET'));
    const filter = rule.rowFilter(caller('association', { subjectId: 'a-1', ministry: 'MFOR' }));
    expect([filter('MFOR', 'a-1'), filter('MECO', 'a-1'), filter('MFOR', 'a-2'), filter('MFOR')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(rule.rowFilter(caller('association'))('MFOR')).toBe(false);
    expect(rule.rows(caller('association', { subjectId: 'a-1' }))).toEqual({ applicantId: 'a-1' });
    expect(rule.rows(caller('association'))).toEqual({ applicantId: '' });
    expect(rule.rows(caller('registrar', { subjectId: 'a-1', ministry: 'MFOR' }))).toEqual({});
  });

  it('shows what is published to who may apply, whoever entered it, and nothing that is not said to be', () => {
    const published = allow('officer', { self: ['association'], reach: 'published' });
    const rule = ruleOf(route(published, 'GET'));
    const subject = caller('association', { subjectId: 'a-1' });
    const filter = rule.rowFilter(subject);
    expect([filter('MFOR', 'a-2', true), filter('MFOR', 'a-1', false), filter('MFOR', 'a-1')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(rule.rows(subject)).toEqual({ published: true });
    expect(rule.rowFilter(caller('officer', { ministry: 'MFOR' }))('MECO')).toBe(true);
    expect(() => ruleOf(route(published))).toThrow(PolicyMissing);
    const reads = { by: published };
    expect(() =>
      defineAggregate('registry.hidden', Wish, { path: '/v1/hidden', called: ['a', 'b'], status: () => 'x' }).reads(
        reads,
      ),
    ).toThrow('does not say which of it is published');
  });

  it('takes who has a role of a ministry too for that ministry', () => {
    const rule = ruleOf(route(own));
    const both = caller('association', { roles: ['association', 'registrar'], subjectId: 'a-1', ministry: 'MFOR' });
    expect([rule.admit(both), rule.applicant(both), rule.rowFilter(both)('MECO', 'a-2')]).toEqual([
      undefined,
      undefined,
      true,
    ]);
    expect(rule.admit({ ...both, ministry: '' })).toEqual({ code: 'FORBIDDEN', condition: 'ministry' });
  });

  it('lets a person or an association in for no more than that', () => {
    expect(() => ruleOf(route(allow('association')))).toThrow(PolicyMissing);
    expect(() => ruleOf(route(allow(['registrar', 'person'])))).toThrow(PolicyMissing);
  });
});

describe('a token of an association', () => {
  it('without a subject is refused in one sentence, in the language of its caller', async () => {
    const token = await tokenOf(undefined);
    for (const [method, url] of [
      ['GET', '/v1/wishes'],
      ['GET', one],
      ['POST', '/v1/wishes'],
    ] as const) {
      const answer = await send(method, url, token, method === 'POST' ? { text: 'a well' } : undefined, {
        'accept-language': 'fr',
      });
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
      expect(answer.body.detail).toContain('un jeton qui désigne son sujet dans l’attribut subject_id.');
    }
  });

  it.each(['', 'a 1', '../x', 'é', 'x'.repeat(129), 7, ['a-1']])(
    'with %j for a subject is no good',
    async (subject) => {
      const token = await fixture.issuer.token('association', 'MPLA', { subject_id: subject });
      expect(await send('GET', one, token)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    },
  );
});

describe('what an association enters', () => {
  it('is kept with its subject, and owned by the ministry that the service names', async () => {
    expect((await as('a-7', 'POST', '/v1/wishes', { text: 'a school' })).status).toBe(201);
    expect(wishes.made).toEqual({
      state: { text: 'a school', status: 'made', holds: ['a school'], applicantId: 'a-7' },
      ministry: 'MFOR',
    });
  });

  it('takes no subject from a body', async () => {
    const answer = await as('a-7', 'POST', '/v1/wishes', { text: 'a school', applicantId: 'a-1' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/applicantId' }] } });
    const patch = { applicantId: 'a-7', reasonCode: 'TYPING_ERROR' };
    expect(await as('a-1', 'PATCH', one, patch, { 'if-match': '"1"' })).toMatchObject({ status: 400 });
    expect(wishes.made).toBeUndefined();
  });

  it('of an institution has no applicant', async () => {
    const token = await fixture.issuer.token('registrar', 'MFOR', { subject_id: 'a-7' });
    expect((await send('POST', '/v1/wishes', token, { text: 'a school' })).status).toBe(201);
    expect(wishes.made).toEqual({
      state: { text: 'a school', status: 'made', holds: ['a school'] },
      ministry: undefined,
    });
  });

  it('keeps its applicant whatever is done with it, and by whom', async () => {
    const registrar = await fixture.issuer.token('registrar', 'MFOR');
    await send('POST', `${one}/grant`, registrar, {});
    expect(wishes.made?.state).toMatchObject({ status: 'granted', applicantId: 'a-1' });
    const patch = { text: 'two wells', reasonCode: 'TYPING_ERROR' };
    await send('PATCH', one, registrar, patch, { 'if-match': '"1"' });
    expect(wishes.made?.state).toMatchObject({ text: 'two wells', applicantId: 'a-1' });
  });
});

describe('a row of another subject', () => {
  it.each([
    ['GET', '', undefined],
    ['POST', '/grant', {}],
    ['POST', '/grant', { surprise: 1 }],
    ['PATCH', '', { text: 'x', reasonCode: 'TYPING_ERROR' }],
    ['PATCH', '', { reasonCode: 'TYPING_ERROR' }],
  ] as const)('is answered to %s%s %j as one that does not exist', async (method, action, body) => {
    for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '"9"' }]) {
      if (method === 'GET' && 'if-match' in headers) continue;
      const [absent, anothers] = [
        await as('a-2', method, `/v1/wishes/${ABSENT}${action}`, body, headers),
        await as('a-2', method, `${one}${action}`, body, headers),
      ];
      expect(anothers.status).toBe(absent.status);
      expect({ ...anothers.body, traceId: '' }).toEqual({ ...absent.body, traceId: '' });
      expect(wishes.made).toBeUndefined();
    }
    expect((await as('a-2', 'GET', one)).status).toBe(404);
  });

  it('is in no list, whatever it is narrowed by', async () => {
    for (const query of ['', '?status=made', '?ministry=MFOR', '?limit=1&sort=-updatedAt']) {
      expect((await as('a-2', 'GET', `/v1/wishes${query}`)).body).toEqual({ items: [], next: null });
    }
    expect(wishes.pages.map(({ applicantId }) => applicantId)).toEqual(['a-2', 'a-2', 'a-2', 'a-2']);
  });

  it('of which nobody knows the applicant is nobody’s', async () => {
    wishes.kept = wishOf(undefined);
    expect((await as('a-2', 'GET', one)).status).toBe(404);
    expect((await as('a-2', 'GET', '/v1/wishes')).body.items).toEqual([]);
  });

  it('is not named where it has what another asks for; its own is', async () => {
    wishes.taken = true;
    const others = await as('a-2', 'POST', '/v1/wishes', { text: 'a well' });
    expect(others).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/text' }] } });
    expect(others.body.detail).toContain('a well');
    expect(others.body).not.toHaveProperty('links');
    expect(JSON.stringify(others.body)).not.toContain(NOTE_ID);
    const itself = await as('a-1', 'POST', '/v1/wishes', { text: 'a well' });
    expect(itself.body).toMatchObject({ links: { holder: `/strategy/v1/wishes/${NOTE_ID}` } });
  });
});

describe('a row of its own', () => {
  it('is read with the subject that applied for it, which others than the registrar are not told', async () => {
    expect((await as('a-1', 'GET', one)).body).toMatchObject({ text: 'a well', applicantId: 'a-1' });
    expect((await as('a-1', 'GET', '/v1/wishes')).body.items).toMatchObject([{ applicantId: 'a-1' }]);
    const analyst = await send('GET', one, await fixture.issuer.token('analyst', 'MFIN'));
    expect([analyst.status, analyst.body.applicantId]).toEqual([200, undefined]);
    const both = await fixture.issuer.token('analyst', 'MFOR', { roles: ['analyst', 'registrar'] });
    expect((await send('GET', one, both)).body.applicantId).toBe('a-1');
  });

  it('is corrected and changed by its applicant', async () => {
    const patch = { text: 'two wells', reasonCode: 'TYPING_ERROR' };
    expect((await as('a-1', 'PATCH', one, patch, { 'if-match': '"1"' })).status).toBe(200);
    expect((await as('a-1', 'POST', `${one}/grant`, {})).status).toBe(200);
  });

  it('comes back with the answer where its applicant prefers that', async () => {
    const answer = await as('a-1', 'POST', `${one}/grant`, {}, { prefer: 'return=representation' });
    expect(answer.body).toMatchObject({ id: NOTE_ID, text: 'a well' });
  });
});

describe('what would let somebody in for more', () => {
  it('is a read or a new row that never asked whose it is: 500', async () => {
    expect((await as('a-2', 'GET', `/v1/forgotten/${NOTE_ID}`)).status).toBe(500);
    expect((await as('a-2', 'POST', '/v1/careless', { text: 'a well' })).status).toBe(500);
    expect(fixture.logs.join('')).toContain('POST /v1/careless did not ask whether the caller may touch the row');
  });

  it('does not compose: an aggregate without applicants, a new row without an owner', () => {
    const plain = defineAggregate('strategy.plain', Wish, { path: '/v1/plain', called: ['x', 'y'], status: () => 'x' });
    expect(() => plain.reads({ by: own })).toThrow('does not know who applied for it');
    expect(() => plain.create({ summary: 'X', by: own, body: Wish })).toThrow('does not know who applied for it');
    const decide = decideNew(routes.make, ({ text }) => accept({ text, status: 'made' as const }, wishMade({ text })));
    expect(() => served().creates(decide)).toThrow('say which ministry owns what they enter');
  });
});
