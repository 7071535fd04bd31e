// From what an award asks partners for to the tranche that their money releases: two partners, two currencies, and an
// initiatives service that is ended by signal 9 twice on the way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Api } from '../platform/api.ts';
import { agreement, call, programme, rules, rulesWithPartners } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { expectStatus } from './steps.ts';

let tributary: Tributary;
beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

interface Made {
  readonly id: string;
}

interface Contribution {
  readonly no: number;
  readonly role: string;
  readonly sourceRef: string;
}

interface Award {
  readonly id: string;
  readonly contributions: readonly Contribution[];
  readonly tranches: readonly { readonly status: string; readonly reasonCode?: string }[];
}

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const dollar = (amount: string) => ({ amount, currency: 'USD' });
const as = (role: string, ministry: string, name: string): Promise<Api> => tributary.api(role, ministry, name);
const post = async (api: Api, path: string, body: object = {}) => expectStatus(await api.post(path, body), 200);
const idOf = (answer: Answer): string => expectStatus(answer, 201).json<Made>().id;

const partners = '/partnerships/v1';
/** One tranche, which waits for all that the other parties promise. */
const inOneTranche = {
  ...rulesWithPartners,
  rules: { ...rulesWithPartners.rules, tranches: [{ pct: 100, counterpartPct: 100, requires: [] }] },
};

/** Opens a call of a programme in which partners have a share. @returns its id */
async function openCall(): Promise<string> {
  const [ana, ben] = [await as('officer', 'MLOC', 'ana'), await as('officer', 'MLOC', 'ben')];
  const programmeId = idOf(await ana.post('/initiatives/v1/programmes', programme));
  const at = `/initiatives/v1/programmes/${programmeId}/rules`;
  await post(ana, at, inOneTranche);
  await post(ben, `${at}/${rules.rulesVersion}/publication`);
  const callId = idOf(await ana.post('/initiatives/v1/calls', { ...call, programmeId }));
  await post(ana, `/initiatives/v1/calls/${callId}/opening`);
  return callId;
}

/** Takes an application of a person to its award, which partners are asked to give 500 euro to. @returns its id */
async function grantedAward(callId: string): Promise<string> {
  const [ana, eva] = [await as('officer', 'MLOC', 'ana'), await as('reviewer', 'MLOC', 'eva')];
  const ada = await as('approver', 'MLOC', 'ada');
  const id = idOf(await ana.post('/initiatives/v1/applications', { callId, applicantKind: 'person' }));
  const at = `/initiatives/v1/applications/${id}`;
  const offers = [
    { party: 'club', amount: euro('200.00') },
    { party: 'donor', amount: euro('500.00') },
  ];
  const area = 'North Coast';
  await post(ana, `${at}/submission`, { cost: euro('1000.00'), requested: euro('300.00'), area, offers });
  await post(ana, `${at}/eligibility`);
  await post(eva, `${at}/reviews`, { conflictOfInterest: false });
  await post(ada, `${at}/approvals`, { body: 'MINISTRY' });
  const award = await eventually('the award', async () => {
    const answer = await ana.get(`/initiatives/v1/awards?applicationId=${id}`);
    return answer.json<{ items: Award[] }>().items[0];
  });
  const signature = { title: { en: 'Wells (sample)' }, plannedStartOn: '2026-07-01', dueOn: ['2199-07-15'] };
  await post(ana, `${at}/signature`, signature);
  return award.id;
}

/** Enters a partner with an agreement that two persons have signed. @returns the id of the agreement */
async function agreed(name: string, reference: string): Promise<string> {
  const [pia, pol] = [await as('partner-officer', 'MFIN', 'pia'), await as('partner-officer', 'MFIN', 'pol')];
  const partnerId = idOf(await pia.post(`${partners}/partners`, { name, kind: 'foundation', country: 'US' }));
  const agreementId = idOf(await pia.post(`${partners}/agreements`, { ...agreement, partnerId, reference }));
  expectStatus(await pia.post(`${partners}/agreements/${agreementId}/signature`, {}), 403);
  await post(pol, `${partners}/agreements/${agreementId}/signature`);
  return agreementId;
}

