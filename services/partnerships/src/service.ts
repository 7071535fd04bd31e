// What the partnerships service is made of: the only place that knows every part of it.
import { getPartner, organisationStandings, partner, partnershipsRoutes } from '@tributary/contracts';
import { bound } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { correct, register } from './partner/decisions.ts';

/** The partnerships service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ eventing }) => {
  const organisations = eventing.view(organisationStandings);
  const partners = serveAggregate(eventing, partner, { organisation: organisations.one });
  const { list, get } = partners.reads(getPartner);
  return {
    routes: bound(partnershipsRoutes, {
      registerPartner: partners.creates(register),
      correctPartner: partners.corrects(correct),
      listPartners: list,
      getPartner: get,
    }),
  };
});
