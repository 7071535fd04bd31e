// An award as it comes to be: from the application that the last body approved.
import {
  type Accepted,
  type Application,
  type Award,
  awardCoFundingRequested,
  awardGranted,
} from '@tributary/contracts';
import { acceptPosted } from './ledger.ts';

/** The one key of the award of an application, from which its id follows. */
export const awardKey = (applicationId: string): string => `award:${applicationId}`;

/** The award that an approved application was granted; undefined of one that is approved no more, or never was. */
export function grant(
  applicationId: string,
  { status, submission, grant: granted, decidedOn, callId, programmeId, organisationId }: Application,
): Accepted<Award> | undefined {
  if (status !== 'approved' || submission === undefined || granted === undefined || decidedOn === undefined)
    return undefined;
  const { area, rulesVersion } = submission;
  const origin = {
    applicationId,
    callId,
    programmeId,
    ...(organisationId !== undefined && { organisationId }),
    area,
    rulesVersion,
    grantedOn: decidedOn,
  };
  const { cost, shares, bounds } = granted;
  const told = shares.map(({ role, value }) => ({ role, value }));
  const asked = shares
    .filter(({ role }) => role === 'partner')
    .map(({ role, value: { amount } }) => awardCoFundingRequested({ programmeId, role, amount, area }));
  const nothing = { contributions: [], tranches: [], ledger: [] };
  const award: Award = { ...origin, ...granted, ...nothing, status: 'granted' };
  return acceptPosted(award, award, awardGranted({ ...origin, cost, shares: told, bounds }), ...asked);
}
