// Campaigns of reconfirmation over HTTP: who is listed and how, what becomes of each, and what is recorded of it.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofAnother, privacy, registrar, somebody, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { untilJobIsDone } from './stored.ts';

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

const campaigns = '/v1/reconfirmation-campaigns';
const today = () => new Date().toISOString().slice(0, 10);
const old = { registeredOn: '2020-01-01' };
interface Progress {
  readonly due: Readonly<Record<'email' | 'telephone' | 'post', number>>;
  readonly unreachable: number;
  readonly confirmed: number;
  readonly moved: number;
  readonly closed: number;
}

/** A district that no other test has, so that a campaign is for its own persons alone. */
const district = () => `D-${randomUUID().slice(0, 8)}`;
const living = (consularDistrict: string, more: object = {}) => ({
  ...old,
  residence: { country: 'FR', consularDistrict },
  ...more,
});
const opening = (consularDistrict: string) => ({
  title: { en: 'Spring' },
  channels: ['email', 'telephone'],
  consularDistricts: [consularDistrict],
  dueBy: today(),
  endsOn: today(),
});
const open = (consularDistrict: string, changed: object = {}, as: Caller = registrar) =>
  registry.post(campaigns, { as, body: { ...opening(consularDistrict), ...changed } });
const read = (id: string, as: Caller = registrar) => registry.get(`${campaigns}/${id}`, { as });
const progress = async (id: string) => (await read(id)).body['progress'] as unknown as Progress;
const total = ({ due, ...rest }: Progress) =>
  [...Object.values(due), rest.unreachable, rest.confirmed, rest.moved, rest.closed].reduce((sum, one) => sum + one, 0);
const listed = async (consularDistrict: string, persons: number, changed: object = {}): Promise<string> => {
  const { id } = (await open(consularDistrict, changed)).body;
  await until('the list of a campaign', async () => (total(await progress(id)) >= persons ? true : undefined));
  return id;
};
const due = async (id: string, query = '') => {
  const { items } = (await registry.get(`${campaigns}/${id}/due${query}`, { as: registrar })).body;
  return items as unknown as { personId: string; channel: string; dueOn: string }[];
};
const confirm = (id: string) =>
  registry.post(`/v1/persons/${id}/confirmation`, { as: registrar, body: { contactable: true, channel: 'telephone' } });

