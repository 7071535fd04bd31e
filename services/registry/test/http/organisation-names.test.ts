// Names of an organisation in several languages: who sets them, in which one it is shown, and by which it is found.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationSteps, registrar, today } from './organisation-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
const { enter, read, recognise, idsOf, toldOf } = organisationSteps(() => registry);

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation?.close());

const mongoUrl = () => installation.configOf('registry').mongoUrl;
const setting = (id: string, body: object, seq = 1, as: Caller = registrar) =>
  registry.put(`/v1/organisations/${id}/names`, { as, body, headers: { 'if-match': `"${seq}"` } });
const shown = async (id: string, lang: string) =>
  (await registry.get(`/v1/organisations/${id}?lang=${lang}`, { as: registrar })).body['shownName'];
const named = (text: string) => idsOf(`named=${encodeURIComponent(text)}`);
const refusal = (status: number, code: string) => ({ status, body: { code } });

/** Names that no other test has. */
function namesOf() {
  const unique = randomUUID().slice(0, 8);
  return {
    unique,
    registered: `Circolo della Palude ${unique}`,
    names: {
      official: { fr: `Cercle du Marais ${unique}` },
      translated: { en: `Marsh Circle ${unique}`, 'pt-BR': `Círculo do Brejo ${unique}` },
      acronyms: { und: `C.d.P. ${unique}` },
      former: [{ name: { it: `Amici dell’Élite ${unique}` }, since: '1998-01-01', until: '2011-12-31' }],
    },
  };
}

describe('the names of an organisation', () => {
  it('are shown in the language that is asked for, and else as it is registered', async () => {
    const { registered, names } = namesOf();
    const id = await enter(registrar, registered);
    expect(await shown(id, 'fr')).toEqual({ text: registered });
    expect((await setting(id, names)).status).toBe(200);
    expect(await shown(id, 'fr')).toEqual({ text: names.official.fr, lang: 'fr' });
    expect(await shown(id, 'en')).toEqual({ text: names.translated.en, lang: 'en' });
    expect(await shown(id, 'pt')).toEqual({ text: names.translated['pt-BR'], lang: 'pt-BR' });
    expect(await shown(id, 'ru')).toEqual({ text: registered });
    expect(await read(id)).toMatchObject({ name: registered, names });
    expect(await read(id)).not.toHaveProperty('named');
    const { items } = (
      await registry.get(`/v1/organisations?lang=en&named=${encodeURIComponent(registered)}`, { as: registrar })
    ).body;
    expect(items).toMatchObject([{ id, shownName: { text: names.translated.en } }]);
  });

  it('lead to it, each in any case, with or without accents and punctuation', async () => {
    const { unique, registered, names } = namesOf();
    const id = await enter(registrar, registered);
    await setting(id, names);
    for (const text of [
      registered.toUpperCase(),
      `cercle du marais ${unique}`,
      `circulo  do brejo ${unique}`,
      `cdp ${unique}`,
      `AMICI DELL'ELITE ${unique}`,
    ]) {
      expect(await named(text), text).toEqual([id]);
    }
    expect(await named('cercle')).toEqual([]);
    expect((await setting(id, {}, 2)).status).toBe(200);
    expect(await named(names.translated.en)).toEqual([]);
    expect(await named(registered)).toEqual([id]);
  });

  it('are told by an event of their own, and change while a recognition stands', async () => {
    const { registered, names } = namesOf();
    const id = await enter(registrar, registered);
    await recognise(id);
    expect((await setting(id, names, 2)).status).toBe(200);
    expect(await read(id)).toMatchObject({ status: 'recognised', names });
    const [told] = await toldOf(id, ['registry.organisation.names-changed.v1'], 1);
    expect(told).toMatchObject({ data: { names } });
    expect((await toldOf(id, ['registry.organisation.applied.v1'], 1))[0]?.['data']).not.toHaveProperty('names');
  });

  it('stay when the registered one is corrected, which is found by what it is from then on', async () => {
    const { registered, names, unique } = namesOf();
    const id = await enter(registrar, registered);
    await setting(id, names);
    const corrected = await registry.patch(`/v1/organisations/${id}`, {
      as: registrar,
      body: { reasonCode: 'TYPING_ERROR', name: `Circolo del Fiume ${unique}` },
      headers: { 'if-match': '"2"' },
    });
    expect(corrected.status).toBe(200);
    expect(await named(registered)).toEqual([]);
    expect(await named(`circolo del fiume ${unique}`)).toEqual([id]);
    expect(await named(names.official.fr)).toEqual([id]);
  });

  it('are set once of two at the same moment', async () => {
    const { registered, names } = namesOf();
    const id = await enter(registrar, registered);
    const both = await Promise.all([setting(id, names), setting(id, { acronyms: { und: 'X' } })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('are refused where a former one ends before it begins or lies ahead, and where a language is given twice', async () => {
    const id = await enter(registrar, namesOf().registered);
    const former = (since: string, until: string) => ({ former: [{ name: { it: 'Amici' }, since, until }] });
    expect(await setting(id, former('2011-01-01', '2010-12-31'))).toMatchObject(refusal(422, 'DATES_REVERSED'));
    expect(await setting(id, former('2011-01-01', '2199-12-31'))).toMatchObject(refusal(422, 'FUTURE_DATE'));
    expect((await setting(id, former(today(), today()))).status).toBe(200);
    expect(await setting(id, { official: { fr: 'A', FR: 'B' } }, 2)).toMatchObject(refusal(400, 'VALIDATION'));
    expect(await setting(id, { official: {} }, 2)).toMatchObject(refusal(400, 'VALIDATION'));
  });

  it('are set by an association for its own organisation alone', async () => {
    const club: Caller = `association@#${randomUUID()}`;
    const { registered, names } = namesOf();
    const own = await enter(club, registered);
    const { seq } = await read(own);
    expect((await setting(own, names, seq, club)).status).toBe(200);
    const other = await enter(registrar, namesOf().registered);
    expect(await setting(other, names, 1, club)).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await setting(own, names, seq + 1, 'analyst@MFOR')).toMatchObject(refusal(403, 'FORBIDDEN'));
  });

  it('lead to an organisation that was kept before there were any, once a job has seen it', async () => {
    const { registered } = namesOf();
    const id = await enter(registrar, registered);
    await inDatabase(mongoUrl(), (database) =>
      database.collection('organisation').updateOne({ _id: id } as never, { $unset: { named: '' } }),
    );
    expect(await named(registered)).toEqual([]);
    await untilJobIsDone(mongoUrl(), 'organisations.naming');
    expect(await named(registered)).toEqual([id]);
  });
});
