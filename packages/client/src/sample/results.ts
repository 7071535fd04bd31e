// What an initiative counts: its indicators, what ministries decided on the KPIs that they count towards, and its results.
import {
  decideKpiContribution,
  defineIndicator,
  listKpiContributions,
  reportResult,
  verifyResult,
} from '@tributary/contracts';
import type { Country, Indicator, Result } from './country.ts';
import type { Desk } from './desk.ts';
import { linkReviewer, officeOf, type People, peopleOf } from './people.ts';

/** An initiative that is there, and what it counts. */
export interface Counting {
  readonly id: string;
  readonly code: string;
  readonly ministry: string;
  readonly indicators: readonly Indicator[];
  readonly results: readonly Result[];
}

/**
 * Defines the indicators that are not there yet.
 * @param there the version of the initiative, and the indicators that it has
 * @returns the version after the last of them
 */
export async function defineIndicators(
  desk: Desk,
  { plan }: Country,
  { id, code, ministry, indicators }: Counting,
  there: { readonly seq: number; readonly indicators: readonly { readonly code: string }[] },
): Promise<number> {
  const [officer] = officeOf(ministry).officers;
  const missing = indicators.filter((one) => there.indicators.every((known) => known.code !== one.code));
  let { seq } = there;
  for (const { code: indicatorCode, kpi, ...definition } of missing) {
    const body = { ...definition, ...(kpi && { kpi: mappingIn(plan, kpi) }) };
    const request = { params: { id, code: indicatorCode }, body, ifMatch: seq };
    ({ seq } = await desk.once(`indicator ${code} ${indicatorCode}`, officer, defineIndicator, request));
  }
  return seq;
}

const mappingIn = (
  { code: planCode, version: planVersion }: Country['plan'],
  { decision: _decided, ...mapped }: NonNullable<Indicator['kpi']>,
) => ({ planCode, planVersion, ...mapped });

/** Has the contributions decided that a ministry has looked at. */
export async function decideContributions(
  desk: Desk,
  country: Country,
  { id, code, indicators }: Counting,
): Promise<void> {
  const [planner] = peopleOf(country).planners;
  for (const { code: indicatorCode, kpi, definedOn: decidedOn } of indicators) {
    if (kpi?.decision === undefined) continue;
    const { decision } = kpi;
    const contribution = await desk.until(`the contribution of ${code} to ${kpi.code}`, async () => {
      const page = await desk.read(planner, listKpiContributions, { query: { initiativeId: id } });
      return page?.items.find((one) => one.indicatorCode === indicatorCode);
    });
    const { responsibleMinistry, revision } = contribution;
    const reason = decision === 'reject' && { reasonCode: 'NOT_ATTRIBUTABLE' };
    const request = { params: { id: contribution.id }, body: { decision, revision, decidedOn, ...reason } };
    const reviewer = linkReviewer(responsibleMinistry);
    await desk.once(`contribution ${code} ${indicatorCode}`, reviewer, decideKpiContribution, request);
  }
}

/** Who verifies on a level, of an initiative of a ministry. */
const verifierOn = ({ partnerOfficers, planners }: People, ministry: string) => ({
  partner: partnerOfficers[0],
  ministry: officeOf(ministry).officers[1],
  independent: planners[0],
});

/** Reports the results of an initiative in their order, and has those verified that somebody has looked at. */
export async function reportResults(
  desk: Desk,
  country: Country,
  { id, code, ministry, results }: Counting,
): Promise<void> {
  const [officer] = officeOf(ministry).officers;
  const verifiers = verifierOn(peopleOf(country), ministry);
  for (const [at, { indicator: indicatorCode, verification, ...result }] of results.entries()) {
    const no = at + 1;
    await desk.once(`result ${code} ${no}`, officer, reportResult, {
      params: { id },
      body: { indicatorCode, ...result },
    });
    if (verification === undefined) continue;
    const { level, on: verifiedOn } = verification;
    const request = { params: { id, no }, body: { level, verifiedOn } };
    await desk.once(`verification of result ${code} ${no}`, verifiers[level], verifyResult, request);
  }
}
