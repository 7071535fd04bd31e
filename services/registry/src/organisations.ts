// Organisations over HTTP: their recognition, who may act for them, and what they have to do with each other.
import { getOrganisation, IdParams, nameIn, organisation } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { type CheckedRequest, representativesAt, type ServiceConfig } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { apply, correctAs, recognise, refuse, suspend, withdraw } from './organisation/decisions.ts';
import { setNames } from './organisation/names.ts';
import { representativesFor } from './organisation/read.ts';
import { confirm, end, name } from './organisation/representatives.ts';
import { organisationExpiry } from './organisation-expiry.ts';
import { organisationFounders } from './organisation-founders.ts';
import { type Admitting, organisationLinks } from './organisation-links.ts';
import { organisationNaming } from './organisation-naming.ts';
import { organisationRelations } from './organisation-relations.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;

/** The organisations of the service, and the handlers of their routes. */
export function organisationsOf(
  eventing: Eventing,
  { installationKey, registrarMinistry }: Pick<ServiceConfig, 'installationKey' | 'registrarMinistry'>,
  admitting: Admitting,
) {
  const organisations = serveAggregate(eventing, organisation, {});
  const tokenIn = representativesAt(installationKey);
  const tokensOf = (organisationId: string) => ({
    tokenOf: (subjectId: string) => tokenIn(organisationId, subjectId),
  });
  organisationExpiry(eventing, organisations);
  organisationNaming(eventing, organisations);
  organisationFounders(eventing, organisations, tokensOf);
  const { list, get } = organisations.reads(getOrganisation, ({ state }, { actor, language }) => ({
    ...representativesFor(state, actor),
    shownName: nameIn(state, language),
  }));
  /** Whom a caller may write for who may write for their own alone. */
  const byOf = (asked: RequestOfAny) => {
    const subjectId = asked.applicant();
    return subjectId === undefined ? undefined : { organisationId: IdParams.parse(asked.params).id, subjectId };
  };
  const links = organisationLinks(eventing, organisations.store, admitting);
  return {
    ...organisationRelations(organisations, links, get),
    registerOrganisation: (asked: RequestOfAny) =>
      organisations.creates(apply, {
        reads: async (_command, id) => ({ founder: asked.applicant(), ...tokensOf(id) }),
        owner: () => registrarMinistry,
      })(asked),
    recogniseOrganisation: organisations.changes(recognise),
    suspendOrganisation: organisations.changes(suspend),
    withdrawRecognition: organisations.changes(withdraw),
    refuseOrganisation: organisations.changes(refuse),
    correctOrganisation: (asked: RequestOfAny) => organisations.corrects(correctAs(byOf(asked)))(asked),
    setOrganisationNames: (asked: RequestOfAny) =>
      organisations.changes(setNames, { reads: async () => ({ by: byOf(asked) }) })(asked),
    addRepresentative: (asked: RequestOfAny) =>
      organisations.changes(name, {
        reads: async (_command, id) => ({ organisationId: id, proposer: asked.applicant(), ...tokensOf(id) }),
      })(asked),
    confirmRepresentative: organisations.changes(confirm, { reads: async (_command, id) => tokensOf(id) }),
    endRepresentative: organisations.changes(end),
    listOrganisations: list,
  };
}
