// An award as it is signed: its tranches are planned, and an initiative is registered for it.
import {
  type Accepted,
  type Award,
  accept,
  activityStatus,
  awardSigned,
  decideChange,
  type Initiative,
  initiativeRegistered,
  type Known,
  type LocalDate,
  type Rate,
  type Rejection,
  rateTo,
  refuseReversed,
  refuseState,
  registrationTold,
  reject,
  rejectField,
  signApplication,
  type Tranche,
  valued,
} from '@tributary/contracts';
import { sectorsOf } from '../initiative/sectors.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended, refuseApplicant } from './applicant.ts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';
import { partsPlanned } from './plan.ts';

/** What is known where an award is signed. */
export interface SigningGround extends Upstream {
  /** the id under which its initiative is registered */
  readonly initiativeId: string;
}

/** Signs an award. Who signs it has made its tranches, and can approve none of them. */
export const sign = decideChange(signApplication, (award, command, known: Known<SigningGround>) => {
  const { signedOn, dueOn, sectors, ...described } = command;
  const { grantedOn, applicationId, tranchePlan, cost } = award;
  const { plannedStartOn, plannedEndOn } = described;
  const refused =
    refuseState(award, 'granted') ??
    refuseReversed(grantedOn, signedOn, '/signedOn') ??
    (plannedEndOn === undefined ? undefined : refuseReversed(plannedStartOn, plannedEndOn, '/plannedEndOn')) ??
    refuseDays(dueOn, signedOn, tranchePlan.length) ??
    refuseApplicant(award, known, signedOn);
  if (refused !== undefined) return refused;
  if (applicationId === undefined) return reject('WRONG_STATE', { state: 'proposed', needed: 'granted' });
  const shares = sectorsOf(sectors, false);
  if ('rejected' in shares) return shares;
  const rate = rateTo(cost.amount.currency, signedOn, known, '/signedOn');
  if ('rejected' in rate) return rate;
  const { initiativeId, by: madeBy } = known;
  const tranches = tranchesOf(award, dueOn, rate, known.baseCurrency);
  const signed: Award = {
    ...award,
    status: 'signed',
    signedOn,
    initiativeId,
    project: { ...described, sectors: [...shares.sectors] },
    madeBy,
    tranches,
  };
  const told = awardSigned({
    applicationId,
    initiativeId,
    signedOn,
    tranches: tranches.map(({ no, value, dueOn: due }) => ({ no, value, dueOn: due })),
  });
  const { award: looked, events } = gated(signed, signedOn, isSuspended(award, known));
  return acceptPosted(award, looked, told, ...events);
});

/** Refuses days that are not one for each tranche, or lie before the signature or one another. */
function refuseDays(
  dueOn: readonly LocalDate[],
  signedOn: LocalDate,
  needed: number,
): Rejection<'TRANCHES_NOT_PLANNED' | 'DATES_REVERSED'> | undefined {
  if (dueOn.length !== needed) {
    return rejectField('TRANCHES_NOT_PLANNED', '/dueOn', { needed, given: dueOn.length });
  }
  const early = dueOn.findIndex((day, at) => day < (dueOn[at - 1] ?? signedOn));
  return refuseReversed(dueOn[early - 1] ?? signedOn, dueOn[early] ?? signedOn, `/dueOn/${early}`);
}

/** The tranches of the plan, each on its day and by the rate of the signature. */
const tranchesOf = (award: Award, dueOn: readonly LocalDate[], rate: Rate, baseCurrency: string): Tranche[] =>
  partsPlanned(award).map(({ amount, counterpart, requires }, at) => ({
    no: at + 1,
    value: valued(amount, rate, baseCurrency),
    dueOn: dueOn[at] ?? '',
    counterpart,
    requires: [...requires],
    accepted: [],
    status: 'eligible',
    approvals: [],
  }));

/** The one key of the initiative of an award, from which its id follows. */
export const initiativeKey = (awardId: string): string => `initiative-of-award:${awardId}`;

/** The initiative that is registered for a signed award; undefined of one that was not signed. */
export function initiativeOf(
  awardId: string,
  { project, signedOn, opening, organisationId, programmeId, area, cost }: Award,
): Accepted<Initiative> | undefined {
  if (project === undefined || signedOn === undefined) return undefined;
  const entered = {
    ...project,
    registeredOn: opening?.openedOn ?? signedOn,
    ...(organisationId !== undefined && { organisationId }),
    programmeId,
    awardId,
    area,
    budget: cost,
  };
  return accept(
    { ...entered, status: activityStatus.proposed, proposals: [] },
    initiativeRegistered(registrationTold.of(entered)),
  );
}
