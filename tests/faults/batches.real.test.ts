// kill -9 of initiatives between the awards that a payment batch instructs and the batch itself: asked for again it goes
// on, and pays each award once; never asked again, what it had instructed is free for another batch.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { application, call, programme, rules } from '../platform/sample.ts';
import { eventually } from '../platform/wait.ts';
import { type Fleet, prepareFleet } from './fleet.ts';
import { insist, type Tally } from './writers.ts';

const AWARDS = 2;
/** The job of a batch waits until no request that proposes it can be under way any more. */
const patience = { timeoutMs: 120_000 };
const euro = (amount: string) => ({ amount, currency: 'EUR' });

interface Tranche {
  readonly status: string;
  readonly instruction?: { readonly batchId: string };
}

let fleet: Fleet;
let debtorAccountId: string;
let callId: string;
const tally: Tally = { acknowledged: [], refused: [], busy: 0, unanswered: 0 };

const as = (role: string, name: string, ministry = 'MLOC'): Promise<Api> =>
  fleet.api('initiatives', role, ministry, name);

/** Sends until the service, which may still be filling its copies, has an answer. @returns the id */
async function send(api: Api, path: string, body: object): Promise<string> {
  const acknowledged = await insist(api, path, body, tally, () => false);
  if (acknowledged === undefined) throw new Error(tally.refused.at(-1)?.text);
  return acknowledged.id;
}

beforeAll(async () => {
  fleet = await prepareFleet();
  for (const name of ['embedded', 'registry', 'strategy', 'initiatives'] as const) await fleet.start(name);
  const [ana, ben] = [await as('officer', 'ana'), await as('officer', 'ben')];
  const programmeId = await send(ana, '/v1/programmes', programme);
  const tranches = [{ pct: 100, counterpartPct: 100 }];
  await send(ana, `/v1/programmes/${programmeId}/rules`, { ...rules, rules: { ...rules.rules, tranches } });
  await send(ben, `/v1/programmes/${programmeId}/rules/${rules.rulesVersion}/publication`, {});
  callId = await send(ana, '/v1/calls', { ...call, programmeId, envelope: euro('1000000.00') });
  await send(ana, `/v1/calls/${callId}/opening`, {});
  const [fay, gil] = [await as('finance', 'fay', 'MFIN'), await as('finance', 'gil', 'MFIN')];
  const account = { holder: 'Ministry of Finance', iban: 'DE89370400440532013000' };
  debtorAccountId = await send(fay, '/v1/debtor-accounts', { account });
  await send(gil, `/v1/debtor-accounts/${debtorAccountId}/confirmation`, {});
}, 120_000);
afterAll(() => fleet?.remove());

/** An award whose one tranche is approved and may be paid. @returns its id */
async function payable(): Promise<string> {
  const [ana, fay] = [await as('officer', 'ana'), await as('finance', 'fay', 'MFIN')];
  const at = `/v1/applications/${await send(ana, '/v1/applications', { ...application, callId })}`;
  const offers = [{ party: 'club', amount: euro('500.00') }];
  const project = { cost: euro('1000.00'), requested: euro('500.00'), area: 'North Coast', offers };
  await send(ana, `${at}/submission`, project);
  await send(ana, `${at}/eligibility`, {});
  await send(await as('reviewer', 'eva'), `${at}/reviews`, { conflictOfInterest: false });
  await send(await as('approver', 'ada'), `${at}/approvals`, { body: 'MINISTRY' });
  const signing = { title: { en: 'A well (sample)' }, plannedStartOn: '2026-01-01', dueOn: ['2199-07-15'] };
  const awardId = await send(ana, `${at}/signature`, signing);
  const award = `/v1/awards/${awardId}`;
  await send(ana, `${award}/contributions`, { role: 'diaspora', form: 'cash', amount: euro('500.00') });
  await send(ana, `${award}/contributions/1/receipt`, { amount: euro('500.00') });
  await send(fay, `${award}/contributions/1/verification`, { amount: euro('500.00') });
  for (const name of ['ada', 'max']) await send(await as('approver', name), `${award}/tranches/1/approvals`, {});
  const account = { holder: 'Torva Highland Circle', iban: 'FR1420041010050500013M02606' };
  await send(ana, `${award}/payee`, { account });
  await send(fay, `${award}/payee/1/confirmation`, {});
  return awardId;
}

const trancheOf = async (awardId: string): Promise<Tranche> => {
  const read = await (await as('finance', 'fay', 'MFIN')).get(`/v1/awards/${awardId}`);
  const [tranche] = expectStatus(read, 200).json<{ tranches: Tranche[] }>().tranches;
  if (tranche === undefined) throw new Error(`award ${awardId} has no tranche`);
  return tranche;
};

const propose = async (awards: readonly string[], key: string) =>
  (await as('finance', 'fay', 'MFIN')).post(
    '/v1/payment-batches',
    { debtorAccountId, executeOn: '2199-01-04', tranches: awards.map((awardId) => ({ awardId, no: 1 })) },
    { key },
  );

/** Has the service end itself by signal 9 once it has written to `after` awards of a batch. @returns the awards */
async function cutShort(key: string, after: number): Promise<readonly string[]> {
  const awards: string[] = [];
  for (let made = 0; made < AWARDS; made += 1) awards.push(await payable());
  await fleet.stop('initiatives');
  await fleet.start('initiatives', { TRIBUTARY_TEST_CUT: `after-write-before-reply:${after}` });
  expect(await propose(awards, key).catch(() => undefined)).toBeUndefined();
  expect(await fleet.ended('initiatives')).toMatch(/SIGKILL|not running/);
  await fleet.start('initiatives');
  const statuses = await Promise.all(awards.map(async (id) => (await trancheOf(id)).status));
  expect(statuses).toEqual(awards.map((_id, at) => (at < after ? 'instructed' : 'approved')));
  return awards;
}

describe('I6: a payment batch that a kill cut short', () => {
  it.each([1, AWARDS])('after the write to award %i goes on when it is asked for again', async (after) => {
    const key = `again-${after}`;
    const awards = await cutShort(key, after);
    const made = expectStatus(await propose(awards, key), 201);
    const { id } = made.json<{ id: string }>();
    for (const awardId of awards) {
      expect(await trancheOf(awardId)).toMatchObject({ status: 'instructed', instruction: { batchId: id } });
    }
    const repeated = expectStatus(await propose(awards, key), 201);
    expect(repeated.text).toBe(made.text);
    expect((await propose(awards, `${key}-other`)).status).toBe(409);
  });

  it('frees what it had instructed when it is never asked for again', async () => {
    const awards = await cutShort('never', AWARDS);
    await eventually(
      'what it had instructed to be free',
      async () => {
        const tranches = await Promise.all(awards.map(trancheOf));
        return tranches.every(({ status }) => status === 'approved') ? true : undefined;
      },
      patience,
    );
    expect((await propose(awards, 'never')).status).toBe(409);
    expectStatus(await propose(awards, 'another'), 201);
  });
});
