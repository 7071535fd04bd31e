// What the partnerships service is made of: the only place that knows every part of it.
import {
  agreement,
  getAgreement,
  getPartner,
  organisationStandings,
  partner,
  partnershipsRoutes,
} from '@tributary/contracts';
import { bound } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { byAnother, draft, sign, terminate } from './agreement/decisions.ts';
import { standingOn } from './agreement/in-force.ts';
import { correct, register } from './partner/decisions.ts';

/** The partnerships service, composed and not yet started. */
export const compose = composing(manifest.version, ({ eventing }) => {
  const organisations = eventing.view(organisationStandings);
  const partners = serveAggregate(eventing, partner, { organisation: organisations.one });
  const agreements = serveAggregate(eventing, agreement, {});
  const { list, get } = partners.reads(getPartner);
  const ofAgreements = agreements.reads(getAgreement, ({ state }, { context }) => standingOn(state, context.today));
  return {
    routes: bound(partnershipsRoutes, {
      registerPartner: partners.creates(register),
      correctPartner: partners.corrects(correct),
      listPartners: list,
      getPartner: get,
      draftAgreement: agreements.creates(draft, {
        reads: async ({ partnerId }) => ({ partner: (await partners.store.load(partnerId))?.state }),
      }),
      signAgreement: agreements.changes(sign, { authorise: byAnother }),
      terminateAgreement: agreements.changes(terminate),
      listAgreements: ofAgreements.list,
      getAgreement: ofAgreements.get,
    }),
  };
});
