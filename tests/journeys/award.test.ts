// From an application that an association enters itself to the last tranche that is paid: four eyes, a suspension on the
// way, and what other ministries are told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { call, programme, rules } from '../platform/sample.ts';
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

interface Tranche {
  readonly no: number;
  readonly status: string;
  readonly reasonCode?: string;
}

interface Award {
  readonly id: string;
  readonly status: string;
  readonly initiativeId: string;
  readonly tranches: readonly Tranche[];
}

const recognition = { startsOn: '2026-01-01', endsOn: '2199-12-31', registerNumber: 'TC-1' };
const euro = (amount: string) => ({ amount, currency: 'EUR' });
const circle = 'subject-of-the-circle';

/** Each person of the story, by role, ministry and name. */
const as = (role: string, ministry: string, name: string): Promise<Api> => tributary.api(role, ministry, name);
const association = (subject: string) => tributary.api('association', `#${subject}`);
const post = async (api: Api, path: string, body: object = {}) => expectStatus(await api.post(path, body), 200);

/** Opens a call of a programme in which the state pays half, in two tranches. @returns its id */
async function openCall(): Promise<string> {
  const [ana, ben] = [await as('officer', 'MLOC', 'ana'), await as('officer', 'MLOC', 'ben')];
  const opened = expectStatus(await ana.post('/initiatives/v1/programmes', programme), 201).json<Made>();
  const at = `/initiatives/v1/programmes/${opened.id}/rules`;
  await post(ana, at, rules);
  await post(ben, `${at}/${rules.rulesVersion}/publication`);
  const body = { ...call, programmeId: opened.id };
  const { id } = expectStatus(await ana.post('/initiatives/v1/calls', body), 201).json<Made>();
  await post(ana, `/initiatives/v1/calls/${id}/opening`);
  return id;
}

/** An association enters itself, is recognised, and applies. @returns organisation and application */
async function apply(callId: string): Promise<{ readonly organisationId: string; readonly id: string }> {
  const own = await association(circle);
  const entered = { kind: 'association', name: 'Torva Circle (sample)', country: 'FR' };
  const organisationId = expectStatus(await own.post('/registry/v1/organisations', entered), 201).json<Made>().id;
  const registrar = await as('registrar', 'MFOR', 'rui');
  await post(registrar, `/registry/v1/organisations/${organisationId}/recognition`, recognition);
  const body = { callId, applicantKind: 'association', organisationId };
  const started = await eventually('the organisation where it applies', async () => {
    const answer = await own.post('/initiatives/v1/applications', body);
    return answer.status === 403 ? undefined : expectStatus(answer, 201);
  });
  const { id } = started.json<Made>();
  const offers = [{ party: 'club', amount: euro('500.00') }];
  const submission = { cost: euro('1000.00'), requested: euro('500.00'), area: 'North Coast', offers };
  await post(own, `/initiatives/v1/applications/${id}/submission`, submission);
  return { organisationId, id };
}

describe('an award', () => {
  it('goes from an application of an association itself to a tranche that is paid', async () => {
    const { organisationId, id } = await apply(await openCall());
    const own = await association(circle);
    const application = `/initiatives/v1/applications/${id}`;
    const [ana, eva] = [await as('officer', 'MLOC', 'ana'), await as('reviewer', 'MLOC', 'eva')];
    const [ada, max] = [await as('approver', 'MLOC', 'ada'), await as('approver', 'MLOC', 'max')];
    const fay = await as('finance', 'MFIN', 'fay');
    const stranger = await as('officer', 'MECO', 'ugo');
    await eventually('an applicant that is recognised', async () => {
      await post(ana, `${application}/eligibility`);
      const { status } = (await ana.get(application)).json<{ status: string }>();
      return status === 'eligible' || undefined;
    });
    await post(eva, `${application}/reviews`, { conflictOfInterest: false });
    await post(ada, `${application}/approvals`, { body: 'MINISTRY' });

    const award = await eventually('the award', async () => {
      const answer = await stranger.get(`/initiatives/v1/awards?applicationId=${id}`);
      return answer.json<{ items: Award[] }>().items[0];
    });
    const at = `/initiatives/v1/awards/${award.id}`;
    const read = async () => expectStatus(await stranger.get(at), 200).json<Award>();
    expectStatus(await stranger.get(application), 404);
    expect(expectStatus(await own.get(application), 200).text).not.toMatch(/conflict|reviews|approv(als|edBy)/i);
    expectStatus(await (await association('another')).get(application), 404);

    const signature = { title: { en: 'Wells (sample)' }, plannedStartOn: '2026-07-01', dueOn: ['2199-07-15'] };
    await post(ana, `${application}/signature`, signature);
    const { initiativeId } = await read();
    await eventually('the initiative of the award', async () => {
      const answer = await stranger.get(`/initiatives/v1/initiatives/${initiativeId}`);
      return answer.status === 200 || undefined;
    });

    await post(ana, `${at}/contributions`, { role: 'diaspora', form: 'cash', amount: euro('500.00') });
    await post(ana, `${at}/contributions/1/receipt`, { amount: euro('500.00') });
    await post(fay, `${at}/contributions/1/verification`, { amount: euro('500.00') });
    expect((await read()).tranches).toMatchObject([{ no: 1, status: 'eligible' }]);

    const registrar = await as('registrar', 'MFOR', 'rui');
    const organisation = `/registry/v1/organisations/${organisationId}`;
    await post(registrar, `${organisation}/suspension`, { reasonCode: 'UNDER_INQUIRY' });
    await eventually('the tranche to be held', async () => (await read()).tranches[0]?.status === 'held' || undefined);
    expectStatus(await ada.post(`${at}/tranches/1/approvals`, {}), 409);
    await post(registrar, `${organisation}/recognition`, recognition);
    await eventually(
      'the tranche to go on',
      async () => (await read()).tranches[0]?.status === 'eligible' || undefined,
    );

    await post(ada, `${at}/tranches/1/approvals`);
    expectStatus(await ada.post(`${at}/tranches/1/approvals`, {}), 403);
    await post(max, `${at}/tranches/1/approvals`);
    await post(fay, `${at}/tranches/1/payment`, { reference: 'PAY-2026-1' });
    expectStatus(await fay.post(`${at}/tranches/1/payment`, { reference: 'PAY-2026-2' }), 409);
    expect((await read()).tranches).toMatchObject([{ status: 'paid', payment: { value: { amount: euro('500.00') } } }]);

    const file = expectStatus(await stranger.get(`${at}/ledger?format=csv`), 200).text;
    expect(file.trim().split('\r\n')).toEqual([
      'account,currency,debit,credit',
      'approved:central,EUR,0.00,0.00',
      'committed:central,EUR,0.00,0.00',
      'committed:diaspora,EUR,500.00,0.00',
      'cost,EUR,0.00,1000.00',
      'due:diaspora,EUR,0.00,0.00',
      'paid:central,EUR,500.00,0.00',
      'promised:diaspora,EUR,0.00,500.00',
      'received:diaspora,EUR,0.00,0.00',
      'verified:diaspora,EUR,500.00,0.00',
    ]);
  });
});
