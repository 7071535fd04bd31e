// How partners are kept; an identifier of a register belongs to one partner only.
import { partnerRevised } from '@tributary/contracts';
import type { AggregateDefinition } from '@tributary/eventing';
import type { Partner } from './domain/partner.ts';

const text = { type: String, required: true };

export const partners: AggregateDefinition<Partner> = {
  service: 'partnerships',
  name: 'partner',
  self: (id) => `/v1/partners/${id}`,
  status: () => 'registered',
  fields: {
    name: text,
    kind: text,
    country: text,
    identifier: { _id: false, type: { scheme: text, id: text } },
    organisationId: String,
    holds: { type: [String], default: undefined },
  },
  indexes: [{ keys: { holds: 1 }, unique: true, sparse: true }, { keys: { kind: 1 } }, { keys: { country: 1 } }],
  revised: partnerRevised,
};
