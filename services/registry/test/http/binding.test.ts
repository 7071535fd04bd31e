// A person who was identified at the counter is given a code, and whoever presents it once stands for that person.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { everythingIn, inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

const atCounter: Caller = 'registrar@MFOR:ana';
/** Somebody who signed in, and whose token names no subject. */
const identity = (): Caller => `person@MNONE:${randomUUID()}`;

const issuing = (id: string, body: object = { evidence: 'PASSPORT' }, as: Caller = atCounter) =>
  registry.post(`/v1/persons/${id}/binding-code`, { as, body });
async function codeFor(id: string): Promise<string> {
  const answer = await issuing(id);
  if (answer.status !== 200) throw new Error(answer.text);
  return String(answer.body['code']);
}
const present = (as: Caller, code: string) => registry.post('/v1/self/binding', { as, body: { code } });
const unbinding = (id: string, as: Caller = registrar) =>
  registry.post(`/v1/persons/${id}/unbinding`, { as, body: { reasonCode: 'ACCOUNT_LOST' } });
const own = (as: Caller, id: string) => registry.get(`/v1/persons/${id}`, { as });
const refusal = (status: number, code: string) => ({ status, body: { code } });

describe('a code from the counter', () => {
  it('makes the record the own of whoever presents it: they read, correct and see who read it', async () => {
    const [id, me] = [await steps.enter(), identity()];
    expect(await own(me, id)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect((await registry.get('/v1/self/records', { as: me })).body.items).toEqual([]);
    const bound = await present(me, await codeFor(id));
    expect(bound).toMatchObject({ status: 200, body: { id, links: { self: `/registry/v1/persons/${id}` } } });
    const mine = await own(me, id);
    expect(mine).toMatchObject({ status: 200, body: { vault: { documents: { mask: 'full' } } } });
    expect((await registry.get('/v1/self/records', { as: me })).body.items).toEqual([
      { id, ministry: 'MFOR', status: 'registered', boundOn: expect.any(String) },
    ]);
    expect(await steps.patch(id, mine.body.seq, { sex: 'other' }, me)).toMatchObject({ status: 200 });
    const looks = await registry.get(`/v1/persons/${id}/reads`, { as: me });
    expect(looks.body.items.map(({ what, purpose }) => [what, purpose])).toEqual([
      ['code', 'PASSPORT'],
      ['binding', 'OWN_RECORD'],
      ['read', 'OWN_RECORD'],
      ['correction', 'TYPING_ERROR'],
    ]);
    expect(await own(identity(), id)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });

  it('is taken in small letters, without its hyphen, and once more by the same identity', async () => {
    const [id, me] = [await steps.enter(), identity()];
    const code = await codeFor(id);
    const first = await present(me, ` ${code.toLowerCase().replace('-', ' ')} `);
    const again = await present(me, code);
    expect([first.status, again.status, again.body.seq]).toEqual([200, 200, first.body.seq]);
  });

  it('is kept as a blind token, and told in no event', async () => {
    const id = await steps.enter();
    const code = await codeFor(id);
    const { database: kept, files } = await everythingIn(installation);
    expect(kept).toContain('code:');
    for (const told of [kept, files]) expect(told).not.toContain(code);
    expect(kept).not.toContain(code.replace('-', ''));
  });

  it('that was used is refused to others, and one of two at once alone has it', async () => {
    const id = await steps.enter();
    const code = await codeFor(id);
    const both = await Promise.all([present(identity(), code), present(identity(), code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)).toMatchObject(refusal(409, 'CODE_USED'));
    expect(await present(identity(), code)).toMatchObject(refusal(409, 'CODE_USED'));
  });

  it('that was replaced is unknown, as one is that never was', async () => {
    const id = await steps.enter();
    const [old, fresh] = [await codeFor(id), await codeFor(id)];
    const [replaced, never] = [await present(identity(), old), await present(identity(), '00000-00000')];
    expect(replaced).toMatchObject(refusal(422, 'CODE_UNKNOWN'));
    expect({ ...replaced.body, traceId: '' }).toEqual({ ...never.body, traceId: '' });
    expect((await present(identity(), fresh)).status).toBe(200);
  });

  it('that has expired is refused, and says until when it held', async () => {
    const id = await steps.enter();
    const answer = await issuing(id, { evidence: 'PASSPORT', minutes: 5 });
    ahead = 6 * 60_000;
    const late = await present(identity(), String(answer.body['code']));
    ahead = 0;
    expect(late).toMatchObject(refusal(422, 'CODE_EXPIRED'));
    expect(late.body['detail']).toContain(answer.body['expiresAt']);
  });

  it('is presented by another person than the one who issued it', async () => {
    const id = await steps.enter();
    const code = await codeFor(id);
    expect(await present('person@MNONE:ana', code)).toMatchObject(refusal(403, 'FOUR_EYES'));
  });

  it('is tried five times in a quarter of an hour, and then not even a right one is looked at', async () => {
    const [id, me] = [await steps.enter(), identity()];
    const code = await codeFor(id);
    const wrong = await Promise.all(Array.from({ length: 8 }, (_, at) => present(me, `AAAAA-0000${at}`)));
    expect(wrong.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(3);
    const right = await present(me, code);
    expect(right).toMatchObject(refusal(429, 'TOO_MANY_REQUESTS'));
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await present(identity(), code)).status).toBe(200);
  });

  it('binds an identity to one person of a ministry', async () => {
    const [one, other, me] = [await steps.enter(), await steps.enter(), identity()];
    expect((await present(me, await codeFor(one))).status).toBe(200);
    expect(await present(me, await codeFor(other))).toMatchObject(refusal(409, 'ALREADY_BOUND'));
    expect(await own(me, other)).toMatchObject(refusal(404, 'NOT_FOUND'));
  });
});

describe('issuing a code', () => {
  it('is for registrars of the own ministry who are natural persons', async () => {
    const id = await steps.enter();
    const body = { evidence: 'PASSPORT' };
    expect(await issuing(id, body, ofAnother)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await issuing(id, body, privacy)).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await issuing(id, body, 'registrar@MFOR:desk/desk')).toMatchObject(refusal(403, 'FOUR_EYES'));
    expect(await issuing(id, { ...body, minutes: 4 })).toMatchObject(refusal(400, 'VALIDATION'));
  });

  it('is refused while an identity stands for the person, and after five in a day', async () => {
    const id = await steps.enter();
    for (let count = 0; count < 5; count += 1) await codeFor(id);
    expect(await issuing(id)).toMatchObject(refusal(429, 'TOO_MANY_REQUESTS'));
    const entered = await registry.post('/v1/persons', { as: identity(), body: somebody() });
    expect(await issuing(entered.body.id)).toMatchObject(refusal(409, 'ALREADY_BOUND'));
  });
});

describe('unbinding', () => {
  it('takes the record from the identity, which can be bound anew by a new code alone', async () => {
    const [id, me] = [await steps.enter(), identity()];
    const code = await codeFor(id);
    await present(me, code);
    expect(await unbinding(id, ofAnother)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect((await unbinding(id)).status).toBe(200);
    expect(await own(me, id)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await unbinding(id, privacy)).toMatchObject(refusal(409, 'NOT_BOUND'));
    expect(await present(me, code)).toMatchObject(refusal(422, 'CODE_UNKNOWN'));
    expect((await present(me, await codeFor(id))).status).toBe(200);
    expect((await own(me, id)).status).toBe(200);
  });

  it('comes with an erasure', async () => {
    const [id, other, me] = [await steps.enter(), await steps.enter(), identity()];
    await present(me, await codeFor(id));
    await steps.erase(id);
    expect((await own(me, id)).status).toBe(404);
    expect((await registry.get('/v1/self/records', { as: me })).body.items).toEqual([]);
    expect((await present(me, await codeFor(other))).status).toBe(200);
  });
});

describe('a copy of everything', () => {
  it('has record and vault in whole, every look and every event, and is recorded itself', async () => {
    const [body, me] = [somebody({ city: 'Lyon', phones: ['+33 1 23 45 67 89'] }), identity()];
    const { id } = (await registry.post('/v1/persons', { as: registrar, body })).body;
    await registry.post(`/v1/persons/${id}/verification`, {
      as: registrar,
      body: { assurance: 'consular', evidence: 'PASSPORT' },
    });
    await present(me, await codeFor(id));
    // events are copied from the journal, which follows the record
    await inDatabase(installation.configOf('registry').mongoUrl, (database) =>
      until('two events in the journal', async () =>
        (await database.collection('journal').countDocuments({ agg: id })) < 2 ? undefined : true,
      ),
    );
    const events = await registry.get(`/v1/persons/${id}/copy`, { as: me });
    expect(events.status).toBe(200);
    const { names, birthDate, emails, phones, documents, city } = body as Record<string, unknown>;
    expect(events.body).toMatchObject({
      records: [
        {
          id,
          ministry: 'MFOR',
          status: 'verified',
          residence: { country: 'FR' },
          vault: { names, birthDate, emails, phones, documents, city },
        },
      ],
      looks: [{ what: 'code' }, { what: 'binding' }, { what: 'copy', fields: { documents: 'full' } }],
    });
    expect(events.headers.get('content-disposition')).toContain('attachment');
    expect(events.text).not.toMatch(/"(tokens|holds|bindingCode|identity)"/);
    const types = (events.body['events'] as { type: string }[]).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['registry.person.registered.v1', 'registry.person.assurance-raised.v1']);
  });

  it('is for the person alone', async () => {
    const id = await steps.enter();
    expect(await registry.get(`/v1/persons/${id}/copy`, { as: registrar })).toMatchObject(refusal(403, 'FORBIDDEN'));
    expect(await registry.get(`/v1/persons/${id}/copy`, { as: identity() })).toMatchObject(refusal(404, 'NOT_FOUND'));
  });
});
