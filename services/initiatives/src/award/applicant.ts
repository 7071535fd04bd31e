// The applicant of an award, where it is an organisation.
import type { Award } from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';

/** Whether the applicant is suspended, as far as it is known here. */
export const isSuspended = (
  { organisationId }: Pick<Award, 'organisationId'>,
  { organisation }: Pick<Upstream, 'organisation'>,
): boolean => organisationId !== undefined && organisation(organisationId)?.suspended === true;
