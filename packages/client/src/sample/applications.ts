// An application from its submission, on the day on which it came in, to what was decided on it.
import {
  approveApplication,
  decideEligibility,
  declineApplication,
  getApplication,
  reviewApplication,
  startApplication,
  submitApplication,
  withdrawApplication,
} from '@tributary/contracts';
import { CommandError } from '../command.ts';
import type { Application, Country } from './country.ts';
import type { Desk } from './desk.ts';
import { programmeOf } from './foundations.ts';
import type { Known } from './known.ts';
import { type Office, officeOf } from './people.ts';

/** Where an application stands, and the people of its ministry. */
export interface Applied {
  readonly id: string;
  readonly office: Office;
}

/** Takes an application to the end of what its facts tell, but for an award. */
export async function enterApplication(
  desk: Desk,
  country: Country,
  known: Known,
  application: Application,
): Promise<Applied> {
  const { code } = application;
  const office = officeFor(country, application);
  const [officer] = office.officers;
  const organisation = known.of('organisation', application.organisation);
  const { kind: applicantKind = '' } = country.organisations.find((one) => one.code === application.organisation) ?? {};
  const { id } = await desk.once(`application ${code}`, officer, startApplication, {
    body: { callId: known.of('call', application.call).id, applicantKind, organisationId: organisation.id },
    seen: [organisation.token],
  });
  const money = (amount: string) => ({ amount, currency: country.currency });
  const { cost, requested, area, offers, answers = {}, submittedOn } = application;
  await desk.once(`submission ${code}`, officer, submitApplication, {
    params: { id },
    body: {
      cost: money(cost),
      requested: money(requested),
      area,
      offers: offers.map(({ amount, ...offer }) => ({ ...offer, amount: money(amount) })),
      answers,
      costLines: [],
      completedStages: [],
      receivedAt: `${submittedOn}T10:00:00.000Z`,
      reasonCode: 'PAPER',
    },
    seen: [organisation.token],
  });
  await judge(desk, application, { id, office });
  await decide(desk, application, { id, office });
  return { id, office };
}

function officeFor(country: Country, { call }: Application): Office {
  const { programme = '' } = country.calls.find(({ code }) => code === call) ?? {};
  return officeOf(programmeOf(country, programme).ministry);
}

/** Decides eligibility, and holds what the rules find against what the country says of it. */
async function judge(
  desk: Desk,
  { code, eligibility, reviewedOn }: Application,
  { id, office }: Applied,
): Promise<void> {
  if (eligibility === undefined) return;
  const [officer] = office.officers;
  const params = { id };
  const body = { decidedOn: eligibility.on };
  await desk.once(`eligibility ${code}`, officer, decideEligibility, { params, body });
  const read = await desk.read(officer, getApplication, { params });
  const found = read?.eligibility?.reasonCodes ?? [];
  if (found.join(' ') !== eligibility.reasonCodes.join(' ')) {
    const told = (codes: readonly string[]) => codes.join(', ') || 'nothing';
    throw new CommandError(
      `application ${code}: the rules find ${told(found)} against it, and the file says ${told(eligibility.reasonCodes)}.`,
      1,
    );
  }
  if (reviewedOn === undefined) return;
  const review = { conflictOfInterest: false, scores: [], reviewedOn };
  await desk.once(`review ${code}`, office.reviewer, reviewApplication, { params, body: review });
}

async function decide(
  desk: Desk,
  { code, approvedOn, decline, withdrawnOn }: Application,
  { id, office }: Applied,
): Promise<void> {
  const [officer] = office.officers;
  const params = { id };
  if (approvedOn !== undefined) {
    const body = { body: 'MINISTRY', approvedOn };
    await desk.once(`approval ${code}`, office.approvers[0], approveApplication, { params, body });
  }
  if (decline !== undefined) {
    const body = { reasonCodes: decline.reasonCodes, decidedOn: decline.on };
    await desk.once(`decline ${code}`, officer, declineApplication, { params, body });
  }
  if (withdrawnOn !== undefined) {
    await desk.once(`withdrawal ${code}`, officer, withdrawApplication, { params, body: { withdrawnOn } });
  }
}