/** Ends initiatives by signal 9; the launcher starts it again, and it goes on where it had noted how far it was. */
function killInitiatives(): void {
  const pid = tributary.pid('initiatives');
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

describe('co-funding', () => {
  it('goes from what an award asks for to the tranche that it releases, in two currencies, each gift once', async () => {
    const fay = await as('finance', 'MFIN', 'fay');
    const rate = { rate: '0.90', source: 'central bank' };
    const rated = await fay.put('/strategy/v1/exchange-rates/USD/2026-01-01', rate, { 'if-none-match': '*' });
    expectStatus(rated, 201);
    const awardId = await grantedAward(await openCall());
    const pia = await as('partner-officer', 'MFIN', 'pia');
    const worklist = `${partners}/co-funding-requests`;
    const request = async () => (await pia.get(`${worklist}/${awardId}`)).json<Record<string, unknown>>();
    await eventually('the request', async () => (await request())['missing'] !== undefined || undefined);
    expect(await request()).toMatchObject({ status: 'open', missing: euro('500.00'), area: 'North Coast' });

    const reader = await as('analyst', 'MECO', 'ann');
    const award = async () => {
      const answer = await reader.get(`/initiatives/v1/awards/${awardId}`);
      return answer.status === 200 ? answer.json<Award>() : undefined;
    };
    const pledges = async (count: number) => {
      const found = (await award())?.contributions ?? [];
      return found.length >= count ? found : undefined;
    };

    const [abroad, here] = [
      await agreed('Harbour Light (sample)', 'A-1'),
      await agreed('Savings Bank (sample)', 'A-2'),
    ];
    const making = { agreementId: abroad, awardId, amount: dollar('400.00') };
    const first = await eventually('the rate where commitments are made', async () => {
      const answer = await pia.post(`${partners}/commitments`, making, { key: 'the-first-commitment' });
      return answer.status === 422 && answer.text.includes('RATE_MISSING') ? undefined : idOf(answer);
    });
    killInitiatives();
    expect(idOf(await pia.post(`${partners}/commitments`, making, { key: 'the-first-commitment' }))).toBe(first);
    const above = await pia.post(`${partners}/commitments`, { ...making, agreementId: here, amount: euro('140.01') });
    expect(expectStatus(above, 422).text).toContain('140.00 EUR');
    // pledges of two commitments come in any order: the numbers below are those of the first and the second
    await eventually('the first pledge', () => pledges(1));
    const second = idOf(
      await pia.post(`${partners}/commitments`, { ...making, agreementId: here, amount: euro('140.00') }),
    );
    await eventually('the request to be covered', async () => (await request())['status'] === 'covered' || undefined);

    const pledged = await eventually('both pledges', () => pledges(2));
    expect(pledged).toMatchObject([
      { role: 'partner', form: 'fx-transfer', sourceRef: first, pledged: { base: euro('360.00') } },
      { role: 'partner', form: 'cash', sourceRef: second, pledged: { amount: euro('140.00') } },
    ]);

    const paying = (id: string, body: object) => pia.post(`${partners}/commitments/${id}/disbursements`, body);
    expectStatus(await paying(first, { amount: dollar('300.00'), reference: 'PAY-1' }), 200);
    expectStatus(await paying(first, { amount: dollar('300.00'), reference: 'PAY-1' }), 409);
    killInitiatives();
    expectStatus(await paying(first, { amount: dollar('100.00'), reference: 'PAY-2' }), 200);
    expectStatus(await paying(second, { amount: euro('150.00'), reference: 'PAY-1' }), 422);
    expectStatus(await paying(second, { amount: euro('140.00'), reference: 'PAY-1' }), 200);
    const received = [{ received: dollar('400.00') }, { received: euro('140.00') }];
    await eventually('what was paid', async () => {
      const found = (await award())?.contributions.map((one) => ({ received: one['received' as keyof Contribution] }));
      return JSON.stringify(found) === JSON.stringify(received) || undefined;
    });

    const at = `/initiatives/v1/awards/${awardId}`;
    const ben = await as('officer', 'MLOC', 'ben');
    const byHand = { role: 'partner', form: 'cash', amount: euro('1.00') };
    expect(expectStatus(await ben.post(`${at}/contributions`, byHand), 422).text).toContain('CONTRIBUTION_NOT_TAKEN');
    expectStatus(await ben.post(`${at}/contributions/1/receipt`, { amount: dollar('1.00') }), 409);
    await post(ben, `${at}/contributions`, { role: 'diaspora', form: 'cash', amount: euro('200.00') });
    await post(ben, `${at}/contributions/3/receipt`, { amount: euro('200.00') });
    await post(fay, `${at}/contributions/1/verification`, { amount: dollar('400.00') });
    await post(fay, `${at}/contributions/3/verification`, { amount: euro('200.00') });
    expect((await award())?.tranches).toMatchObject([{ status: 'held', reasonCode: 'COUNTERPART_SHORT' }]);
    await post(fay, `${at}/contributions/2/verification`, { amount: euro('140.00') });
    expect((await award())?.tranches).toMatchObject([{ status: 'eligible' }]);
    expect((await award())?.contributions).toHaveLength(3);

    const report = await eventually('the portfolio', async () => {
      const answer = expectStatus(await reader.get('/reporting/v1/reports/partnerships/portfolio'), 200);
      const { rows } = answer.json<{ rows: Record<string, unknown>[] }>();
      return rows.at(-1)?.['disbursed'] === '500.00' ? rows : undefined;
    });
    expect(report).toMatchObject([
      { name: 'Harbour Light (sample)', committed: '360.00', disbursed: '360.00', undisbursed: '0.00', sharePct: 72 },
      { name: 'Savings Bank (sample)', committed: '140.00', disbursed: '140.00', undisbursed: '0.00', sharePct: 28 },
      { partnerId: 'all', agreementsInForce: 2, commitments: 2, awards: 1 },
    ]);
  });
});
