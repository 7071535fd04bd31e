// What can be done with partners.
import type { NewPartner } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Outcome } from '@tributary/eventing';
import { type Partner, register } from './domain/partner.ts';
import type { Replicas } from './replicas.ts';

export interface Commands {
  register(body: NewPartner, context: CommandContext): Promise<Outcome>;
}

export const createCommands = (partners: AggregateStore<Partner>, replicas: Replicas): Commands => ({
  register: (body, context) =>
    partners.create(context, () => {
      const { organisationId } = body;
      const organisation = organisationId === undefined ? undefined : replicas.organisation(organisationId);
      return register(body, { today: context.today, organisation });
    }),
});
