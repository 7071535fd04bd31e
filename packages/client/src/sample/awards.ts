// An award from its signature to the tranches that were paid: what others give, in the order of days.
import {
  acceptRequirement,
  approveTranche,
  getAward,
  listAwards,
  makeCommitment,
  payTranche,
  pledgeContribution,
  receiveContribution,
  recordDisbursement,
  signApplication,
  terminateAward,
  verifyContribution,
} from '@tributary/contracts';
import type { Applied } from './applications.ts';
import type { Application, Award, Contribution, Country, Tranche } from './country.ts';
import type { Desk, Done } from './desk.ts';
import type { Known } from './known.ts';
import { peopleOf } from './people.ts';

/** Everything that a step of an award needs. */
interface Ground extends Applied {
  readonly desk: Desk;
  readonly country: Country;
  readonly known: Known;
  readonly code: string;
  readonly award: Done;
}

/** Signs an award and does all that happened on it. @returns the id of its initiative */
export async function enterAward(
  desk: Desk,
  country: Country,
  known: Known,
  { code, title = { en: code } }: Application,
  { award: facts, ...applied }: Applied & { readonly award: Award },
): Promise<string> {
  const { id, office } = applied;
  const [officer] = office.officers;
  const awardId = await desk.until(`the award of ${code}`, async () => {
    const page = await desk.read(officer, listAwards, { query: { applicationId: id } });
    return page?.items[0]?.id;
  });
  const { signedOn, plannedStartOn, plannedEndOn, budgetCode } = facts;
  const dueOn = facts.tranches.map((tranche) => tranche.dueOn);
  const project = { title, plannedStartOn, plannedEndOn, ...(budgetCode !== undefined && { budgetCode }) };
  const body = { ...project, signedOn, dueOn };
  const award = await desk.once(`award ${code}`, officer, signApplication, { params: { id }, body });
  const ground: Ground = { ...applied, desk, country, known, code, award: { ...award, id: awardId } };
  for (const [at, contribution] of facts.contributions.entries()) await give(ground, contribution, at + 1);
  for (const tranche of facts.tranches) await release(ground, tranche);
  const { termination } = facts;
  if (termination !== undefined) {
    await desk.once(`termination ${code}`, officer, terminateAward, { params: { id: awardId }, body: termination });
  }
  const signed = await desk.read(officer, getAward, { params: { id: awardId } });
  return signed?.initiativeId ?? '';
}

/** What one party promised, gave, and had verified. A partner does so by a commitment, which the award learns of. */
async function give(ground: Ground, contribution: Contribution, no: number): Promise<void> {
  const { desk, country, code, award } = ground;
  const { verified, verifiedOn } = contribution;
  const params = { id: award.id, no };
  const money = (amount: string) => ({ amount, currency: contribution.currency });
  if (contribution.partner === undefined) await pledge(ground, contribution, no);
  else await commit(ground, contribution, no);
  if (verified === undefined || verifiedOn === undefined) return;
  const body = { amount: money(verified), verifiedOn };
  const { finance } = peopleOf(country);
  await desk.once(`verification ${code} ${no}`, finance, verifyContribution, { params, body });
}

async function pledge({ desk, code, award, office }: Ground, contribution: Contribution, no: number): Promise<void> {
  const { role, form, method, pledged, pledgedOn, verified, receivedOn, currency } = contribution;
  const [officer] = office.officers;
  const body = {
    role,
    form,
    ...(method !== undefined && { method }),
    amount: { amount: pledged, currency },
    pledgedOn,
  };
  await desk.once(`pledge ${code} ${no}`, officer, pledgeContribution, { params: { id: award.id }, body });
  if (verified === undefined || receivedOn === undefined) return;
  const params = { id: award.id, no };
  const received = { amount: { amount: verified, currency }, receivedOn };
  await desk.once(`receipt ${code} ${no}`, officer, receiveContribution, { params, body: received });
}

async function commit(ground: Ground, contribution: Contribution, no: number): Promise<void> {
  const { desk, country, known, code, award, office } = ground;
  const { partner = '', pledged, pledgedOn, verified, receivedOn, currency } = contribution;
  const [partnerOfficer] = peopleOf(country).partnerOfficers;
  const body = {
    agreementId: known.of('agreement', partner).id,
    awardId: award.id,
    amount: { amount: pledged, currency },
    committedOn: pledgedOn,
  };
  const seen = [`initiatives:${award.id}:${award.seq}`];
  const made = await desk.once(`commitment ${code} ${no}`, partnerOfficer, makeCommitment, { body, seen });
  if (verified !== undefined && receivedOn !== undefined) {
    const disbursed = {
      amount: { amount: verified, currency },
      reference: `${partner}-${code}-${no}`,
      disbursedOn: receivedOn,
    };
    const params = { id: made.id };
    await desk.once(`disbursement ${code} ${no}`, partnerOfficer, recordDisbursement, { params, body: disbursed });
  }
  await desk.until(`what ${partner} gives to ${code}`, async () => {
    const read = await desk.read(office.officers[0], getAward, { params: { id: award.id } });
    const given = read?.contributions.find((one) => one.no === no);
    return given !== undefined && Number(given.received.amount) >= Number(verified ?? 0) ? true : undefined;
  });
}

/** What was accepted for a tranche, who approved it, and its payment. */
async function release({ desk, country, code, award, office }: Ground, tranche: Tranche): Promise<void> {
  const { no, acceptedOn, approvals = 0, approvedOn, paidOn, reference = '' } = tranche;
  const params = { id: award.id, no };
  const [officer] = office.officers;
  if (acceptedOn !== undefined) {
    const read = await desk.read(officer, getAward, { params: { id: award.id } });
    for (const requirement of read?.tranches.find((one) => one.no === no)?.requires ?? []) {
      const body = { code: requirement, acceptedOn };
      await desk.once(`acceptance ${code} ${no} ${requirement}`, officer, acceptRequirement, { params, body });
    }
  }
  for (const approver of office.approvers.slice(0, approvals)) {
    const body = approvedOn === undefined ? {} : { approvedOn };
    await desk.once(`approval ${code} ${no} ${approver.name}`, approver, approveTranche, { params, body });
  }
  if (paidOn === undefined) return;
  const { finance } = peopleOf(country);
  await desk.once(`payment ${code} ${no}`, finance, payTranche, { params, body: { reference, paidOn } });
}
