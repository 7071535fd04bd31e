// Quotes over HTTP: open to all, by the rules of a day, in the language of the reader, and without a trace.
import { exchangeRateSet, languages, quoteMessages } from '@tributary/contracts';
import edtf from '@tributary/match-engine/programmes/catalogue/et-edtf-2019.json' with { type: 'json' };
import kip from '@tributary/match-engine/programmes/catalogue/in-kip.json' with { type: 'json' };
import fse from '@tributary/match-engine/programmes/catalogue/sn-fse.json' with { type: 'json' };
import invest from '@tributary/match-engine/programmes/sample/invest.json' with { type: 'json' };
import skill from '@tributary/match-engine/programmes/sample/skill.json' with { type: 'json' };
import town from '@tributary/match-engine/programmes/sample/town.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { inForce, publish, write } from './programme-steps.ts';

let harness: Harness;
let townId: string;
beforeAll(async () => {
  harness = await startHarness();
  townId = await inForce(harness.initiatives, town);
  for (const file of [invest, skill, edtf, fse, kip]) await inForce(harness.initiatives, file);
});
afterAll(() => harness.installation.close());

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const quote = (body: object, query = '', headers: Record<string, string> = {}) =>
  harness.initiatives.post(`/v1/match-quotes${query}`, { body, headers });

interface Quoted {
  readonly outcome: string;
  readonly rulesVersion: string;
  readonly match: {
    readonly shares: readonly { party: string; label: string; share: { amount: string } }[];
    readonly bounds: readonly { party: string; limit: string }[];
    readonly missing: object;
    readonly rejections: readonly { code: string; detail: string }[];
  };
}
const read = async (body: object, query = ''): Promise<Quoted> => {
  const answer = await quote(body, query);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as Quoted;
};

