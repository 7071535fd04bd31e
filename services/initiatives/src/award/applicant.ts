// The applicant of an award, where it is an organisation.
import { type Award, type LocalDate, refusalFor } from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';

/** Whether the applicant is suspended, as far as it is known here. */
export const isSuspended = (
  { organisationId }: Pick<Award, 'organisationId'>,
  { organisation }: Pick<Upstream, 'organisation'>,
): boolean => organisationId !== undefined && organisation(organisationId)?.suspended === true;

/** Refuses an organisation that may not apply on a day; an award of a person has none. */
export const refuseApplicant = (
  { organisationId }: Pick<Award, 'organisationId'>,
  { organisation }: Pick<Upstream, 'organisation'>,
  on: LocalDate,
) => (organisationId === undefined ? undefined : refusalFor(organisationId, organisation(organisationId), on));
