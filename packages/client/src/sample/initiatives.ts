// An initiative on its way: its links to the plan with what ministries decided on them, and the stages of its life.
import {
  changeInitiativeStatus,
  decideAlignment,
  getInitiative,
  linkPlan,
  listAlignments,
  registerInitiative,
} from '@tributary/contracts';
import type { Country, Initiative, Link } from './country.ts';
import type { Desk } from './desk.ts';
import type { Known } from './known.ts';
import { linkReviewer, officeOf, peopleOf } from './people.ts';
import { type Counting, decideContributions, defineIndicators, reportResults } from './results.ts';

/** An initiative that is there, and what happened on it. */
export interface Underway extends Counting, Pick<Initiative, 'links' | 'statuses'> {
  /** the day on which it was registered and linked */
  readonly on: string;
}

/** Registers an initiative that no award pays for. @returns its id */
export async function enterInitiative(
  desk: Desk,
  country: Country,
  known: Known,
  { code, organisation, ministry, budget, title, area, registeredOn, plannedStartOn, plannedEndOn }: Initiative,
): Promise<string> {
  const lead = known.of('organisation', organisation);
  const body = {
    title,
    area,
    budget: { amount: budget, currency: country.currency },
    plannedStartOn,
    plannedEndOn,
    organisationId: lead.id,
    registeredOn,
  };
  const [officer] = officeOf(ministry).officers;
  const { id } = await desk.once(`initiative ${code}`, officer, registerInitiative, { body, seen: [lead.token] });
  return id;
}

/** Says what an initiative counts, links it to the plan, has both decided, moves it through its stages, and reports. */
export async function followInitiative(
  desk: Desk,
  country: Country,
  planToken: string,
  underway: Underway,
): Promise<void> {
  const { id, code, ministry, on, links, statuses } = underway;
  const [officer] = officeOf(ministry).officers;
  const params = { id };
  const there = await desk.until(`the initiative ${code}`, () => desk.read(officer, getInitiative, { params }));
  // Before anything is decided: each decision that comes back is a version of the initiative.
  const seq = await defineIndicators(desk, country, underway, there);
  const { code: planCode, version: planVersion } = country.plan;
  if (links.length > 0 && there.planLinks.length === 0) {
    const body = {
      planVersion,
      links: links.map(({ nodeCode, weightPct }) => ({ nodeCode, weightPct })),
      proposedOn: on,
    };
    const request = { params: { id, planCode }, body, ifMatch: seq, seen: [planToken] };
    await desk.once(`links ${code}`, officer, linkPlan, request);
  }
  for (const link of links) await decideLink(desk, country, { id, code, on, link });
  await decideContributions(desk, country, underway);
  for (const { status, on: changedOn } of statuses) {
    await desk.once(`status ${code} ${status}`, officer, changeInitiativeStatus, {
      params,
      body: { status, changedOn },
    });
  }
  await reportResults(desk, country, underway);
}

interface Deciding {
  readonly id: string;
  readonly code: string;
  readonly on: string;
  readonly link: Link;
}

async function decideLink(desk: Desk, country: Country, { id, code, on, link }: Deciding): Promise<void> {
  const { nodeCode, decision } = link;
  if (decision === undefined) return;
  const [planner] = peopleOf(country).planners;
  const alignment = await desk.until(`the link of ${code} to ${nodeCode}`, async () => {
    const page = await desk.read(planner, listAlignments, { query: { initiativeId: id } });
    return page?.items.find((one) => one.nodeCode === nodeCode);
  });
  const { responsibleMinistry, revision } = alignment;
  const body = { decision, revision, decidedOn: on, ...(decision === 'reject' && { reasonCode: 'OUT_OF_SCOPE' }) };
  const params = { id: alignment.id };
  await desk.once(`decision ${code} ${nodeCode}`, linkReviewer(responsibleMinistry), decideAlignment, { params, body });
}
