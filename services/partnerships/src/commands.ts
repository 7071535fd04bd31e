// What can be done with partners.
import { identifierText, type NewPartner } from '@tributary/contracts';
import type { AggregateStore, CommandContext, Outcome } from '@tributary/eventing';
import { namingHolder } from '@tributary/service-kit';
import { type Partner, register } from './domain/partner.ts';
import type { Replicas } from './replicas.ts';

export interface Commands {
  register(body: NewPartner, context: CommandContext): Promise<Outcome>;
}

export const createCommands = (partners: AggregateStore<Partner>, replicas: Replicas): Commands => ({
  async register(body, context) {
    const { identifier, organisationId } = body;
    const outcome = await partners.create(context, () => {
      const organisation = organisationId === undefined ? undefined : replicas.organisation(organisationId);
      return register(body, { today: context.today, organisation });
    });
    if (identifier === undefined) return outcome;
    const claim = { identifier: identifierText(identifier), pointer: '/identifier' };
    return namingHolder(outcome, partners, [claim], (id) => `/partnerships/v1/partners/${id}`);
  },
});
