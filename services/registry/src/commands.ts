// What can be done with organisations: one sentence each.
import type { LocalDate, NewOrganisation } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Outcome } from '@tributary/eventing';
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
  apply: (body, context) => organisations.create(context, () => apply(body)),
  recognise: (id, body, context) =>
    organisations.change(id, context, ({ state }) => recognise(state, body, context.today)),
  suspend: (id, { reasonCode, from }, context) =>
    organisations.change(id, context, ({ state }) =>
      suspend(state, { reasonCode, from: from ?? context.today }, context.today),
    ),
});
