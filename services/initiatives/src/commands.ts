// What can be done with initiatives: one sentence each.
import { type Decision, type LocalDate, type NewInitiative, type NewPlanLinks, reject } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Outcome, ReactionContext } from '@tributary/eventing';
import { namingHolder } from '@tributary/service-kit';
import { type DecidedLink, type Initiative, register } from './domain/initiative.ts';
import { type DecidedOn, linkPlan, noteDecision } from './domain/plan-links.ts';
import { changeStatus } from './domain/status.ts';
import type { Replicas } from './replicas.ts';

/** Whether the caller may change what belongs to a ministry. */
export type MayTouch = (ministry: string) => boolean;

/** How shares are taken that do not sum to 100. */
export interface Shares {
  readonly normalise: boolean;
}

export interface Commands {
  /** `registeredOn` is today unless told, and so are the days of the other commands. */
  register(body: NewInitiative, options: Shares, context: CommandContext): Promise<Outcome>;
  changeStatus(
    id: string,
    body: { readonly status: number; readonly on?: LocalDate | undefined },
    context: CommandContext,
    mayTouch: MayTouch,
  ): Promise<Outcome>;
  linkPlan(
    id: string,
    body: NewPlanLinks,
    options: Shares,
    context: CommandContext,
    mayTouch: MayTouch,
  ): Promise<Outcome>;
  noteDecision(
    decided: DecidedOn & { readonly initiativeId: string },
    decision: DecidedLink['decision'],
    context: ReactionContext,
  ): Promise<void>;
}

export function createCommands(
  initiatives: AggregateStore<Initiative>,
  replicas: Replicas,
  baseCurrency: string,
): Commands {
  /** What another ministry owns can be read but not changed. */
  const changeOwn = (
    id: string,
    context: CommandContext,
    mayTouch: MayTouch,
    decide: (initiative: Initiative) => Decision<Initiative>,
  ): Promise<Outcome> =>
    initiatives.change(id, context, ({ state }) => decide(state), {
      authorise: ({ ministry }) => (mayTouch(ministry) ? undefined : reject('FORBIDDEN')),
    });

  return {
    async register(body, { normalise }, context) {
      const outcome = await initiatives.create(context, () => {
        const registration = { ...body, registeredOn: body.registeredOn ?? context.today };
        const { organisationId, budget, registeredOn } = registration;
        return register(registration, {
          today: context.today,
          baseCurrency,
          organisation: organisationId === undefined ? undefined : replicas.organisation(organisationId),
          rate: replicas.rate(budget.currency, registeredOn),
          normalise,
        });
      });
      const { iatiIdentifier } = body;
      if (iatiIdentifier === undefined) return outcome;
      const claim = { identifier: iatiIdentifier, pointer: '/iatiIdentifier' };
      return namingHolder(outcome, initiatives, [claim], (id) => `/initiatives/v1/initiatives/${id}`);
    },
    changeStatus: (id, { status, on }, context, mayTouch) =>
      changeOwn(id, context, mayTouch, (state) =>
        changeStatus(state, { status, on: on ?? context.today }, context.today),
      ),
    linkPlan: (id, body, { normalise }, context, mayTouch) =>
      changeOwn(id, context, mayTouch, (state) => {
        const proposedOn = body.proposedOn ?? context.today;
        return linkPlan(
          state,
          { ...body, proposedOn, normalise },
          replicas.planInForce(body.planCode, proposedOn),
          context.today,
        );
      }),
    async noteDecision(decided, decision, context) {
      await initiatives.react({ id: decided.initiativeId }, context, (stored) =>
        stored === undefined ? 'unchanged' : noteDecision(stored.state, decided, decision),
      );
    },
  };
}
