// What published activity files have in them, over HTTP: a legitimate form is taken, another is refused in words.
import { languages } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { described } from '../sample.ts';
import { type Harness, officer, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const analyst = 'analyst@MFIN';

const registering = (changed: object = {}, query = '', headers: Record<string, string> = {}) =>
  harness.initiatives.post(`/v1/initiatives${query}`, { as: officer, body: { ...described, ...changed }, headers });

async function registered(changed: object, query = ''): Promise<Record<string, unknown>> {
  const { status, text, body } = await registering(changed, query);
  if (status !== 201) throw new Error(text);
  return (await harness.initiatives.get(`/v1/initiatives/${body.id}`, { as: analyst })).body;
}

const budget = (amount: string, currency = 'EUR') => ({ budget: { amount, currency } });
const sector = (code: string, pct?: number, vocabulary = '2') => ({ vocabulary, code, ...(pct && { pct }) });
const thirds = ['151', '152', '160'].map((code) => sector(code, 33.33));

describe('a published initiative is taken', () => {
  it.each<[what: string, given: object, kept: object]>([
    [
      'with language tags in capitals',
      { title: { SV: 'Brunnar', EN: 'Wells' } },
      { title: { sv: 'Brunnar', en: 'Wells' } },
    ],
    ['in Portuguese of Brazil', { title: { 'pt-br': 'Poços' } }, { title: { 'pt-BR': 'Poços' } }],
    ['with a line break in its title', { title: { en: 'Wells\nand pumps' } }, { title: { en: 'Wells and pumps' } }],
    ['with a line break in its area', { area: 'Upper\u2028Torva' }, { area: 'Upper Torva' }],
    ['with a slash and spaces in its identifier', { iatiIdentifier: 'XM-1/A B' }, { iatiIdentifier: 'XM-1/A B' }],
    ['with spaces around its identifier', { iatiIdentifier: '\n  XM-1 C\n' }, { iatiIdentifier: 'XM-1 C' }],
    ['with an identifier of 255 characters', { iatiIdentifier: 'X'.repeat(255) }, { iatiIdentifier: 'X'.repeat(255) }],
    ['without a planned end', { plannedEndOn: undefined }, {}],
    ['with days that have a time zone', { plannedStartOn: '2017-02-06+08:00' }, { plannedStartOn: '2017-02-06' }],
    [
      'with one sector that says no percentage',
      { sectors: [sector('15190', undefined, '1')] },
      { sectors: [sector('15190', 100, '1')] },
    ],
    [
      'in several areas',
      {
        area: undefined,
        areas: [
          { area: 'Elmar', pct: 40 },
          { area: 'Torva', pct: 60 },
        ],
      },
      {
        area: 'Torva',
        areas: [
          { area: 'Torva', pct: 60 },
          { area: 'Elmar', pct: 40 },
        ],
      },
    ],
  ])('%s', async (_what, given, kept) => {
    const read = await registered(given);
    expect(read).toMatchObject(kept);
    expect('plannedEndOn' in read).toBe(!('plannedEndOn' in given));
    expect('areas' in read).toBe('areas' in given);
  });

  it('with shares that are brought to 100, where the caller asks for it', async () => {
    const areas = [
      { area: 'PH', pct: 100 },
      { area: '998', pct: 100 },
    ];
    const read = await registered({ sectors: thirds, area: undefined, areas }, '?normalise=true');
    expect(read).toMatchObject({
      sectors: [{ pct: 33.34 }, { pct: 33.33 }, { pct: 33.33 }],
      area: 'PH',
      areas: [
        { area: 'PH', pct: 50 },
        { area: '998', pct: 50 },
      ],
    });
  });
});

describe('what cannot be a fact is refused, and says why', () => {
  it.each<[what: string, given: object, pointer: string, detail: string]>([
    [
      'more decimals',
      budget('720071.4139171479'),
      '/budget/amount',
      'EUR has two decimals; 720071.4139171479 has ten.',
    ],
    ['decimals of a yen', budget('12.5', 'JPY'), '/budget/amount', 'JPY has no decimals; 12.5 has one.'],
    [
      'a fifth decimal of special drawing rights',
      budget('1.00001', 'XDR'),
      '/budget/amount',
      'XDR has four decimals; 1.00001 has five.',
    ],
    ['a negative budget', budget('-11425.00'), '/budget/amount', 'A budget cannot be negative. Received: “-11425.00”.'],
    [
      'a day that is not there',
      { plannedStartOn: '2023-02-29' },
      '/plannedStartOn',
      '29 February 2023 does not exist.',
    ],
    [
      'a month that is not there',
      { plannedStartOn: '2023-13-05' },
      '/plannedStartOn',
      'There is no month 13: months are 01 to 12. Received: “2023-13-05”.',
    ],
    [
      'a year of long ago',
      { plannedStartOn: '0202-03-31' },
      '/plannedStartOn',
      'Is this year meant? Days from 1900 to 2200 are taken here. Received: “0202-03-31”.',
    ],
    [
      'a year far ahead',
      { plannedEndOn: '2925-03-31' },
      '/plannedEndOn',
      'Is this year meant? Days from 1900 to 2200 are taken here. Received: “2925-03-31”.',
    ],
    [
      'a language twice',
      { title: { EN: 'Wells', en: 'Pumps' } },
      '/title/en',
      'en and EN are the same language; give its text once.',
    ],
    ['half a character', { iatiIdentifier: '\ud800x' }, '/iatiIdentifier', 'Received: “\\ud800x”.'],
    ['nothing to see', { iatiIdentifier: '\u200b' }, '/iatiIdentifier', 'Received: “\\u200b”.'],
    [
      'a title of nothing to see',
      { title: { en: '\u200b\u2060' } },
      '/title/en',
      'Give at least one visible character',
    ],
    ['a key that is half a character', { title: { '\ud800': 'Wells' } }, '/title/\ud800', 'a language tag'],
    ['no area', { area: undefined }, '/area', 'At least one of these is required: area, areas.'],
    [
      'a share of nothing',
      { area: undefined, areas: [{ area: 'A', pct: 0 }] },
      '/areas/0/pct',
      'This must be greater than 0. Received: “0”.',
    ],
    ['a third decimal', { sectors: [sector('a', 33.333)] }, '/sectors/0/pct', 'Received: “33.333”.'],
  ])('%s', async (_what, given, pointer, detail) => {
    const answer = await registering(given);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION', errors: [{ pointer, detail: expect.stringContaining(detail) }] },
    });
    expect(answer.body.errors).toHaveLength(1);
  });

  it.each([
    ['en', '29 February 2023 does not exist.', 'EUR has two decimals; 1.234 has three.'],
    ['fr', 'Le 29 février 2023 n’existe pas.', 'Décimales : EUR en a deux, 1.234 en a trois.'],
    ['es', 'El 29 de febrero de 2023 no existe.', 'Decimales: EUR tiene dos; 1.234 tiene tres.'],
    ['ru', 'Дня 29 февраля 2023 г. не существует.', 'Десятичные знаки: у EUR — два, у 1.234 — три.'],
    ['it', 'Il giorno 29 febbraio 2023 non esiste.', 'Decimali: EUR ne ha due, 1.234 ne ha tre.'],
    ['pt', 'O dia 29 de fevereiro de 2023 não existe.', 'Casas decimais: EUR tem duas; 1.234 tem três.'],
  ])('in %s', async (language, day, decimals) => {
    const asked = { plannedEndOn: '2023-02-29', ...budget('1.234') };
    const { body } = await registering(asked, '', { 'accept-language': language });
    const details = body.errors.map(({ detail }) => String(detail).replace(/\s/g, ' '));
    expect(details.sort()).toEqual([day, decimals].sort());
  });

  it('proposes shares that sum to 100, in every language', async () => {
    for (const language of languages) {
      const { status, body } = await registering({ sectors: thirds }, '', { 'accept-language': language });
      expect([status, body.code]).toEqual([422, 'SECTORS_NOT_100']);
      expect(body.errors.map((error) => error['proposed'])).toEqual([33.34, 33.33, 33.33]);
      expect(body.errors[0]?.['detail']).toContain('33.34');
    }
    const areas = [
      { area: 'PH', pct: 100 },
      { area: '998', pct: 100 },
    ];
    expect(await registering({ area: undefined, areas })).toMatchObject({
      status: 422,
      body: { code: 'AREAS_NOT_100', errors: [{ pointer: '/areas/0/pct', proposed: 50 }, { proposed: 50 }] },
    });
  });

  it('takes no area that contradicts the shares', async () => {
    const areas = [
      { area: 'Elmar', pct: 40 },
      { area: 'Torva', pct: 60 },
    ];
    expect(await registering({ area: 'Elmar', areas })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/area', code: 'AREA_CONTRADICTED', detail: expect.stringContaining('“Torva”') }] },
    });
  });
});

