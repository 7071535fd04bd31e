// Money under the same faults: applications are taken to their payment, each step under its own Idempotency-Key until its
// outcome is known, and each payment is asked for by two at once.
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { application, call, programme, rules } from '../platform/sample.ts';
import type { Fleet } from './fleet.ts';
import { insist, type Tally } from './writers.ts';

/** A payment that was acknowledged. */
export interface Paid {
  readonly awardId: string;
  readonly reference: string;
}

export interface Payers {
  readonly paid: readonly Paid[];
  /** what was refused beside one of two payments */
  readonly refused: Tally['refused'];
  stop(): Promise<void>;
}

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const ENVELOPE = '1000000.00';

/** Opens a programme and a call, and starts `count` payers, until they are stopped. */
export async function startPayers(fleet: Fleet, count: number): Promise<Payers> {
  const as = (role: string, name: string, ministry = 'MLOC') => fleet.api('initiatives', role, ministry, name);
  const [ana, ben] = [await as('officer', 'ana'), await as('officer', 'ben')];
  const [eva, ada, max] = [await as('reviewer', 'eva'), await as('approver', 'ada'), await as('approver', 'max')];
  const fay = await as('finance', 'fay', 'MFIN');
  const callId = await openCall(ana, ben);
  const tally: Tally = { acknowledged: [], refused: [], busy: 0, unanswered: 0 };
  const payments: Tally = { acknowledged: [], refused: [], busy: 0, unanswered: 0 };
  const paid: Paid[] = [];
  let stopping = false;
  const send = (api: Api, path: string, body: object) => insist(api, path, body, tally, () => stopping);

  async function pay(payer: number, round: number): Promise<void> {
    const started = await send(ana, '/v1/applications', { ...application, callId });
    if (started === undefined) return;
    const at = `/v1/applications/${started.id}`;
    const offers = [{ party: 'club', amount: euro('500.00') }];
    const project = { cost: euro('1000.00'), requested: euro('500.00'), area: 'North Coast', offers };
    await send(ana, `${at}/submission`, project);
    await send(ana, `${at}/eligibility`, {});
    await send(eva, `${at}/reviews`, { conflictOfInterest: false });
    await send(ada, `${at}/approvals`, { body: 'MINISTRY' });
    const signing = { title: { en: `Well ${payer}/${round} (sample)` }, plannedStartOn: '2026-01-01' };
    const signed = await send(ana, `${at}/signature`, { ...signing, dueOn: ['2199-07-15'] });
    if (signed === undefined) return;
    const of = `/v1/awards/${signed.id}`;
    await send(ana, `${of}/contributions`, { role: 'diaspora', form: 'cash', amount: euro('500.00') });
    await send(ana, `${of}/contributions/1/receipt`, { amount: euro('500.00') });
    await send(fay, `${of}/contributions/1/verification`, { amount: euro('500.00') });
    await send(ada, `${of}/tranches/1/approvals`, {});
    await send(max, `${of}/tranches/1/approvals`, {});
    const references = ['A', 'B'].map((which) => `PAY-${payer}-${round}-${which}`);
    const answers = await Promise.all(
      references.map((reference) => insist(fay, `${of}/tranches/1/payment`, { reference }, payments, () => stopping)),
    );
    for (const [which, answer] of answers.entries()) {
      if (answer !== undefined) paid.push({ awardId: signed.id, reference: references[which] ?? '' });
    }
  }

  const loops = Array.from({ length: count }, async (_, payer) => {
    for (let round = 0; !stopping; round += 1) await pay(payer, round);
  });
  return {
    paid,
    refused: tally.refused,
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}

/** @returns the id of a call under rules that pay a whole award at once */
async function openCall(ana: Api, ben: Api): Promise<string> {
  const opened = expectStatus(await ana.post('/v1/programmes', programme), 201).json<{ id: string }>();
  const at = `/v1/programmes/${opened.id}/rules`;
  const tranches = [{ pct: 100, counterpartPct: 100 }];
  expectStatus(await ana.post(at, { ...rules, rules: { ...rules.rules, tranches } }), 200);
  expectStatus(await ben.post(`${at}/${rules.rulesVersion}/publication`, {}), 200);
  const drafted = { ...call, programmeId: opened.id, envelope: euro(ENVELOPE) };
  const { id } = expectStatus(await ana.post('/v1/calls', drafted), 201).json<{ id: string }>();
  expectStatus(await ana.post(`/v1/calls/${id}/opening`, {}), 200);
  return id;
}

/** What is there of money in the end, of one award. */
export interface Accounted {
  readonly id: string;
  /** the references under which its tranches were paid */
  readonly references: readonly string[];
  /** debit less credit over all accounts, in cents; 0 where it ties */
  readonly sum: number;
  /** what accounts hold, in cents, by their names */
  readonly holds: ReadonlyMap<string, number>;
}

const cents = (amount: string) => Math.round(Number(amount) * 100);

/** Reads every award with its ledger. */
export async function accounted(api: Api): Promise<readonly Accounted[]> {
  const all: Accounted[] = [];
  let after = '';
  do {
    const page = expectStatus(await api.get(`/v1/awards?limit=200${after}`), 200).json<{
      items: { id: string; tranches: { payment?: { reference: string } }[] }[];
      next: string | null;
    }>();
    for (const { id, tranches } of page.items) {
      const { accounts } = expectStatus(await api.get(`/v1/awards/${id}/ledger`), 200).json<{
        accounts: { account: string; debit: string; credit: string }[];
      }>();
      const holds = new Map(accounts.map(({ account, debit, credit }) => [account, cents(debit) - cents(credit)]));
      const references = tranches.flatMap(({ payment }) => payment?.reference ?? []);
      all.push({ id, references, sum: [...holds.values()].reduce((sum, one) => sum + one, 0), holds });
    }
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return all;
}

/** How often the journal tells that something of an award was paid, by the award. */
export async function paymentsTold(api: Api): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>();
  let after = '';
  for (;;) {
    const type = 'initiatives.award.tranche-paid.v1';
    const page = expectStatus(await api.get(`/v1/changes?limit=200&type=${type}${after}`), 200).json<{
      items: { subject: string }[];
      next: string | null;
    }>();
    for (const { subject } of page.items) told.set(subject, (told.get(subject) ?? 0) + 1);
    const next = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    if (page.items.length === 0 || next === after || next === '') return told;
    after = next;
  }
}