describe('a campaign of reconfirmation', () => {
  it('lists who is due, each by the first channel by which they can be reached, and nobody else', async () => {
    const at = district();
    const byMail = await steps.enter(living(at));
    const byPhone = await steps.enter(living(at, { emails: [], phones: ['+33 1 23 45 67 89'] }));
    await steps.enter(living(at, { emails: [] }));
    await steps.enter(living(at, { contactable: false }));
    await steps.enter(living(at, { registeredOn: today() }));
    await steps.enter(living(district()));
    await steps.enter(living(at), ofAnother);
    const id = await listed(at, 4);
    expect(await progress(id)).toMatchObject({
      due: { email: 1, telephone: 1, post: 0 },
      unreachable: 2,
      confirmed: 0,
      moved: 0,
      closed: 0,
    });
    expect((await due(id)).map(({ personId, channel }) => [personId, channel])).toEqual(
      [
        [byMail, 'email'],
        [byPhone, 'telephone'],
      ].sort(),
    );
    expect(await due(id, '?channel=telephone')).toEqual([
      { personId: byPhone, channel: 'telephone', dueOn: '2021-01-01' },
    ]);
    expect(await due(id, '?channel=post')).toEqual([]);
    const posted = await listed(at, 4, { channels: ['post', 'email'] });
    expect((await progress(posted)).due).toEqual({ email: 0, telephone: 0, post: 3 });
  });

  it('counts who confirms, moves away, is closed or erased, at once', async () => {
    const at = district();
    const [confirms, moves, dies, erased, stays] = await Promise.all(
      Array.from({ length: 5 }, () => steps.enter(living(at))),
    );
    const id = await listed(at, 5);
    await confirm(String(confirms));
    await registry.post(`/v1/persons/${moves}/residence`, { as: registrar, body: { country: 'DE' } });
    await registry.post(`/v1/persons/${dies}/closure`, { as: registrar, body: { reason: 'deceased' } });
    expect((await steps.erase(String(erased))).status).toBe(200);
    expect(await progress(id)).toMatchObject({ due: { email: 1 }, confirmed: 1, moved: 1, closed: 2 });
    expect((await due(id)).map(({ personId }) => personId)).toEqual([stays]);
  });

  it('follows by and by what nobody told it, and keeps who has confirmed', async () => {
    const at = district();
    const changed = await steps.enter(living(at));
    const id = await listed(at, 1);
    const { seq } = (await steps.read(changed)).body;
    expect((await steps.patch(changed, Number(seq), { contactable: false })).status).toBe(200);
    expect((await registry.get(`${campaigns}/${id}/contacts`, { as: registrar })).text).not.toContain(changed);
    await untilJobIsDone(installation.configOf('registry').mongoUrl, 'reconfirmation.following');
    expect(await progress(id)).toMatchObject({ due: { email: 0 }, unreachable: 1 });
    await confirm(changed);
    await registry.post(`/v1/persons/${changed}/closure`, { as: registrar, body: { reason: 'withdrawn' } });
    await untilJobIsDone(installation.configOf('registry').mongoUrl, 'reconfirmation.following');
    expect(await progress(id)).toMatchObject({ confirmed: 1, closed: 0 });
  });

  it('pages through who is due, and hands out contacts that are in the audit of each', async () => {
    const at = district();
    const all: string[] = [];
    for (const given of ['Ana', 'Ben', '=Cy'])
      all.push(await steps.enter(living(at, { names: [{ given, family: 'Torvald' }] })));
    const id = await listed(at, 3);
    const first = await registry.get(`${campaigns}/${id}/due?limit=2`, { as: registrar });
    const second = await due(id, `?limit=2&after=${encodeURIComponent(String(first.body.next))}`);
    expect([...(first.body.items as unknown as { personId: string }[]), ...second].map((one) => one.personId)).toEqual(
      [...all].sort(),
    );
    expect(first.text).not.toContain('Torvald');
    const file = await registry.get(`${campaigns}/${id}/contacts?limit=2`, { as: registrar });
    const next = /^<\/registry(\/[^>]+)>; rel="next"$/.exec(file.headers.get('link') ?? '')?.[1] ?? '';
    const rest = await registry.get(next, { as: registrar });
    expect([file, rest].map(({ text }) => text.trimEnd().split('\r\n').length)).toEqual([3, 2]);
    expect(rest.headers.get('link')).toBeNull();
    const whole = await registry.get(`${campaigns}/${id}/contacts?channel=email`, { as: registrar });
    expect(whole.text.split('\r\n')[0]).toMatch(
      /^\uFEFF?personId,channel,name,contact,country,consularDistrict,language$/,
    );
    expect(whole.text).toContain(`email,Ana Torvald,amina.`);
    expect(whole.text).not.toContain(',=Cy');
    const looks = (await registry.get(`/v1/persons/${all[2]}/reads`, { as: privacy })).body.items;
    expect(looks.at(-1)).toMatchObject({
      purpose: 'RECONFIRMATION',
      what: 'contact',
      fields: { names: 'full', emails: 'full' },
    });
  });

  it('lists whoever appears while it is listed, and none twice when it is opened twice with one key', async () => {
    const at = district();
    const headers = { 'idempotency-key': randomUUID() };
    const asked = { as: registrar, body: opening(at), headers } as const;
    const first = await registry.post(campaigns, asked);
    expect((await registry.post(campaigns, asked)).text).toBe(first.text);
    const late = await registry.post('/v1/persons', { as: registrar, body: somebody(living(at)) });
    const { mongoUrl } = installation.configOf('registry');
    await until('the late one', async () => {
      // a pass that found nobody is made again until no command from before can be under way
      ahead += 10_000;
      return (await progress(first.body.id)).due.email === 1 ? true : undefined;
    });
    ahead = 0;
    await untilJobIsDone(mongoUrl, 'reconfirmation.following');
    expect((await due(first.body.id)).map(({ personId }) => personId)).toEqual([late.body.id]);
  });

  it('closes by a command, or by itself on the day after its last one, and its list is not read any more', async () => {
    const at = district();
    const person = await steps.enter(living(at));
    const [byCommand, byItself] = [await listed(at, 1), await listed(at, 1)];
    const close = () => registry.post(`${campaigns}/${byCommand}/closure`, { as: registrar, body: {} });
    expect((await close()).body['status']).toBe('closed');
    expect((await close()).body.code).toBe('WRONG_STATE');
    expect((await registry.get(`${campaigns}/${byCommand}/due`, { as: registrar })).body.code).toBe('WRONG_STATE');
    expect((await registry.get(`${campaigns}/${byCommand}/contacts`, { as: registrar })).status).toBe(409);
    await confirm(person);
    expect(await progress(byCommand)).toMatchObject({ due: { email: 1 }, confirmed: 0 });
    expect(await progress(byItself)).toMatchObject({ due: { email: 0 }, confirmed: 1 });
    const { mongoUrl } = installation.configOf('registry');
    await untilJobIsDone(mongoUrl, 'reconfirmation.following');
    expect((await read(byItself)).body['status']).toBe('open');
    ahead = 25 * 3_600_000;
    await untilJobIsDone(mongoUrl, 'reconfirmation.following');
    ahead = 0;
    expect((await read(byItself)).body['status']).toBe('closed');
  });

  it('is of its ministry alone, ends no earlier than today, and asks by one channel at least', async () => {
    const { id } = (await open(district())).body;
    for (const path of ['', '/due', '/contacts'])
      expect((await registry.get(`${campaigns}/${id}${path}`, { as: ofAnother })).status).toBe(404);
    expect((await registry.post(`${campaigns}/${id}/closure`, { as: ofAnother, body: {} })).status).toBe(404);
    expect((await open(district(), { endsOn: '2020-01-01' })).body.code).toBe('DATES_REVERSED');
    expect((await open(district(), { channels: [] })).status).toBe(400);
    expect((await open(district(), {}, 'officer@MFOR')).status).toBe(403);
  });
});