describe('the IATI identifier of an initiative', () => {
  const find = (asked: string) => harness.initiatives.get(`/v1/initiatives?iatiIdentifier=${asked}`, { as: analyst });
  const idsOf = async (asked: string) => (await find(asked)).body.items.map(({ id }) => id);
  const cancel = (id: unknown) =>
    harness.initiatives.post(`/v1/initiatives/${id}/status`, { as: officer, body: { status: 5 } });

  it('leads to it, however it is written in an address', async () => {
    const { id } = await registered({ iatiIdentifier: 'XM-DAC-1/A B&C?|+é' });
    for (const asked of [
      'XM-DAC-1%2FA%20B%26C%3F%7C%2B%C3%A9',
      'XM-DAC-1/A+B%26C?|%2Bé',
      '%20XM-DAC-1/A+B%26C?|%2b%c3%a9%0a',
    ]) {
      expect(await idsOf(asked)).toEqual([id]);
    }
    expect(await idsOf('XM-DAC-1')).toEqual([]);
  });

  it.each(['%00', '%E2%80%8B', 'a%07b'])('is none where it is %s', async (asked) => {
    expect(await find(asked)).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
  });

  it('belongs to one, whom the refusal of another names and links', async () => {
    const { id } = await registered({ iatiIdentifier: 'QM-ONE/1' });
    const refused = await registering({ iatiIdentifier: ' QM-ONE/1 ' });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        detail: expect.stringContaining(`QM-ONE/1 (${id})`),
        errors: [
          { pointer: '/iatiIdentifier', code: 'IDENTIFIER_TAKEN', detail: `“QM-ONE/1” belongs to ${id} already.` },
        ],
        links: { holder: `/initiatives/v1/initiatives/${id}` },
      },
    });
  });

  it('is free again once the wrong entry is cancelled, and both are found by it', async () => {
    const { id } = await registered({ iatiIdentifier: 'QM-WRONG' });
    expect(await cancel(id)).toMatchObject({ status: 200 });
    const correct = await registered({ iatiIdentifier: 'QM-WRONG' });
    expect((await idsOf('QM-WRONG')).toSorted()).toEqual([id, correct['id']].toSorted());
    expect(await registering({ iatiIdentifier: 'QM-WRONG' })).toMatchObject({
      status: 409,
      body: { links: { holder: `/initiatives/v1/initiatives/${correct['id']}` } },
    });
  });

  it('goes to one of many who ask for it at once', async () => {
    const asked = Array.from({ length: 8 }, () => registering({ iatiIdentifier: 'QM-RACE' }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });
});
