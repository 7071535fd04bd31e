// What lets somebody look at a person: that it is their own record, the work of their role, or an emergency. It says what is
// shown, and what the audit has of it.
import { type Rejection, reject } from '@tributary/contracts';
import type { CheckedRequest } from '@tributary/service-kit';
import { cited } from './consent/standing.ts';
import type { Consents } from './consents.ts';
import type { Emergency } from './emergency/accesses.ts';
import { type ByGuardian, ownPurpose } from './guardian/acting.ts';
import { emergencyMasks, type Masks, masksOf, ownMasks } from './person/masking.ts';
import type { StoredPerson } from './person-group.ts';
import type { Look } from './vault/audit.ts';

/** A request for one person. */
export type AskedPerson = CheckedRequest<
  unknown,
  { readonly purpose?: string | undefined; readonly emergencyAccess?: string | undefined } | undefined,
  unknown
> &
  ByGuardian;

export interface LookRight {
  readonly purpose: string;
  readonly masks: Masks;
  /** what the audit has of it, beside the purpose */
  readonly entry: Pick<Look, 'what' | 'consent' | 'emergencyAccess'>;
  /** Refuses an answer that has not left yet where the right has ended meanwhile. */
  readonly refuseEnded?: () => Promise<Rejection | undefined>;
}

export interface LookRightsGround {
  readonly consents: Pick<Consents, 'toReach'>;
  readonly emergency: Pick<Emergency, 'letIn' | 'refuseEnded'>;
}

const purposeWanted = [{ pointer: '/query/purpose', code: 'REQUIRED' }] as const;

/** Whether masks show how to reach somebody. */
const reaches = ({ emails, phones }: Masks): boolean => emails === 'full' || phones === 'full';

/** Finds by what right a caller looks at a record with those merged into it, or why they may not. */
export function lookRights({ consents, emergency }: LookRightsGround) {
  async function inEmergency(access: string, asked: AskedPerson, stored: StoredPerson): Promise<LookRight | Rejection> {
    const { actor, context, query } = asked;
    const isOwn = asked.applicant() !== undefined;
    const letIn = await emergency.letIn(access, { purpose: query?.purpose, isOwn, stored, actor, context });
    if ('rejected' in letIn) return letIn;
    return {
      purpose: letIn.purpose,
      masks: emergencyMasks,
      entry: { what: 'emergency', emergencyAccess: letIn.id },
      refuseEnded: () => emergency.refuseEnded(letIn, context),
    };
  }

  async function byRole(asked: AskedPerson, records: readonly StoredPerson[]): Promise<LookRight | Rejection> {
    const purpose = asked.query?.purpose;
    if (purpose === undefined) return reject('PURPOSE_REQUIRED', {}, purposeWanted);
    const masks = masksOf(asked.actor?.roles ?? []);
    const consent = reaches(masks) ? await consents.toReach(records, purpose, asked) : undefined;
    if (consent !== undefined && 'rejected' in consent) return consent;
    return { purpose, masks, entry: { what: 'read', ...(consent && { consent: cited(consent) }) } };
  }

  return async (
    asked: AskedPerson,
    stored: StoredPerson,
    merged: readonly StoredPerson[],
  ): Promise<LookRight | Rejection> => {
    const { emergencyAccess, purpose = ownPurpose(asked) } = asked.query ?? {};
    if (emergencyAccess !== undefined) return inEmergency(emergencyAccess, asked, stored);
    if (asked.applicant() !== undefined) return { purpose, masks: ownMasks, entry: { what: 'read' } };
    return byRole(asked, [stored, ...merged]);
  };
}
