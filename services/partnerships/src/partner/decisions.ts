// What can be done with partners.
import {
  accept,
  correctPartner,
  decideCorrection,
  decideNew,
  type Known,
  type Partner,
  partnerRegistered,
  refusalFor,
  refuseSchemes,
  registerPartner,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';

const identifierIn = ({ identifier }: Pick<Partner, 'identifier'>) =>
  identifier === undefined ? [] : [{ pointer: '/identifier', identifier }];

type Organisations = Pick<Upstream, 'organisation'>;

/** Enters a partner; an organisation that it names must be recognised today. */
export const register = decideNew(registerPartner, (partner, { today, organisation }: Known<Organisations>) => {
  const { organisationId } = partner;
  const unknown = refuseSchemes(identifierIn(partner));
  if (unknown !== undefined) return unknown;
  const refused = organisationId && refusalFor(organisationId, organisation(organisationId), today);
  return refused || accept(partner, partnerRegistered(partner));
});

/** Puts right what was entered wrongly; an organisation that comes to be named must be recognised today. */
export const correct = decideCorrection(
  correctPartner,
  (before, fields, { today, organisation }: Known<Organisations>) => {
    const { organisationId } = fields;
    const unknown = refuseSchemes(identifierIn(fields), before.identifier && [before.identifier]);
    if (unknown !== undefined) return unknown;
    const isNew = organisationId !== undefined && organisationId !== before.organisationId;
    return (isNew && refusalFor(organisationId, organisation(organisationId), today)) || fields;
  },
);
