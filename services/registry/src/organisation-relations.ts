// What organisations have to do with each other, over HTTP: memberships, branches and successors.
import { IdParams, type LinkedOrganisation, nameIn, type Organisation, type organisation } from '@tributary/contracts';
import type { Kept, Stored } from '@tributary/eventing';
import { type Answer, type CheckedRequest, found } from '@tributary/service-kit';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { circularAt, type LinkRefusal } from './organisation/links.ts';
import { confirmJoining, join, leave, proposedOf } from './organisation/memberships.ts';
import { succeed } from './organisation/succession.ts';
import type { OrganisationLinks } from './organisation-links.ts';

type RequestOfAny = CheckedRequest<unknown, unknown, unknown>;
type Handler = (asked: RequestOfAny) => Promise<Answer<never>>;
type Known = Stored<Kept<typeof organisation.state>>;
type One = { readonly reply?: { readonly body: Pick<Organisation, 'successorIds'> & { readonly id: string } } };

const PREDECESSORS = 100;

/** The handlers of the routes that link organisations, and the read of one that leads on to those around it. */
export function organisationRelations(
  { store, changes }: Pick<ServedAggregate<typeof organisation.state, object>, 'store' | 'changes'>,
  { missing, gated }: OrganisationLinks,
  get: Handler,
) {
  /** Why an organisation cannot belong to another one, as far as that can be said before a registrar confirms it. */
  const barredFrom = async (id: string, other: string, pointer: string): Promise<LinkRefusal | undefined> =>
    id === other ? circularAt(pointer, [id, id]) : missing({ to: [other], pointer });

  const addMembership: Handler = (asked) => {
    const proposer = asked.applicant();
    return gated('branch', asked.context, (gate) =>
      changes(join, {
        async reads({ organisationId, kind }, id) {
          const pointer = '/organisationId';
          const isGated = kind === 'branch' && proposer === undefined;
          const barred = isGated
            ? await gate({ from: id, to: [organisationId], pointer })
            : await barredFrom(id, organisationId, pointer);
          return { id, proposer, barred };
        },
      })(asked),
    );
  };

  const confirmMembership: Handler = (asked) =>
    gated('branch', asked.context, (gate) =>
      changes(confirmJoining, {
        async reads({ no }, id) {
          const stored = await store.load(id);
          const proposed = stored && proposedOf(stored.state, no);
          if (proposed?.kind !== 'branch') return { barred: undefined };
          return { barred: await gate({ from: id, to: [proposed.organisationId], pointer: '/params/no' }) };
        },
      })(asked),
    );

  const nameSuccessors: Handler = (asked) =>
    gated('succession', asked.context, (gate) =>
      changes(succeed, {
        reads: async ({ successorIds }, id) => ({
          barred:
            successorIds.length === 0
              ? undefined
              : await gate({ from: id, to: successorIds, pointer: '/successorIds' }),
        }),
      })(asked),
    );

  const shownTo =
    ({ mayTouch, language }: RequestOfAny) =>
    ({ id, ministry, state }: Known): LinkedOrganisation => ({
      organisationId: id,
      ...(mayTouch(ministry, state.applicantId) && { name: nameIn(state, language).text, status: state.status }),
    });

  const getOrganisation: Handler = async (asked) => {
    const answer = await get(asked);
    const body = (answer as One).reply?.body;
    if (body === undefined) return answer;
    const [successors, { items: predecessors }] = await Promise.all([
      store.loadAll(body.successorIds ?? []),
      store.page({ successorIds: IdParams.parse(asked.params).id }, { limit: PREDECESSORS }),
    ]);
    const shown = shownTo(asked);
    return found({
      ...body,
      ...(successors.length > 0 && { successors: successors.map(shown) }),
      ...(predecessors.length > 0 && { predecessors: predecessors.map(shown) }),
    } as never);
  };

  return { addMembership, confirmMembership, endMembership: changes(leave), nameSuccessors, getOrganisation };
}