describe('POST /v1/match-quotes', () => {
  it('tells anybody what a programme pays, what binds and what is missing', async () => {
    const found = await read({
      programme: 'INVEST',
      cost: euro('50000'),
      offers: [{ party: 'diaspora', amount: euro('25000') }],
    });
    expect(found.match.shares).toMatchObject([
      { party: 'central', label: 'Government', share: euro('25000.00') },
      { party: 'diaspora', share: euro('25000.00') },
      { party: 'partner', share: euro('0.00') },
    ]);
    expect(found.match.bounds.filter(({ party }) => party === 'central').map(({ limit }) => limit)).toEqual([
      'maxAmount',
      'ratio',
    ]);
    expect(found).toMatchObject({
      outcome: 'incomplete',
      rulesVersion: '2025',
      match: { outcome: 'complete', missing: { total: euro('0.00') } },
    });
  });

  it('refuses with field, rule, limit and what would pass', async () => {
    const found = await read({ programme: 'TOWN', cost: euro('29000') });
    expect(found.match.rejections).toEqual([
      {
        code: 'PROJECT_BELOW_MIN',
        pointer: '/cost/amount',
        rule: 'projectMin',
        limit: euro('30000.00'),
        given: euro('29000.00'),
        passes: euro('30000.00'),
        detail: 'A project costs at least 30000.00 EUR; this one costs 29000.00 EUR.',
      },
    ]);
    const skills = await read({
      programme: 'SKILL',
      cost: euro('30000'),
      offers: [{ party: 'partner', amount: euro('5000') }],
    });
    expect(skills.match.rejections).toMatchObject([
      { code: 'SHARE_BELOW_FLOOR', limit: euro('6000.00'), pointer: '/offers/0/amount' },
    ]);
  });

  it.each(languages)('says so in %s', async (language) => {
    const { match } = await read({ programme: 'TOWN', cost: euro('29000') }, `?lang=${language}`);
    const sentence = quoteMessages.say(language, 'PROJECT_BELOW_MIN', {
      limit: '30000.00 EUR',
      given: '29000.00 EUR',
    });
    expect(match.rejections[0]?.detail).toBe(sentence);
    const [central] = town.rules.match.parties as readonly { readonly label: Readonly<Record<string, string>> }[];
    expect(match.shares[0]?.label).toBe(central?.label[language]);
  });

  it('judges by the version in force on the day, and a later one changes no earlier day', async () => {
    const [first, ...others] = town.rules.match.parties;
    const parties = [{ ...first, maxAmount: [euro('60000.00')] }, ...others];
    const rules = { ...town.rules, match: { ...town.rules.match, parties } };
    const asked = { programme: 'TOWN', cost: euro('200000') };
    const central = async (on?: string) => {
      const found = await read({ ...asked, ...(on && { on }) });
      return [found.rulesVersion, found.match.shares[0]?.share.amount];
    };
    const before = await central('2025-12-31');
    await write(harness.initiatives, townId, { rulesVersion: '2026', effectiveFrom: '2026-01-01', rules });
    expect(await central('2026-01-01')).toEqual(['2025', '40000.00']);
    await publish(harness.initiatives, townId, '2026');
    expect(await central('2026-01-01')).toEqual(['2026', '60000.00']);
    expect(await central()).toEqual(['2026', '60000.00']);
    expect(await central('2025-12-31')).toEqual(before);
    expect(await quote({ ...asked, on: '2024-12-31' }, '?lang=fr')).toMatchObject({
      status: 422,
      body: { code: 'RULES_NOT_IN_FORCE', title: 'Aucune règle en vigueur', errors: [{ pointer: '/on' }] },
    });
    expect(await quote({ ...asked, programme: 'NONE' })).toMatchObject({
      status: 422,
      body: { code: 'PROGRAMME_UNKNOWN', errors: [{ pointer: '/programme' }] },
    });
  });

  it('converts the limits of a programme with the latest rate on or before the day, and names it', async () => {
    const birr = (amount: string) => ({ amount, currency: 'ETB' });
    const asked = { programme: 'ET-EDTF-2019', cost: birr('40000000') };
    expect((await read(asked)).match.rejections).toMatchObject([
      { code: 'RATE_MISSING', pointer: '/cost/currency', limit: 'USD' },
    ]);
    const tell = (currency: string, date: string, rate: string) =>
      harness.strategy.publish(
        'exchange-rate',
        `rate:${currency}:${date}`,
        exchangeRateSet({ currency, base: 'EUR', date, rate, source: 'Bank' }),
      );
    await tell('USD', '2026-03-01', '0.90');
    await tell('USD', '2026-03-09', '0.10');
    const { token } = await tell('ETB', '2026-02-27', '0.018');
    const answer = await quote({ ...asked, on: '2026-03-08' }, '', { 'consistency-token': token });
    expect(answer.body['match']).toMatchObject({
      rates: [{ from: 'USD', to: 'ETB', rate: '50', rateDate: '2026-02-27' }],
      shares: [{ party: 'fund', share: birr('17500000.00') }, { party: 'implementer' }],
    });
  });

  it('reads conditions out, each with what it leaned on, and keeps private answers to itself', async () => {
    const asked = { programme: 'IN-KIP', cost: { amount: '80000', currency: 'INR' } };
    const answers = { birthDate: '1990-07-01', startOn: '2026-07-18' };
    const { body, text } = await quote({ ...asked, answers }, '?lang=fr');
    expect(body).toMatchObject({
      outcome: 'rejected',
      reimbursement: { amount: { amount: '72000.00', currency: 'INR' }, waitsFor: 'ATTENDANCE_COMPLETED' },
      conditions: [
        {
          code: 'age',
          outcome: 'not-met',
          reasonCode: 'AGE_OUT_OF_RANGE',
          detail:
            'Non remplie : Le premier jour du mois de départ, le participant a de 21 à 35 ans. birthDate : réponse donnée, startOn : 2026-07-18.',
        },
      ],
    });
    expect(text).not.toContain('1990');
    const open = await quote({ ...asked, answers: { startOn: '2026-07-18' } });
    expect(open.body).toMatchObject({
      outcome: 'incomplete',
      conditions: [{ outcome: 'unknown', unanswered: ['birthDate'] }],
    });
  });

  it('lends by its schedule, within its limits and not for what is excluded', async () => {
    const asked = (amount: string, sector: string) =>
      quote({ programme: 'SN-FSE', cost: { amount, currency: 'XOF' }, on: '2026-01-31', answers: { sector } });
    const lent = (await asked('5400000', 'fishing')).body as unknown as { loan: { schedule: { dueOn: string }[] } };
    expect(lent.loan.schedule).toHaveLength(54);
    expect(lent.loan.schedule[0]).toEqual({
      no: 1,
      dueOn: '2026-08-31',
      principal: { amount: '100000', currency: 'XOF' },
      interest: { amount: '0', currency: 'XOF' },
    });
    expect((await asked('4999999', 'fishing')).body).toMatchObject({
      loan: { rejections: [{ code: 'LOAN_BELOW_MIN' }], schedule: [] },
    });
    expect((await asked('15000001', 'fishing')).body).toMatchObject({
      loan: { rejections: [{ code: 'LOAN_ABOVE_MAX' }] },
    });
    expect((await asked('5400000', 'trade')).body).toMatchObject({
      outcome: 'rejected',
      conditions: [{ reasonCode: 'SECTOR_EXCLUDED' }],
    });
  });

  it('stores nothing: the same question has the same answer, whatever key it comes with', async () => {
    const asked = { programme: 'INVEST', cost: euro('50000') };
    const before = await harness.initiatives.get('/v1/changes?limit=200', { as: 'analyst@MFIN' });
    const first = await quote(asked, '', { 'idempotency-key': 'one' });
    const other = await quote({ ...asked, cost: euro('60000') }, '', { 'idempotency-key': 'one' });
    expect([first.status, other.status]).toEqual([200, 200]);
    expect((await quote(asked)).text).toBe(first.text);
    const after = await harness.initiatives.get('/v1/changes?limit=200', { as: 'analyst@MFIN' });
    expect(after.body.items.length).toBe(before.body.items.length);
  });

  it.each([
    [{ cost: { amount: '1.234', currency: 'EUR' } }, '/cost/amount', 'TOO_MANY_DECIMALS'],
    [{ cost: { amount: '-1', currency: 'EUR' } }, '/cost/amount', 'NOT_AN_AMOUNT'],
    [
      { cost: { amount: '1', currency: 'EUR' }, offers: [{ party: 'x', form: 'gold' }] },
      '/offers/0/form',
      'NOT_ONE_OF',
    ],
    [{ cost: { amount: '1', currency: 'EUR' }, gift: 1 }, '/gift', 'UNKNOWN_FIELD'],
  ])('refuses %j at %s with %s', async (body, pointer, code) => {
    const answer = await quote({ programme: 'TOWN', ...body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });
});
