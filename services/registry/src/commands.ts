// What can be done with organisations: one sentence each.
import { identifierText, type LocalDate, type NewOrganisation } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Outcome } from '@tributary/eventing';
import { namingHolder } from '@tributary/service-kit';
import { apply, type Organisation, type Recognition, recognise, suspend } from './domain/organisation.ts';

export interface Commands {
  apply(body: NewOrganisation, context: CommandContext): Promise<Outcome>;
  recognise(id: string, body: Recognition, context: CommandContext): Promise<Outcome>;
  /** `from` is today unless told. */
  suspend(
    id: string,
    body: { readonly reasonCode: string; readonly from?: LocalDate | undefined },
    context: CommandContext,
  ): Promise<Outcome>;
}

export const createCommands = (organisations: AggregateStore<Organisation>): Commands => ({
  async apply(body, context) {
    const claims = body.identifiers.map((identifier, index) => ({
      identifier: identifierText(identifier),
      pointer: `/identifiers/${index}`,
    }));
    const outcome = await organisations.create(context, () => apply(body));
    return namingHolder(outcome, organisations, claims, (id) => `/registry/v1/organisations/${id}`);
  },
  recognise: (id, body, context) =>
    organisations.change(id, context, ({ state }) => recognise(state, body, context.today)),
  suspend: (id, { reasonCode, from }, context) =>
    organisations.change(id, context, ({ state }) =>
      suspend(state, { reasonCode, from: from ?? context.today }, context.today),
    ),
});
