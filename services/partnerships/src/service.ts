// What the partnerships service is made of: the only place that knows every part of it.
import {
  agreement,
  coFundingRequest,
  getAgreement,
  getCoFundingRequest,
  getPartner,
  partner,
  partnershipsRoutes,
} from '@tributary/contracts';
import { bound } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { byAnother, correct as correctAgreement, draft, sign, terminate } from './agreement/decisions.ts';
import { standingOn } from './agreement/in-force.ts';
import { missingOf } from './co-funding/request.ts';
import { commitmentLimits, coveringRequests, underCeilings } from './commitment-limits.ts';
import { commitmentsOf } from './commitments.ts';
import { correct, register } from './partner/decisions.ts';
import { reactions } from './reactions.ts';
import { upstreamOf } from './upstream/copies.ts';

/** The partnerships service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing }) => {
  const upstream = upstreamOf(eventing, config.baseCurrency);
  const partners = serveAggregate(eventing, partner, upstream);
  const agreements = serveAggregate(eventing, agreement, {}, () => [underCeilings(commitments.store)]);
  const requests = serveAggregate(eventing, coFundingRequest, {}, () => [coveringRequests(commitments.store)]);
  const limits = commitmentLimits(requests.store, agreements.store);
  const commitments = commitmentsOf(eventing, {
    agreements: agreements.store,
    requests: requests.store,
    limits,
    upstream,
    installationKey: config.installationKey,
  });
  eventing.react(
    reactions({ agreements: agreements.store, requests: requests.store, commitments: commitments.store, limits }),
  );
  const { list, get } = partners.reads(getPartner);
  const ofAgreements = agreements.reads(getAgreement, ({ state }, { context }) => standingOn(state, context.today));
  const ofRequests = requests.reads(getCoFundingRequest, ({ state }) => ({ missing: missingOf(state) }));
  const predecessorOf = async (renews: string | undefined) => ({
    predecessor: renews === undefined ? undefined : (await agreements.store.load(renews))?.state,
  });
  return {
    routes: bound(partnershipsRoutes, {
      registerPartner: partners.creates(register),
      correctPartner: partners.corrects(correct),
      listPartners: list,
      getPartner: get,
      draftAgreement: agreements.creates(draft, {
        reads: async ({ partnerId, renews }) => ({
          partner: (await partners.store.load(partnerId))?.state,
          ...(await predecessorOf(renews)),
        }),
      }),
      correctAgreement: agreements.corrects(correctAgreement),
      signAgreement: agreements.changes(sign, {
        authorise: byAnother,
        reads: async (_command, id) => predecessorOf((await agreements.store.load(id))?.state.renews),
      }),
      terminateAgreement: agreements.changes(terminate),
      listAgreements: ofAgreements.list,
      getAgreement: ofAgreements.get,
      listCoFundingRequests: ofRequests.list,
      getCoFundingRequest: ofRequests.get,
      ...commitments.handlers,
    }),
  };
});
