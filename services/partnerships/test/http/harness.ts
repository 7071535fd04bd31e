// The partnerships service on an installation of its own, with owners of the facts that it reads.
import {
  awardCoFundingRequested,
  awardGranted,
  awardTerminated,
  exchangeRateSet,
  type Money,
  valued,
} from '@tributary/contracts';
import { type FakePublisher, fakePublisherOf } from '@tributary/service-kit/testing';
import {
  type Caller,
  type Client,
  type Installation,
  startInstallation,
  testLimits,
  until,
  untilReady,
} from '@tributary/testkit';
import { compose } from '../../src/service.ts';

export const today = '2026-06-30';
export const [ana, ben, machine] = (['ana', 'ben', 'tributary-cli'] as const).map(
  (name): Caller => `partner-officer@MFIN:${name}`,
) as [Caller, Caller, Caller];
export const analyst = 'analyst@MECO';

export interface Harness {
  readonly installation: Installation;
  readonly partnerships: Client;
  readonly registry: FakePublisher;
  readonly strategy: FakePublisher;
  readonly initiatives: FakePublisher;
}

/** Starts it at noon of `today`. */
export async function startHarness(): Promise<Harness> {
  const installation = await startInstallation();
  const registry = fakePublisherOf('registry', ['organisation']);
  const strategy = fakePublisherOf('strategy', ['exchange-rate']);
  const initiatives = fakePublisherOf('initiatives', ['award'], 'MLOC');
  await installation.start('registry', registry.compose);
  await installation.start('strategy', strategy.compose);
  await installation.start('initiatives', initiatives.compose);
  const partnerships = await installation.start('partnerships', (config) =>
    compose(config, { checkReplies: true, limits: testLimits, now: () => new Date(`${today}T12:00:00Z`) }),
  );
  await untilReady(partnerships);
  return { installation, partnerships, registry, strategy, initiatives };
}

/** Enters a partner. @returns its id */
export async function partnerOf({ partnerships }: Harness, name = 'Harbour Light Foundation (sample)') {
  const body = { name, kind: 'foundation', country: 'US' };
  return (await partnerships.post('/v1/partners', { as: ana, body })).body.id;
}

const numbered = (() => {
  let last = 0;
  return (prefix: string) => {
    last += 1;
    return `${prefix}-${last}`;
  };
})();

/** An agreement of 2026 with a partner, signed. @returns its id */
export async function signedAgreement({ partnerships }: Harness, partnerId: string, changed: object = {}) {
  const body = {
    partnerId,
    type: 'financing',
    title: { en: 'Wells of Upper Torva (sample)' },
    reference: numbered('MFIN-2026/C'),
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    ...changed,
  };
  const written = await partnerships.post('/v1/agreements', { as: ana, body });
  if (written.status !== 201) throw new Error(written.text);
  const signing = { as: ben, body: { signedOn: '2026-01-01' } };
  const signed = await partnerships.post(`/v1/agreements/${written.body.id}/signature`, signing);
  if (signed.status !== 200) throw new Error(signed.text);
  return written.body.id;
}

export const programmeId = '0190a1b2-0000-7000-8000-000000000003';
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const worth = (amount: Money, rate = '1') => valued(amount, { rate, rateDate: '2026-01-15' }, 'EUR');

/** An award that asks partners for money, as initiatives tell it. */
export interface Asking {
  readonly amount: Money;
  /** the rate of its currency to the euro; 1 unless told */
  readonly rate?: string;
  readonly area?: string;
  /** its natural key; one of its own unless told */
  readonly key?: string;
}

/** Tells of an award that asks partners for money, and waits for it on the worklist. @returns its id */
export async function askingAward(
  { partnerships, initiatives }: Harness,
  { amount, rate = '1', area = 'Torva', key = numbered('award') }: Asking = { amount: euros('20000.00') },
): Promise<string> {
  const told = await initiatives.publish(
    'award',
    key,
    awardGranted({
      applicationId: '0190a1b2-0000-7000-8000-000000000005',
      callId: '0190a1b2-0000-7000-8000-000000000004',
      programmeId,
      area,
      rulesVersion: '2026',
      grantedOn: '2026-01-15',
      cost: worth(amount, rate),
      shares: [{ role: 'partner', value: worth(amount, rate) }],
      bounds: [],
    }),
    awardCoFundingRequested({ programmeId, role: 'partner', amount, area }),
  );
  await until('the request on the worklist', async () => {
    const { status } = await partnerships.get(`/v1/co-funding-requests/${told.id}`, {
      as: analyst,
      headers: { 'consistency-token': told.token },
    });
    return status === 200 || undefined;
  });
  return told.id;
}

/** Tells that an award was terminated, and waits until its request is withdrawn. */
export async function terminated({ partnerships, initiatives }: Harness, key: string, on = today): Promise<void> {
  const { id } = await initiatives.publish('award', key, awardTerminated({ on, reasonCode: 'PROJECT_ABANDONED' }));
  await until('the request to be withdrawn', async () => {
    const { body } = await partnerships.get(`/v1/co-funding-requests/${id}`, { as: analyst });
    return body['status'] === 'withdrawn' || undefined;
  });
}

/** Sets a rate to the euro. @returns the token to ask with */
export async function rateOf({ strategy }: Harness, currency: string, rate: string, date = '2026-01-01') {
  const fact = exchangeRateSet({ currency, base: 'EUR', date, rate, source: 'test' });
  return (await strategy.publish('exchange-rate', `rate:${currency}:${date}`, fact)).token;
}

/** Sends a command with an idempotency key of its own unless told. */
export const send = ({ partnerships }: Harness, path: string, body: object, as: Caller = ana, headers: object = {}) =>
  partnerships.post(path, { as, body, headers: { 'idempotency-key': numbered('key'), ...headers } });

/** Makes a commitment. @returns its id */
export async function committed(harness: Harness, body: object): Promise<string> {
  const answer = await send(harness, '/v1/commitments', body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
